extension GraphOutput {
  /// Writes a graph in Cytoscape Exchange 2.
  ///
  /// Nodes and edges are numbered from 0; the id of a node stands as `id`, its label as `name`,
  /// as Cytoscape has it. Its y grows downwards.
  mutating func writeCX2(_ graph: AttributedGraph) throws {
    let nodeColumns = graph.nodeColumns(without: [AttributeName.label, "x", "y", "z"])
    let edgeColumns = graph.edgeColumns()
    let graphColumns = AttributeColumns([graph.attributes], without: ["name"])
    write("[{\"CXVersion\":\"2.0\",\"hasFragments\":false},\n")
    write("{\"metaData\":[{\"name\":\"attributeDeclarations\",\"elementCount\":1},")
    write("{\"name\":\"networkAttributes\",\"elementCount\":1},")
    write("{\"name\":\"nodes\",\"elementCount\":\(graph.nodes.count)},")
    write("{\"name\":\"edges\",\"elementCount\":\(graph.edges.count)}]},\n")
    write("{\"attributeDeclarations\":[{\"networkAttributes\":")
    writeDeclarations(["name": "string"], graphColumns)
    write(",\"nodes\":")
    writeDeclarations(["id": "string", "name": "string"], nodeColumns)
    write(",\"edges\":")
    writeDeclarations(["id": "string", "interaction": "string"], edgeColumns)
    write("}]},\n{\"networkAttributes\":[{\"name\":")
    writeJSON(graph.name)
    writeTyped(graph.attributes, graphColumns, reserved: ["name": "string"])
    write("}]},\n{\"nodes\":[")
    for (place, node) in graph.nodes.enumerated() {
      write(place > 0 ? ",\n" : "\n")
      write("{\"id\":\(place)")
      if let x = node.attributes["x"]?.number, let y = node.attributes["y"]?.number,
        x.isFinite, y.isFinite
      {
        write(",\"x\":\(x),\"y\":\(-y)")
        if let z = node.attributes["z"]?.number, z.isFinite { write(",\"z\":\(z)") }
      }
      write(",\"v\":{\"id\":")
      writeJSON(node.id)
      write(",\"name\":")
      writeJSON(graph.label(of: node))
      writeTyped(node.attributes, nodeColumns, reserved: ["id": "string", "name": "string"])
      write("}}")
      try flush()
    }
    write("]},\n{\"edges\":[")
    for (place, edge) in graph.edges.enumerated() {
      write(place > 0 ? ",\n" : "\n")
      write("{\"id\":\(place),\"s\":\(edge.source),\"t\":\(edge.target),\"v\":{\"id\":")
      writeJSON(edge.id ?? "e\(place)")
      write(",\"interaction\":")
      writeJSON(edge.attributes[AttributeName.kind]?.text ?? "")
      writeTyped(edge.attributes, edgeColumns, reserved: ["id": "string", "interaction": "string"])
      write("}}")
      try flush()
    }
    write("]},\n{\"visualProperties\":[{\"default\":{},\"nodeMapping\":{},\"edgeMapping\":{}}]},\n")
    write("{\"status\":[{\"success\":true}]}]\n")
  }

  /// Writes the names with their types; those of our own first.
  private mutating func writeDeclarations(
    _ own: KeyValuePairs<String, String>, _ columns: AttributeColumns
  ) {
    write("{")
    for (place, (name, type)) in own.enumerated() {
      if place > 0 { write(",") }
      writeJSON(name)
      write(":{\"d\":\"\(type)\"}")
    }
    let reserved = Set(own.map(\.key))
    for column in columns.columns {
      write(",")
      writeJSON(Self.name(column.name, besides: reserved, in: columns))
      write(":{\"d\":\"\(column.type.cx2Name)\"}")
    }
    write("}")
  }

  /// Writes each value in the type of its column.
  private mutating func writeTyped(
    _ attributes: Attributes, _ columns: AttributeColumns, reserved: KeyValuePairs<String, String>
  ) {
    let reserved = Set(reserved.map(\.key))
    for (name, value) in attributes {
      guard let place = columns.index(of: name) else { continue }
      if let number = value.number, !number.isFinite, columns.columns[place].type == .double {
        continue
      }
      write(",")
      writeJSON(Self.name(name, besides: reserved, in: columns))
      write(":")
      switch (columns.columns[place].type, value) {
      case (.string, _): writeJSON(value.text)
      case (.double, .integer(let number)): writeJSON(.double(Double(number)))
      default: writeJSON(value)
      }
    }
  }

  private static func name(
    _ name: String, besides reserved: Set<String>, in columns: AttributeColumns
  ) -> String {
    var free = name
    while reserved.contains(free) || (free != name && columns.index(of: free) != nil) {
      free += "_"
    }
    return free
  }
}

extension AttributeType {
  fileprivate var cx2Name: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "long"
    case .double: "double"
    case .string: "string"
    case .list: "list_of_string"
    }
  }
}
