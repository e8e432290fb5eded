extension AttributedGraph {
  /// The graph for VOSviewer: one JSON file, or a map and a network file.
  ///
  /// Items are numbered from 1. Direction and kinds have no place there; the links between two
  /// items are one, with the sum of their weights, and an item's link to itself is left out.
  ///
  /// - Parameter isText: Whether to make the two text files.
  /// - Returns: The files.
  /// - Throws: `GraphFormatError` for fewer than three nodes, which VOSviewer refuses.
  func vosviewerFiles(isText: Bool) throws(GraphFormatError) -> [GraphFile] {
    guard nodes.count >= 3 else {
      throw GraphFormatError(
        "VOSviewer refuses a map of fewer than 3 items, this has \(nodes.count)")
    }
    if !isText {
      return [GraphFile("graph.json") { try $0.writeVOSviewer(VOSviewerMap(self)) }]
    }
    return [
      GraphFile("map.txt") { try $0.writeVOSviewerMap(VOSviewerMap(self)) },
      GraphFile("network.txt") { try $0.writeVOSviewerNetwork(VOSviewerMap(self)) },
    ]
  }
}

/// A graph as VOSviewer sees it.
private struct VOSviewerMap {
  struct Link {
    let source, target: Int
    var strength: Double
  }

  let graph: AttributedGraph
  /// The links, by their lesser and then their greater item.
  let links: [Link]
  /// For each node the sum of its links' strengths.
  let totals: [Double]
  /// For each node how many links it has.
  let degrees: [Int]
  /// Whether all nodes have a place, and not all the same.
  let hasPlaces: Bool
  /// The attributes of nodes that are numbers throughout.
  let scores: [String]

  init(_ graph: AttributedGraph) {
    self.graph = graph
    var links: [Link] = []
    links.reserveCapacity(graph.edges.count)
    for edge in graph.edges where edge.source != edge.target {
      let weight = edge.attributes[AttributeName.weight]?.number ?? 1
      links.append(
        Link(
          source: min(edge.source, edge.target), target: max(edge.source, edge.target),
          strength: weight.isFinite && weight >= 0 ? weight : 0))
    }
    links.sort { ($0.source, $0.target) < ($1.source, $1.target) }
    var merged: [Link] = []
    for link in links {
      if let last = merged.last, last.source == link.source, last.target == link.target {
        merged[merged.count - 1].strength += link.strength
      } else {
        merged.append(link)
      }
    }
    self.links = merged
    var totals = [Double](repeating: 0, count: graph.nodes.count)
    var degrees = [Int](repeating: 0, count: graph.nodes.count)
    for link in merged {
      for end in [link.source, link.target] {
        totals[end] += link.strength
        degrees[end] += 1
      }
    }
    self.totals = totals
    self.degrees = degrees
    let places = graph.nodes.map { Self.place(of: $0) }
    hasPlaces =
      places.allSatisfy { $0 != nil }
      && places.contains { $0?.x != places[0]?.x || $0?.y != places[0]?.y }
    let drawn: Set<String> = ["x", "y", "z", AttributeName.cluster, AttributeName.size]
    scores = graph.nodeColumns(without: drawn).columns
      .filter { $0.type == .integer || $0.type == .double }.map(\.name)
  }

  static func place(of node: AttributedGraph.Node) -> (x: Double, y: Double)? {
    guard let x = node.attributes["x"]?.number, let y = node.attributes["y"]?.number,
      x.isFinite, y.isFinite
    else { return nil }
    return (x, y)
  }

  static func cluster(of node: AttributedGraph.Node) -> Int? {
    guard case .integer(let cluster) = node.attributes[AttributeName.cluster],
      1...1000 ~= cluster
    else { return nil }
    return cluster
  }

  /// The address of a node, where it is one that may be opened.
  static func url(of node: AttributedGraph.Node) -> String? {
    guard let url = node.attributes[AttributeName.url]?.text, url.isWebAddress else { return nil }
    return url
  }
}

