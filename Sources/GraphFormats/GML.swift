extension GraphOutput {
  /// Writes a graph in GML, in ASCII, with character references for all else.
  ///
  /// Nodes are numbered. NetworkX and Gephi take `label` for the name that must be unique, so the
  /// id stands there, and the label as `name`. Names of attributes keep letters and digits only;
  /// truth values become 1 and 0, and lists are joined with `|`.
  mutating func writeGML(_ graph: AttributedGraph) throws {
    write("Creator \"\(GMLText.creator)\"\ngraph [\n  directed \(graph.isDirected ? 1 : 0)\n")
    // NetworkX refuses parallel edges without this.
    write("  multigraph 1\n")
    if !graph.name.isEmpty { writeGML("label", .string(graph.name), indent: "  ") }
    let graphNames = GMLText.names(
      AttributeColumns([graph.attributes]),
      besides: ["directed", "multigraph", "label", "node", "edge"])
    for (name, value) in graph.attributes {
      writeGML(graphNames[name] ?? name, value, indent: "  ")
    }
    let drawn: Set<String> = ["x", "y", "z"]
    let nodeNames = GMLText.names(
      graph.nodeColumns(without: drawn.union([AttributeName.label])),
      besides: ["id", "label", "name", "graphics"])
    for (place, node) in graph.nodes.enumerated() {
      write("  node [\n    id \(place)\n")
      writeGML("label", .string(node.id), indent: "    ")
      if let label = node.attributes[AttributeName.label] {
        writeGML("name", label, indent: "    ")
      }
      for (name, value) in node.attributes where !drawn.contains(name) {
        if let name = nodeNames[name] { writeGML(name, value, indent: "    ") }
      }
      let places = node.attributes.filter { drawn.contains($0.name) }
      if !places.isEmpty {
        write("    graphics [\n")
        for (name, value) in places { writeGML(name, value, indent: "      ") }
        write("    ]\n")
      }
      write("  ]\n")
      try flush()
    }
    let edgeNames = GMLText.names(graph.edgeColumns(), besides: ["source", "target", "id", "key"])
    for edge in graph.edges {
      write("  edge [\n    source \(edge.source)\n    target \(edge.target)\n")
      if let id = edge.id { writeGML("id", .string(id), indent: "    ") }
      for (name, value) in edge.attributes {
        writeGML(edgeNames[name] ?? name, value, indent: "    ")
      }
      write("  ]\n")
      try flush()
    }
    write("]\n")
  }

  private mutating func writeGML(_ name: String, _ value: AttributeValue, indent: StaticString) {
    write(indent)
    write(name)
    write(" ")
    switch value {
    case .integer(let number): write(number)
    case .boolean(let truth): write(truth ? "1" : "0")
    case .double(let number): write(GMLText.real(number))
    case .string, .list, .markup:
      write("\"")
      for scalar in value.text.unicodeScalars {
        switch scalar {
        case "\"": write("&quot;")
        case "&": write("&amp;")
        case " "..."~": write(UInt8(truncatingIfNeeded: scalar.value))
        default: write("&#\(scalar.value);")
        }
      }
      write("\"")
    }
    write("\n")
  }
}

/// How GML spells names and numbers.
enum GMLText {
  /// What this library calls itself in a file.
  static let creator = "PaperGraph"

  /// A real number, which needs a point also before an exponent.
  static func real(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NAN" : number < 0 ? "-INF" : "+INF" }
    let text = "\(number)"
    guard !text.contains("."), let exponent = text.firstIndex(of: "e") else { return text }
    return text[..<exponent] + ".0" + text[exponent...]
  }

  /// For each column a name of letters and digits that no other has.
  static func names(_ columns: AttributeColumns, besides reserved: Set<String>) -> [String: String]
  {
    var taken = reserved
    var names: [String: String] = [:]
    for column in columns.columns {
      let kept = column.name.utf8.filter { isASCIILetter($0) || (0x30...0x39).contains($0) }
      var name = String(decoding: kept, as: UTF8.self)
      if name.utf8.first.map(isASCIILetter) != true { name = "attribute" + name }
      let base = name
      var number = 2
      while !taken.insert(name).inserted {
        name = base + "\(number)"
        number += 1
      }
      names[column.name] = name
    }
    return names
  }

  static func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
