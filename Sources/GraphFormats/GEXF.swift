/// A version of GEXF.
enum GEXFVersion {
  /// What Gephi reads in full.
  case v1_3
  /// What older readers ask for.
  case v1_2draft

  var namespace: String {
    switch self {
    case .v1_3: "http://gexf.net/1.3"
    case .v1_2draft: "http://www.gexf.net/1.2draft"
    }
  }

  var number: String {
    switch self {
    case .v1_3: "1.3"
    case .v1_2draft: "1.2"
    }
  }
}

/// Attribute ids by which this library knows its own again.
enum GEXFAttribute {
  /// Begins the id of an attribute that repeats another for the sake of some tool.
  static let copy = "copy:"
  /// Begins the id of a list.
  static let list = "list:"
  /// Titles that NetworkX takes for something else.
  static let reserved: Set<String> = ["id", "pid", "label", "start", "end", ""]
  /// Begins the titles of attributes whose own names are reserved.
  static let prefix = "attribute "
}

extension GraphOutput {
  /// Writes a graph in GEXF, in the profile that Gephi and NetworkX share.
  ///
  /// All edges have the direction of the graph, and ids that differ. Places, colours and sizes
  /// are written as Gephi draws them. A weight stands in Gephi's own place if all weights are
  /// above 0, and a second time as `similarity`, for Gephi adds up those of parallel edges.
  /// Lists are joined with `|`.
  mutating func writeGEXF(_ graph: AttributedGraph, version: GEXFVersion) throws {
    let drawnNodes = DrawnParts(graph.nodes.lazy.map(\.attributes), of: .node)
    let drawnEdges = DrawnParts(graph.edges.lazy.map(\.attributes), of: .edge)
    let nodeColumns = graph.nodeColumns(without: drawnNodes.names)
    let edgeColumns = graph.edgeColumns(without: drawnEdges.names)
    write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf")
    writeXML("xmlns", version.namespace)
    writeXML("xmlns:viz", version.namespace + "/viz")
    writeXML("version", version.number)
    write(">\n  <meta>\n    <creator>PaperGraph</creator>\n")
    if !graph.name.isEmpty {
      write("    <description>")
      writeXML(graph.name)
      write("</description>\n")
    }
    write("  </meta>\n  <graph mode=\"static\"")
    writeXML("defaultedgetype", graph.isDirected ? "directed" : "undirected")
    write(">\n")
    writeAttributes(nodeColumns, of: "node")
    writeAttributes(edgeColumns, of: "edge", hasSimilarity: drawnEdges.names.contains("weight"))
    write("    <nodes>\n")
    for node in graph.nodes {
      write("      <node")
      writeXML("id", node.id.xmlID)
      writeXML("label", graph.label(of: node))
      write(">\n")
      writeValues(node.attributes, nodeColumns)
      writeDrawing(node.attributes, drawnNodes)
      write("      </node>\n")
      try flush()
    }
    write("    </nodes>\n    <edges>\n")
    let ids = graph.uniqueEdgeIDs()
    for (place, edge) in graph.edges.enumerated() {
      write("      <edge")
      writeXML("id", ids[place])
      writeXML("source", graph.nodes[edge.source].id.xmlID)
      writeXML("target", graph.nodes[edge.target].id.xmlID)
      if case .string(let label) = edge.attributes[AttributeName.label] {
        writeXML("label", label)
      }
      let weight = drawnEdges.names.contains("weight") ? edge.attributes["weight"] : nil
      if let weight { writeXML("weight", weight.text) }
      write(">\n")
      writeValues(edge.attributes, edgeColumns, similarity: weight)
      writeDrawing(edge.attributes, drawnEdges)
      write("      </edge>\n")
      try flush()
    }
    write("    </edges>\n  </graph>\n</gexf>\n")
  }