extension String {
  /// Whether the text is an http or https address without anything that could end it early.
  var isWebAddress: Bool {
    let isAddress = ["http://", "https://"].contains { lowercased().hasPrefix($0) }
    return isAddress && utf8.allSatisfy { $0 > 0x20 && !Array("\"<>\\^`{|}".utf8).contains($0) }
  }
}

extension GraphOutput {
  fileprivate mutating func writeVOSviewer(_ map: VOSviewerMap) throws {
    write("{\"network\":{\"items\":[")
    for (place, node) in map.graph.nodes.enumerated() {
      write(place > 0 ? ",\n" : "\n")
      write("{\"id\":\(place + 1),\"label\":")
      writeJSON(map.graph.label(of: node))
      write(",\"description\":")
      writeJSON(Self.description(of: node))
      if let url = VOSviewerMap.url(of: node) {
        write(",\"url\":")
        writeJSON(url)
      }
      if map.hasPlaces, let (x, y) = VOSviewerMap.place(of: node) {
        write(",\"x\":\(x),\"y\":\(y)")
      }
      if let cluster = VOSviewerMap.cluster(of: node) { write(",\"cluster\":\(cluster)") }
      write(",\"weights\":{\"Links\":\(map.degrees[place]),")
      write("\"Total link strength\":\(map.totals[place])},\"scores\":{")
      var follows = false
      for name in map.scores {
        guard let number = node.attributes[name]?.number, number.isFinite else { continue }
        if follows { write(",") }
        follows = true
        writeJSON(name)
        write(":\(number)")
      }
      write("}}")
      try flush()
    }
    write("],\"links\":[")
    for (place, link) in map.links.enumerated() {
      write(place > 0 ? ",\n" : "\n")
      write("{\"source_id\":\(link.source + 1),\"target_id\":\(link.target + 1),")
      write("\"strength\":\(link.strength)}")
      try flush()
    }
    write("]},\"info\":{\"title\":")
    writeJSON(map.graph.name)
    write(",\"description\":\"\"}}\n")
  }

  /// A description in HTML: the kind of the node, and its id.
  private static func description(of node: AttributedGraph.Node) -> String {
    let parts = [node.attributes[AttributeName.kind]?.text, node.id].compactMap(\.self)
    var html: [UInt8] = []
    for byte in parts.joined(separator: ": ").utf8 {
      switch byte {
      case UInt8(ascii: "&"): html += Array("&amp;".utf8)
      case UInt8(ascii: "<"): html += Array("&lt;".utf8)
      case UInt8(ascii: ">"): html += Array("&gt;".utf8)
      default: html.append(byte)
      }
    }
    return String(decoding: html, as: UTF8.self)
  }

  fileprivate mutating func writeVOSviewerMap(_ map: VOSviewerMap) throws {
    write("id\tlabel\turl")
    if map.hasPlaces { write("\tx\ty") }
    write("\tcluster\tweight<Links>\tweight<Total link strength>\n")
    for (place, node) in map.graph.nodes.enumerated() {
      write("\(place + 1)\t")
      let label = Self.field(map.graph.label(of: node))
      write(label.isEmpty ? "\(place + 1)" : label)
      write("\t")
      write(VOSviewerMap.url(of: node) ?? "")
      if map.hasPlaces, let (x, y) = VOSviewerMap.place(of: node) { write("\t\(x)\t\(y)") }
      write("\t")
      // A column of clusters must have no holes.
      write(VOSviewerMap.cluster(of: node) ?? 1)
      write("\t\(map.degrees[place])\t\(map.totals[place])\n")
      try flush()
    }
  }

  fileprivate mutating func writeVOSviewerNetwork(_ map: VOSviewerMap) throws {
    for link in map.links {
      write("\(link.source + 1)\t\(link.target + 1)\t\(link.strength)\n")
      try flush()
    }
  }

  /// Text for one field of a file without quoting.
  private static func field(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for place in bytes.indices {
      if bytes[place] < 0x20 { bytes[place] = 0x20 }
      if bytes[place] == UInt8(ascii: "\"") { bytes[place] = UInt8(ascii: "'") }
    }
    return String(String(decoding: bytes, as: UTF8.self).trimmed)
  }
}
