/// Reads GML.
struct GMLReader {
  private indirect enum Value {
    case scalar(AttributeValue)
    case list([Entry])
  }

  private struct Entry {
    var name: String
    var value: Value
    var offset: Int
  }

  private let bytes: [UInt8]
  private let isUTF8: Bool
  private var place = 0
  private static let maximumDepth = 256

  /// Reads the first graph of a file.
  ///
  /// The numbers of nodes become their ids, but in files of this library. Values in inner lists
  /// are named by their path, such as `graphics.w`.
  static func read(_ bytes: [UInt8]) throws(GraphFormatError) -> GraphReading {
    var reader = GMLReader(bytes)
    let entries = try reader.entries(depth: 0)
    let isOwn = entries.contains {
      guard $0.name == "Creator", case .scalar(let value) = $0.value else { return false }
      return value.text == GMLText.creator
    }
    for entry in entries where entry.name == "graph" {
      guard case .list(let parts) = entry.value else { continue }
      let graphs = entries.count { $0.name == "graph" }
      return GraphReading(
        graphs: [try reader.graph(parts, isOwn: isOwn)],
        notes: graphs > 1 ? ["\(graphs - 1) more graphs left out"] : [])
    }
    throw GraphFormatError("no graph [ … ] in the GML")
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  private func graph(_ parts: [Entry], isOwn: Bool) throws(GraphFormatError) -> AttributedGraph {
    var graph = AttributedGraph(isDirected: false)
    var places: [Int: Int] = [:]
    for part in parts {
      switch (part.name, part.value) {
      case ("node", .list(let entries)):
        try add(node: entries, at: part.offset, isOwn: isOwn, to: &graph, &places)
      case ("edge", _): break
      case ("directed", .scalar(let value)): graph.isDirected = value.number ?? 0 != 0
      case ("label", .scalar(let value)): graph.name = value.text
      case ("multigraph", _) where isOwn: break
      default: set(part, prefix: "", on: &graph.attributes)
      }
    }
    for part in parts where part.name == "edge" {
      guard case .list(let entries) = part.value else { continue }
      let ends = try ["source", "target"].map { name throws(GraphFormatError) -> Int in
        guard let number = Self.integer(name, in: entries) else {
          throw error("an edge needs a \(name) that is a whole number", at: part.offset)
        }
        guard let place = places[number] else {
          throw error("no node has the id \(number)", at: part.offset)
        }
        return place
      }
      var attributes: Attributes = [:]
      var id: String?
      for entry in entries where entry.name != "source" && entry.name != "target" {
        if entry.name == "id", case .scalar(let value) = entry.value {
          id = value.text
        } else {
          set(entry, prefix: "", on: &attributes)
        }
      }
      graph.addEdge(from: ends[0], to: ends[1], id: id, attributes)
    }
    return graph
  }

  private func add(
    node entries: [Entry], at offset: Int, isOwn: Bool, to graph: inout AttributedGraph,
    _ places: inout [Int: Int]
  ) throws(GraphFormatError) {
    var attributes: Attributes = [:]
    for entry in entries where entry.name != "id" {
      set(entry, prefix: "", on: &attributes)
    }
    let number = Self.integer("id", in: entries)
    if number == nil, entries.contains(where: { $0.name == "id" }) {
      throw error("the id of a node must be a whole number", at: offset)
    }
    if let number, places[number] != nil {
      throw error("two nodes have the id \(number)", at: offset)
    }
    var id = number.map { "\($0)" } ?? "node\(graph.nodes.count)"
    if isOwn, let label = attributes[AttributeName.label] {
      id = label.text
      attributes[AttributeName.label] = attributes["name"]
      attributes["name"] = nil
    }
    while graph.place(of: id) != nil { id += "_" }
    let place = graph.addNode(id, attributes)
    if let number { places[number] = place }
  }

  private static func integer(_ name: String, in entries: [Entry]) -> Int? {
    guard case .scalar(.integer(let number)) = entries.first(where: { $0.name == name })?.value
    else { return nil }
    return number
  }

  private func set(_ entry: Entry, prefix: String, on attributes: inout Attributes) {
    switch entry.value {
    case .list(let entries):
      for inner in entries { set(inner, prefix: prefix + entry.name + ".", on: &attributes) }
    case .scalar(let value):
      let path = prefix + entry.name
      let names = ["graphics.x": "x", "graphics.y": "y", "graphics.z": "z"]
      let name = names[path].flatMap { attributes[$0] == nil ? $0 : nil } ?? path
      // A name that stands again makes a list.
      switch attributes[name] {
      case nil: attributes[name] = value
      case .list(let items): attributes[name] = .list(items + [value.text])
      case let first?: attributes[name] = .list([first.text, value.text])
      }
    }
  }

  private func error(_ message: String, at offset: Int) -> GraphFormatError {
    GraphFormatError(message, at: offset, in: bytes)
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "#") {
        place = bytes[place...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      } else if bytes[place] <= 0x20 {
        place += 1
      } else {
        return
      }
    }
  }

  /// Reads names with values up to a closing bracket or, outside all, to the end.
  private mutating func entries(depth: Int) throws(GraphFormatError) -> [Entry] {
    guard depth < Self.maximumDepth else { throw error("lists nested too deep", at: place) }
    var entries: [Entry] = []
    while true {
      skipSpace()
      guard place < bytes.count else {
        if depth > 0 { throw error("a list without its ]", at: place) }
        return entries
      }
      if depth > 0, bytes[place] == UInt8(ascii: "]") {
        place += 1
        return entries
      }
      let offset = place
      let name = word { GMLText.isASCIILetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
      guard let first = name.utf8.first, !(0x30...0x39).contains(first) else {
        throw error("expected a name\(depth > 0 ? " or ]" : "")", at: offset)
      }
      entries.append(Entry(name: name, value: try value(depth: depth), offset: offset))
    }
  }

  private mutating func value(depth: Int) throws(GraphFormatError) -> Value {
    skipSpace()
    guard place < bytes.count else { throw error("expected a value", at: place) }
    if bytes[place] == UInt8(ascii: "[") {
      place += 1
      return .list(try entries(depth: depth + 1))
    }
    if bytes[place] == UInt8(ascii: "\"") {
      place += 1
      let offset = place
      guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "\"")) else {
        throw error("a string without its end", at: offset)
      }
      place = end + 1
      let text = bytes[offset..<end]
      let string =
        isUTF8 ? String(decoding: text, as: UTF8.self) : String(text.map { Character(.init($0)) })
      return .scalar(.string(GraphvizEscapes.unescapingEntities(string)))
    }
    let offset = place
    let text = word { $0 > 0x20 && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") }
    if let number = Int(text) { return .scalar(.integer(number)) }
    guard let number = Double(text) else {
      throw error("expected a number, a string or [", at: offset)
    }
    return .scalar(.double(number))
  }

  private mutating func word(_ isPart: (UInt8) -> Bool) -> String {
    let end = bytes[place...].firstIndex { !isPart($0) } ?? bytes.count
    defer { place = end }
    return String(decoding: bytes[place..<end], as: UTF8.self)
  }
}
