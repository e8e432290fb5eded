extension AttributedGraph {
  /// The graph as a table of nodes and a table of edges, as Gephi and data frames read them.
  func csvFiles() -> [GraphFile] {
    [
      GraphFile("nodes.csv") { try $0.writeCSVNodes(self) },
      GraphFile("edges.csv") { try $0.writeCSVEdges(self) },
    ]
  }
}

/// How values are spelled in CSV (RFC 4180).
enum CSVText {
  /// Appends a field, in quotes where it must be.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      let isPlain = utf8.allSatisfy {
        $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != 0x0A && $0 != 0x0D
      }
      if isPlain, utf8.first != 0x20, utf8.last != 0x20 {
        bytes.append(contentsOf: utf8)
      } else {
        appendQuoted(utf8, to: &bytes)
      }
    }
  }

  /// Appends a field in quotes.
  static func appendQuoted(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension GraphOutput {
  mutating func writeCSV(_ text: String) { append { CSVText.append(text, to: &$0) } }

  fileprivate mutating func writeCSVNodes(_ graph: AttributedGraph) throws {
    let columns = graph.nodeColumns(without: [AttributeName.label])
    write("Id,Label")
    writeCSVHeader(columns, besides: ["Id", "Label"])
    for node in graph.nodes {
      writeCSV(node.id)
      write(",")
      writeCSV(graph.label(of: node))
      writeCSVRow(node.attributes, columns)
      try flush()
    }
  }

  fileprivate mutating func writeCSVEdges(_ graph: AttributedGraph) throws {
    let columns = graph.edgeColumns(
      without: [AttributeName.label, AttributeName.weight, AttributeName.directed])
    let hasIDs = graph.edges.contains { $0.id != nil }
    let hasLabels = graph.edges.contains { $0.attributes[AttributeName.label] != nil }
    write("Source,Target,Type,Weight")
    if hasIDs { write(",Id") }
    if hasLabels { write(",Label") }
    writeCSVHeader(columns, besides: ["Source", "Target", "Type", "Weight", "Id", "Label"])
    let ids = SpelledTexts(graph.nodes.lazy.map(\.id), CSVText.append)
    for edge in graph.edges {
      ids.write(edge.source, to: &self)
      write(",")
      ids.write(edge.target, to: &self)
      write(graph.isDirected(edge) ? ",Directed," : ",Undirected,")
      if let weight = edge.attributes[AttributeName.weight] { writeCSV(weight.text) }
      if hasIDs {
        write(",")
        writeCSV(edge.id ?? "")
      }
      if hasLabels {
        write(",")
        writeCSV(edge.attributes[AttributeName.label]?.text ?? "")
      }
      writeCSVRow(edge.attributes, columns)
      try flush()
    }
  }

  /// Writes the names of columns; one that differs from another only by case gets a `_` behind it.
  private mutating func writeCSVHeader(_ columns: AttributeColumns, besides names: [String]) {
    var taken = Set(names.map { $0.lowercased() })
    for column in columns.columns {
      var name = column.name
      while !taken.insert(name.lowercased()).inserted { name += "_" }
      write(",")
      writeCSV(name)
    }
    write("\n")
  }

  private mutating func writeCSVRow(_ attributes: Attributes, _ columns: AttributeColumns) {
    for column in columns.columns {
      write(",")
      if let value = attributes[column.name] { writeCSV(value.text) }
    }
    write("\n")
  }
}
