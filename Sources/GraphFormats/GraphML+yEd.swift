extension GraphOutput {
  /// Writes the keys under which yEd looks for what to draw.
  mutating func writeYEdKeys() {
    write("  <key id=\"copy:nodegraphics\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n")
    write("  <key id=\"copy:edgegraphics\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n")
  }

  /// Writes a node's shape; yEd's y grows downwards.
  mutating func writeYEdNode(_ node: AttributedGraph.Node, label: String) {
    let size = node.attributes[AttributeName.size]?.number ?? 30
    write("      <data key=\"copy:nodegraphics\"><y:ShapeNode>")
    if let x = node.attributes[AttributeName.x]?.number,
      let y = node.attributes[AttributeName.y]?.number
    {
      write("<y:Geometry height=\"\(size)\" width=\"\(size)\" ")
      write("x=\"\(x - size / 2)\" y=\"\(-y - size / 2)\"/>")
    }
    let color = node.attributes[AttributeName.color].flatMap { HexColor($0.text) }
    write("<y:Fill color=\"\(color?.text ?? "#ffffff")\" transparent=\"false\"/>")
    write("<y:NodeLabel>")
    writeXML(label)
    write("</y:NodeLabel><y:Shape type=\"ellipse\"/></y:ShapeNode></data>\n")
  }

  /// Writes an edge's line and label.
  mutating func writeYEdEdge(_ edge: AttributedGraph.Edge, isDirected: Bool) {
    let width = edge.attributes[AttributeName.thickness]?.number ?? 1
    write("      <data key=\"copy:edgegraphics\"><y:PolyLineEdge>")
    write("<y:LineStyle color=\"#808080\" type=\"line\" width=\"\(width)\"/>")
    write("<y:Arrows source=\"none\" target=\"\(isDirected ? "standard" : "none")\"/>")
    if let label = edge.attributes[AttributeName.label] ?? edge.attributes[AttributeName.kind] {
      write("<y:EdgeLabel>")
      writeXML(label.text)
      write("</y:EdgeLabel>")
    }
    write("</y:PolyLineEdge></data>\n")
  }
}