  private mutating func writeAttributes(
    _ columns: AttributeColumns, of domain: String, hasSimilarity: Bool = false
  ) {
    guard !columns.columns.isEmpty || hasSimilarity else { return }
    write("    <attributes")
    writeXML("class", domain)
    write(" mode=\"static\">\n")
    for (place, column) in columns.columns.enumerated() {
      let isReserved = GEXFAttribute.reserved.contains(column.name)
      write("      <attribute")
      writeXML("id", attributeID(place, column))
      writeXML("title", (isReserved ? GEXFAttribute.prefix : "") + column.name)
      writeXML("type", column.type.gexfName)
      write("/>\n")
    }
    if hasSimilarity {
      write("      <attribute id=\"copy:similarity\" title=\"similarity\" type=\"double\"/>\n")
    }
    write("    </attributes>\n")
  }

  private func attributeID(_ place: Int, _ column: AttributeColumns.Column) -> String {
    (column.type == .list ? GEXFAttribute.list : "") + "\(place)"
  }

  private mutating func writeValues(
    _ attributes: Attributes, _ columns: AttributeColumns, similarity: AttributeValue? = nil
  ) {
    let values =
      attributes.compactMap { name, value in
        columns.index(of: name).map { (attributeID($0, columns.columns[$0]), value.xmlText) }
      } + (similarity.map { [("copy:similarity", $0.text)] } ?? [])
    guard !values.isEmpty else { return }
    write("        <attvalues>\n")
    for (id, text) in values {
      write("          <attvalue")
      writeXML("for", id)
      writeXML("value", text)
      write("/>\n")
    }
    write("        </attvalues>\n")
  }

  private mutating func writeDrawing(_ attributes: Attributes, _ drawn: DrawnParts) {
    if drawn.names.contains(AttributeName.color),
      let color = attributes[AttributeName.color].flatMap({ HexColor($0.text) })
    {
      write("        <viz:color r=\"\(color.red)\" g=\"\(color.green)\" b=\"\(color.blue)\"")
      if color.alpha < 255 { write(" a=\"\(Double(color.alpha) / 255)\"") }
      write("/>\n")
    }
    if drawn.names.contains(AttributeName.x), let x = attributes[AttributeName.x]?.number,
      let y = attributes[AttributeName.y]?.number
    {
      let z = attributes[AttributeName.z]?.number ?? 0
      write("        <viz:position x=\"\(x)\" y=\"\(y)\" z=\"\(z)\"/>\n")
    }
    if drawn.names.contains(AttributeName.size),
      let size = attributes[AttributeName.size]?.number
    {
      write("        <viz:size value=\"\(size)\"/>\n")
    }
    if drawn.names.contains(AttributeName.thickness),
      let thickness = attributes[AttributeName.thickness]?.number
    {
      write("        <viz:thickness value=\"\(thickness)\"/>\n")
    }
  }
}

/// The attributes of nodes or edges that GEXF has elements of its own for.
///
/// A name counts only if all its values fit the element, so that nothing is lost.
private struct DrawnParts {
  enum Part {
    case node, edge
  }

  private(set) var names: Set<String>

  init(_ rows: some Sequence<Attributes>, of part: Part) {
    var names: Set<String>
    switch part {
    case .node: names = [AttributeName.color, AttributeName.size, "x", "y", "z", "label"]
    case .edge: names = [AttributeName.color, AttributeName.thickness, "weight", "label"]
    }
    for row in rows {
      if (row["x"] == nil) != (row["y"] == nil) || (row["z"] != nil && row["x"] == nil) {
        names.subtract(["x", "y", "z"])
      }
      for (name, value) in row where names.contains(name) && !Self.fits(value, name) {
        names.remove(name)
        if ["x", "y", "z"].contains(name) { names.subtract(["x", "y", "z"]) }
      }
    }
    self.names = names
  }

  private static func fits(_ value: AttributeValue, _ name: String) -> Bool {
    switch (name, value) {
    case (AttributeName.color, .string(let text)): HexColor(text) != nil
    case ("label", .string): true
    case (AttributeName.weight, .double(let number)): number.isFinite && number > 0
    case (AttributeName.weight, .integer(let number)): number > 0
    case (_, .double(let number)): number.isFinite && !["color", "label"].contains(name)
    default: false
    }
  }
}

extension AttributeType {
  fileprivate var gexfName: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "long"
    case .double: "double"
    case .string, .list: "string"
    }
  }
}
