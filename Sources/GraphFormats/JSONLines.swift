extension GraphOutput {
  /// Writes a graph without loss: a JSON object a line, first the graph, then its parts.
  ///
  /// ```
  /// {"papergraph":1,"name":"…","directed":true,"attributes":{…}}
  /// {"node":"…","attributes":{…}}
  /// {"edge":["source","target"],"id":"…","attributes":{…}}
  /// {"group":"…","parent":0,"nodes":["…"],"attributes":{…}}
  /// ```
  /// A number with a point is a `double`; what JSON has no word for is `{"double":"nan"}`, and
  /// a label in HTML is `{"html":"…"}`.
  mutating func writeJSONLines(_ graph: AttributedGraph) throws {
    write("{\"papergraph\":1,\"name\":")
    writeJSON(graph.name)
    write(",\"directed\":\(graph.isDirected)")
    writeLossless(graph.attributes)
    let ids = SpelledTexts(graph.nodes.lazy.map(\.id), JSONText.append)
    for (place, node) in graph.nodes.enumerated() {
      write("{\"node\":")
      ids.write(place, to: &self)
      writeLossless(node.attributes)
      try flush()
    }
    for edge in graph.edges {
      write("{\"edge\":[")
      ids.write(edge.source, to: &self)
      write(",")
      ids.write(edge.target, to: &self)
      write("]")
      if let id = edge.id {
        write(",\"id\":")
        writeJSON(id)
      }
      writeLossless(edge.attributes)
      try flush()
    }
    for group in graph.groups {
      write("{\"group\":")
      if let id = group.id { writeJSON(id) } else { write("null") }
      if let parent = group.parent { write(",\"parent\":\(parent)") }
      write(",\"nodes\":[")
      for (place, node) in group.nodes.enumerated() {
        if place > 0 { write(",") }
        ids.write(node, to: &self)
      }
      write("]")
      writeLossless(group.attributes)
      try flush()
    }
  }

  /// Writes the attributes, if there are any, and ends the line.
  private mutating func writeLossless(_ attributes: Attributes) {
    if !attributes.isEmpty {
      write(",\"attributes\":{")
      for (place, (name, value)) in attributes.enumerated() {
        if place > 0 { write(",") }
        writeJSON(name)
        write(":")
        switch value {
        case .double(let number) where !number.isFinite: write("{\"double\":\"\(number)\"}")
        case .markup(let markup):
          write("{\"html\":")
          writeJSON(markup)
          write("}")
        default: writeJSON(value)
        }
      }
      write("}")
    }
    write("}\n")
  }
}

/// Reads this library's own form.
enum JSONLinesReader {
  /// Reads every graph of a file; each begins with its own line.
  static func read(_ bytes: [UInt8]) throws(GraphFormatError) -> GraphReading {
    var graphs: [AttributedGraph] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { start = end + 1 }
      if bytes[start..<end].allSatisfy({ $0 <= 0x20 }) { continue }
      let line = try JSONParser.parse(bytes, in: start..<end)
      do {
        try read(line, into: &graphs)
      } catch {
        throw GraphFormatError(error.message, at: start, in: bytes)
      }
    }
    guard !graphs.isEmpty else { throw GraphFormatError("no line with \"papergraph\"") }
    return GraphReading(graphs: graphs)
  }

  private static func read(
    _ line: JSONValue, into graphs: inout [AttributedGraph]
  ) throws(GraphFormatError) {
    let attributes = try attributes(line["attributes"])
    if let version = line["papergraph"] {
      guard case .integer(1) = version else {
        throw GraphFormatError("version \(version.json) of the format is not known")
      }
      graphs.append(
        AttributedGraph(
          name: line["name"]?.name ?? "", isDirected: line["directed"]?.boolean ?? true,
          attributes: attributes))
      return
    }
    let last = graphs.count - 1
    guard last >= 0 else { throw GraphFormatError("expected a line with \"papergraph\" first") }
    if let id = line["node"]?.name {
      graphs[last].addNode(id, attributes)
    } else if let ends = line["edge"]?.array?.compactMap(\.name), ends.count == 2 {
      let source = graphs[last].addNode(ends[0])
      let target = graphs[last].addNode(ends[1])
      graphs[last].addEdge(from: source, to: target, id: line["id"]?.name, attributes)
    } else if let group = line["group"] {
      var parent: Int?
      if case .integer(let place) = line["parent"] { parent = place }
      if let parent, !graphs[last].groups.indices.contains(parent) {
        throw GraphFormatError("a group's parent must stand before it")
      }
      let nodes = (line["nodes"]?.array ?? []).compactMap(\.name)
      let places = nodes.map { graphs[last].addNode($0) }
      graphs[last].groups.append(
        AttributedGraph.Group(
          id: group.name, parent: parent, nodes: places, attributes: attributes))
    } else {
      throw GraphFormatError("expected a \"node\", an \"edge\" with two ends or a \"group\"")
    }
  }

  private static func attributes(_ json: JSONValue?) throws(GraphFormatError) -> Attributes {
    var attributes: Attributes = [:]
    for (name, value) in json?.members ?? [] {
      if let html = value["html"]?.name {
        attributes[name] = .markup(html)
      } else if let number = value["double"]?.name.flatMap(Double.init) {
        attributes[name] = .double(number)
      } else {
        attributes[name] = AttributeValue(value)
      }
    }
    return attributes
  }
}
