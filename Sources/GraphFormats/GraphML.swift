/// What a GraphML file holds beside the graph itself.
enum GraphMLProfile {
  /// Attributes of the standard's types only.
  case plain
  /// Also shapes, labels and lines as yEd draws them.
  case yEd
}

/// Key ids by which this library knows its own keys again.
enum GraphMLKey {
  /// Begins the id of a key that repeats another for the sake of some tool.
  static let copy = "copy:"
  /// Begins the id of a key whose name had to differ from the attribute's, which follows.
  static let renamed = "name:"
  /// Begins the id of the key of a list.
  static let list = "list:"
  /// Names that igraph or NetworkX take for something else.
  static let reserved: Set<String> = ["id", ""]
}

extension GraphOutput {
  /// Writes a graph in GraphML.
  ///
  /// All keys stand before the graph, each with a type; ids of edges are unique, for readers
  /// merge edges otherwise. A label is also there as `name`, which Cytoscape and igraph look
  /// for, and a colour as `r`, `g` and `b`, which Gephi looks for. Lists are joined with `|`.
  mutating func writeGraphML(_ graph: AttributedGraph, profile: GraphMLProfile) throws {
    write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    write("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"")
    if profile == .yEd { write(" xmlns:y=\"http://www.yworks.com/xml/graphml\"") }
    write(">\n")
    let graphColumns = AttributeColumns([graph.attributes])
    let nodeColumns = graph.nodeColumns()
    let edgeColumns = graph.edgeColumns()
    let copies = NodeCopies(nodeColumns)
    writeKeys(graphColumns, of: "graph", prefix: "g")
    writeKeys(nodeColumns, of: "node", prefix: "n")
    writeKeys(edgeColumns, of: "edge", prefix: "e")
    copies.writeKeys(to: &self)
    if profile == .yEd { writeYEdKeys() }
    write("  <graph")
    writeXML("id", graph.name)
    writeXML("edgedefault", graph.isDirected ? "directed" : "undirected")
    write(">\n")
    writeData(graph.attributes, graphColumns, prefix: "g")
    for node in graph.nodes {
      write("    <node")
      writeXML("id", node.id.xmlID)
      write(">\n")
      writeData(node.attributes, nodeColumns, prefix: "n")
      copies.write(node, to: &self)
      if profile == .yEd { writeYEdNode(node, label: graph.label(of: node)) }
      write("    </node>\n")
      try flush()
    }
    let ids = graph.uniqueEdgeIDs()
    for (place, edge) in graph.edges.enumerated() {
      write("    <edge")
      writeXML("id", ids[place])
      writeXML("source", graph.nodes[edge.source].id.xmlID)
      writeXML("target", graph.nodes[edge.target].id.xmlID)
      write(">\n")
      writeData(edge.attributes, edgeColumns, prefix: "e")
      if profile == .yEd { writeYEdEdge(edge, isDirected: graph.isDirected(edge)) }
      write("    </edge>\n")
      try flush()
    }
    write("  </graph>\n</graphml>\n")
  }

  private mutating func writeKeys(
    _ columns: AttributeColumns, of domain: String, prefix: String
  ) {
    let names = Set(columns.columns.map(\.name))
    for (place, column) in columns.columns.enumerated() {
      var name = column.name
      while GraphMLKey.reserved.contains(name) || (name != column.name && names.contains(name)) {
        name += "_"
      }
      write("  <key")
      writeXML("id", keyID(place, column, prefix: prefix, isRenamed: name != column.name))
      writeXML("for", domain)
      writeXML("attr.name", name)
      writeXML("attr.type", column.type.graphMLName)
      write("/>\n")
    }
  }

  private func keyID(
    _ place: Int, _ column: AttributeColumns.Column, prefix: String, isRenamed: Bool? = nil
  ) -> String {
    var id = "\(prefix)\(place)"
    if column.type == .list { id = GraphMLKey.list + id }
    if isRenamed ?? GraphMLKey.reserved.contains(column.name) {
      id = GraphMLKey.renamed + id + ":" + column.name
    }
    return id
  }

  private mutating func writeData(
    _ attributes: Attributes, _ columns: AttributeColumns, prefix: String
  ) {
    for (name, value) in attributes {
      guard let place = columns.index(of: name) else { continue }
      writeData(keyID(place, columns.columns[place], prefix: prefix), value.xmlText)
    }
  }

  fileprivate mutating func writeData(_ key: String, _ text: String) {
    write("      <data")
    writeXML("key", key)
    write(">")
    writeXML(text)
    write("</data>\n")
  }
}

/// Attributes of nodes that stand in a file a second time, under the names other tools look for.
private struct NodeCopies {
  let hasName: Bool
  let hasColor: Bool

  init(_ columns: AttributeColumns) {
    let names = Set(columns.columns.map(\.name))
    hasName = names.contains(AttributeName.label) && !names.contains("name")
    hasColor = names.contains(AttributeName.color) && names.isDisjoint(with: ["r", "g", "b"])
  }

  func writeKeys(to output: inout GraphOutput) {
    let keys =
      (hasName ? [("name", "string")] : [])
      + (hasColor ? [("r", "int"), ("g", "int"), ("b", "int")] : [])
    for (name, type) in keys {
      output.write("  <key")
      output.writeXML("id", GraphMLKey.copy + name)
      output.write(" for=\"node\"")
      output.writeXML("attr.name", name)
      output.writeXML("attr.type", type)
      output.write("/>\n")
    }
  }

  func write(_ node: AttributedGraph.Node, to output: inout GraphOutput) {
    if hasName, let label = node.attributes[AttributeName.label] {
      output.writeData(GraphMLKey.copy + "name", label.text)
    }
    if hasColor, let color = node.attributes[AttributeName.color].flatMap({ HexColor($0.text) }) {
      output.writeData(GraphMLKey.copy + "r", "\(color.red)")
      output.writeData(GraphMLKey.copy + "g", "\(color.green)")
      output.writeData(GraphMLKey.copy + "b", "\(color.blue)")
    }
  }
}

extension AttributeType {
  fileprivate var graphMLName: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "long"
    case .double: "double"
    case .string, .list: "string"
    }
  }
}

/// A colour of the form `#rrggbb` or `#rrggbbaa`.
struct HexColor {
  let red, green, blue: UInt8
  /// From 0, invisible, to 255.
  var alpha: UInt8 = 255

  init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  init?(_ text: String) {
    let digits = text.utf8.dropFirst()
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6 || digits.count == 8,
      let value = UInt32(String(text.dropFirst()), radix: 16), !text.contains("+")
    else { return nil }
    let rgba = digits.count == 6 ? value << 8 | 255 : value
    self.init(
      red: UInt8(rgba >> 24), green: UInt8(rgba >> 16 & 255), blue: UInt8(rgba >> 8 & 255),
      alpha: UInt8(rgba & 255))
  }

  /// The colour as text, in small letters.
  var text: String {
    let parts = alpha == 255 ? [red, green, blue] : [red, green, blue, alpha]
    return "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
