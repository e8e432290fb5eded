extension GraphOutput {
  /// Writes a graph in JSON Graph Format 2: nodes as a map, attributes as metadata.
  mutating func writeJGF(_ graph: AttributedGraph) throws {
    write("{\"graph\":{\"label\":")
    writeJSON(graph.name)
    write(",\"directed\":\(graph.isDirected),\"metadata\":{")
    writeMembers(graph.attributes, follows: false)
    write("},\"nodes\":{")
    for (place, node) in graph.nodes.enumerated() {
      write(place > 0 ? ",\n" : "\n")
      writeJSON(node.id)
      write(":{")
      writeLabel(of: node.attributes)
      write("\"metadata\":{")
      writeMetadata(node.attributes)
      write("}}")
      try flush()
    }
    write("},\"edges\":[")
    for (place, edge) in graph.edges.enumerated() {
      write(place > 0 ? ",\n{" : "\n{")
      if let id = edge.id {
        write("\"id\":")
        writeJSON(id)
        write(",")
      }
      write("\"source\":")
      writeJSON(graph.nodes[edge.source].id)
      write(",\"target\":")
      writeJSON(graph.nodes[edge.target].id)
      if case .string(let kind) = edge.attributes[AttributeName.kind] {
        write(",\"relation\":")
        writeJSON(kind)
      }
      write(",\"directed\":\(graph.isDirected(edge)),")
      writeLabel(of: edge.attributes)
      write("\"metadata\":{")
      writeMetadata(edge.attributes)
      write("}}")
      try flush()
    }
    write("]}}\n")
  }

  private mutating func writeLabel(of attributes: Attributes) {
    guard case .string(let label) = attributes[AttributeName.label] else { return }
    write("\"label\":")
    writeJSON(label)
    write(",")
  }

  private mutating func writeMetadata(_ attributes: Attributes) {
    var metadata = attributes
    if case .string = metadata[AttributeName.label] { metadata[AttributeName.label] = nil }
    writeMembers(metadata, follows: false)
  }
}

/// Reads JSON Graph Format, version 2 and, with its array of nodes, version 1.
enum JGFReader {
  /// Reads every graph of a file.
  static func read(_ bytes: [UInt8]) throws(GraphFormatError) -> GraphReading {
    let json = try JSONParser.parse(bytes)
    guard let graphs = json["graphs"]?.array ?? json["graph"].map({ [$0] }) else {
      throw GraphFormatError("no \"graph\" in the JSON")
    }
    var reading = GraphReading(graphs: [])
    for graph in graphs {
      reading.graphs.append(try read(graph))
      if graph["hyperedges"]?.array?.isEmpty == false {
        reading.notes.append("hyperedges left out")
      }
    }
    return reading
  }

  private static func read(_ json: JSONValue) throws(GraphFormatError) -> AttributedGraph {
    var graph = AttributedGraph(
      name: json["label"]?.name ?? json["id"]?.name ?? "",
      isDirected: json["directed"]?.boolean ?? true)
    graph.attributes = attributes(of: json, besides: ["id", "label", "directed", "nodes", "edges"])
    if let nodes = json["nodes"]?.members {
      for (id, node) in nodes { graph.addNode(id, attributes(of: node, besides: [])) }
    }
    for node in json["nodes"]?.array ?? [] {
      guard let id = node["id"]?.name else {
        throw GraphFormatError("a node of the JSON needs an \"id\"")
      }
      graph.addNode(id, attributes(of: node, besides: ["id"]))
    }
    for edge in json["edges"]?.array ?? [] {
      guard let source = edge["source"]?.name, let target = edge["target"]?.name else {
        throw GraphFormatError("an edge of the JSON needs a \"source\" and a \"target\"")
      }
      var attributes = attributes(
        of: edge, besides: ["id", "source", "target", "relation", "directed"])
      if let relation = edge["relation"].flatMap(AttributeValue.init) {
        attributes[AttributeName.kind] = relation
      }
      if let isDirected = edge["directed"]?.boolean, isDirected != graph.isDirected {
        attributes[AttributeName.directed] = .boolean(isDirected)
      }
      graph.addEdge(
        from: graph.addNode(source), to: graph.addNode(target), id: edge["id"]?.name, attributes)
    }
    return graph
  }

  /// The metadata, and any other members by their names.
  private static func attributes(of json: JSONValue, besides names: Set<String>) -> Attributes {
    var attributes: Attributes = [:]
    for (name, value) in json.members ?? [] where !names.contains(name) {
      if name == "metadata", let metadata = value.members {
        for (name, value) in metadata { attributes[name] = AttributeValue(value) }
      } else {
        attributes[name] = AttributeValue(value)
      }
    }
    return attributes
  }
}
