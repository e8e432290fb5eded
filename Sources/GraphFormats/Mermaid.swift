extension AttributedGraph {
  /// The graph as a flow chart of Mermaid, which Markdown pages draw.
  ///
  /// - Returns: The file.
  /// - Throws: `GraphFormatError` for more than 500 edges, which Mermaid refuses to draw.
  func mermaidFiles() throws(GraphFormatError) -> [GraphFile] {
    guard edges.count <= 500 else {
      throw GraphFormatError(
        "Mermaid draws no more than 500 edges, this graph has \(edges.count); choose a part of it")
    }
    return [GraphFile("graph.mmd") { try $0.writeMermaid(self) }]
  }
}

extension GraphOutput {
  fileprivate mutating func writeMermaid(_ graph: AttributedGraph) throws {
    write("flowchart LR\n")
    for (place, node) in graph.nodes.enumerated() {
      write("  n\(place)[\"")
      writeMermaid(graph.label(of: node))
      write("\"]\n")
      try flush()
    }
    for edge in graph.edges {
      write("  n\(edge.source) \(graph.isDirected(edge) ? "-->" : "---")")
      if let label = edge.attributes[AttributeName.label] ?? edge.attributes[AttributeName.kind],
        !label.text.isEmpty
      {
        write("|\"")
        writeMermaid(label.text)
        write("\"|")
      }
      write(" n\(edge.target)\n")
      try flush()
    }
  }

  /// Writes text for a label in quotes, where Mermaid reads Markdown, HTML and `#35;`.
  private mutating func writeMermaid(_ text: String) {
    if text.isEmpty { write(" ") }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", "&", "<", ">", "`", "*", "_", "[", "]", "\\", "|", "{", "}", "%", ";":
        write("#\(scalar.value);")
      case _ where scalar.value < 0x20: write(" ")
      default: write(String(Character(scalar)))
      }
    }
  }
}
