/// Who reads node-link JSON.
enum NodeLinkVariant {
  /// NetworkX, whose edges are `edges` with keys.
  case networkX
  /// D3, whose edges are `links` with values.
  case d3

  /// Names that are not an attribute's.
  var reservedOfNodes: Set<String> { ["id"] }
  var reservedOfEdges: Set<String> {
    self == .networkX ? ["source", "target", "key"] : ["source", "target", "id", "value"]
  }
}

extension GraphOutput {
  /// Writes a graph in node-link JSON; an attribute with a reserved name gets a `_` behind it.
  mutating func writeNodeLink(_ graph: AttributedGraph, variant: NodeLinkVariant) throws {
    write("{\"directed\":\(graph.isDirected),\"multigraph\":true,\"graph\":{\"name\":")
    writeJSON(graph.name)
    writeMembers(graph.attributes.renaming(["name"]), follows: true)
    write("},\"nodes\":[")
    for (place, node) in graph.nodes.enumerated() {
      write(place > 0 ? ",\n{\"id\":" : "\n{\"id\":")
      writeJSON(node.id)
      writeMembers(node.attributes.renaming(variant.reservedOfNodes), follows: true)
      write("}")
      try flush()
    }
    write(variant == .networkX ? "],\"edges\":[" : "],\"links\":[")
    let ids = graph.uniqueEdgeIDs()
    for (place, edge) in graph.edges.enumerated() {
      write(place > 0 ? ",\n{\"source\":" : "\n{\"source\":")
      writeJSON(graph.nodes[edge.source].id)
      write(",\"target\":")
      writeJSON(graph.nodes[edge.target].id)
      write(variant == .networkX ? ",\"key\":" : ",\"id\":")
      writeJSON(ids[place])
      if variant == .d3 {
        write(",\"value\":")
        writeJSON(edge.attributes[AttributeName.weight] ?? .integer(1))
      }
      writeMembers(edge.attributes.renaming(variant.reservedOfEdges), follows: true)
      write("}")
      try flush()
    }
    write("]}\n")
  }
}

extension Attributes {
  /// The attributes with `_` behind the names that are reserved, once or until they are free.
  func renaming(_ reserved: Set<String>) -> Attributes {
    guard contains(where: { reserved.contains($0.name) }) else { return self }
    var renamed: Attributes = [:]
    for (name, value) in self {
      var name = name
      if reserved.contains(name) {
        repeat { name += "_" } while self[name] != nil
      }
      renamed[name] = value
    }
    return renamed
  }
}

/// Reads node-link JSON of NetworkX, any version, and of D3.
enum NodeLinkReader {
  /// Reads the graph of a file.
  ///
  /// Where the file does not say whether it is directed, it is not. An end of an edge that is
  /// the id of no node counts as a place among the nodes, as D3 has it.
  static func read(_ bytes: [UInt8]) throws(GraphFormatError) -> GraphReading {
    let json = try JSONParser.parse(bytes)
    guard let nodes = json["nodes"]?.array, let edges = (json["edges"] ?? json["links"])?.array
    else {
      throw GraphFormatError("expected \"nodes\" with \"edges\" or \"links\" in the JSON")
    }
    var graph = AttributedGraph(
      name: json["graph"]?["name"]?.name ?? "", isDirected: json["directed"]?.boolean ?? false)
    graph.attributes = attributes(json["graph"]?.members ?? [], besides: ["name"])
    for node in nodes {
      let id = node["id"]?.name ?? node["name"]?.name ?? node.name
      guard let id else { throw GraphFormatError("a node of the JSON needs an \"id\"") }
      graph.addNode(id, attributes(node.members ?? [], besides: ["id"]))
    }
    let isD3 = json["links"] != nil
    for edge in edges {
      guard let source = edge["source"], let target = edge["target"] else {
        throw GraphFormatError("an edge of the JSON needs a \"source\" and a \"target\"")
      }
      var own = attributes(
        edge.members ?? [],
        besides: isD3 ? ["source", "target", "key", "id", "value"] : ["source", "target", "key"])
      if isD3, own[AttributeName.weight] == nil, let value = edge["value"] {
        own[AttributeName.weight] = AttributeValue(value)
      }
      let id = edge["key"] ?? (isD3 ? edge["id"] : nil)
      let ends = (try end(source, &graph), try end(target, &graph))
      graph.addEdge(from: ends.0, to: ends.1, id: id?.name, own)
    }
    return GraphReading(graphs: [graph])
  }

  private static func end(
    _ json: JSONValue, _ graph: inout AttributedGraph
  ) throws(GraphFormatError) -> Int {
    guard let name = json.name ?? json["id"]?.name else {
      throw GraphFormatError("an edge of the JSON needs ends with names")
    }
    if let place = graph.place(of: name) { return place }
    if case .integer(let place) = json, graph.nodes.indices.contains(place) { return place }
    return graph.addNode(name)
  }

  private static func attributes(
    _ members: [(name: String, value: JSONValue)], besides names: Set<String>
  ) -> Attributes {
    var attributes: Attributes = [:]
    for (name, value) in members where !names.contains(name) {
      attributes[name] = AttributeValue(value)
    }
    return attributes
  }
}
