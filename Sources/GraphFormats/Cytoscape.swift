extension GraphOutput {
  /// Writes a graph in Cytoscape's JSON, which Cytoscape, cytoscape.js and NetworkX read.
  ///
  /// Nodes and edges are numbered through, for their ids must differ; the id of a node stands as
  /// `shared_name`, its label as `name`. Cytoscape's y grows downwards.
  mutating func writeCytoscape(_ graph: AttributedGraph) throws {
    write("{\"format_version\":\"1.0\",\"generated_by\":\"PaperGraph\",")
    write("\"target_cytoscapejs_version\":\"~2.1\",")
    write("\"directed\":\(graph.isDirected),\"multigraph\":true,\"data\":{\"shared_name\":")
    writeJSON(graph.name)
    write(",\"name\":")
    writeJSON(graph.name)
    writeMembers(graph.attributes.renaming(["shared_name", "name"]), follows: true)
    write("},\"elements\":{\"nodes\":[")
    let reserved: Set<String> = ["id", "value", "shared_name", "name"]
    for (place, node) in graph.nodes.enumerated() {
      write(place > 0 ? ",\n" : "\n")
      write("{\"data\":{\"id\":\"\(place)\",\"value\":\"\(place)\",\"shared_name\":")
      writeJSON(node.id)
      write(",\"name\":")
      writeJSON(graph.label(of: node))
      writeMembers(node.attributes.renaming(reserved), follows: true)
      write("}")
      if let x = node.attributes[AttributeName.x]?.number,
        let y = node.attributes[AttributeName.y]?.number, x.isFinite, y.isFinite
      {
        write(",\"position\":{\"x\":\(x),\"y\":\(-y)}")
      }
      write("}")
      try flush()
    }
    write("],\"edges\":[")
    for (place, edge) in graph.edges.enumerated() {
      let number = graph.nodes.count + place
      write(place > 0 ? ",\n" : "\n")
      write("{\"data\":{\"id\":\"\(number)\",\"key\":\"\(number)\",")
      write("\"source\":\"\(edge.source)\",\"target\":\"\(edge.target)\",\"interaction\":")
      writeJSON(edge.attributes[AttributeName.kind]?.text ?? "")
      if let id = edge.id {
        write(",\"shared_name\":")
        writeJSON(id)
      }
      writeMembers(
        edge.attributes.renaming(["id", "key", "source", "target", "interaction", "shared_name"]),
        follows: true)
      write("}}")
      try flush()
    }
    write("]}}\n")
  }
}
