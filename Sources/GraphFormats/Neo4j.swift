extension AttributedGraph {
  /// The graph as files for `neo4j-admin database import full`.
  ///
  /// Nodes have labels and relationships types after their kinds, as Neo4j spells them:
  /// `Paper`, `SIMILAR_TO`. Ids are texts of one id space, so the import needs
  /// `--id-type=string`. Line breaks become spaces, for the import reads a record a line.
  func neo4jFiles() -> [GraphFile] {
    [
      GraphFile("nodes.csv") { try $0.writeNeo4jNodes(self) },
      GraphFile("relationships.csv") { try $0.writeNeo4jRelationships(self) },
    ]
  }
}

extension GraphOutput {
  fileprivate mutating func writeNeo4jNodes(_ graph: AttributedGraph) throws {
    let columns = graph.nodeColumns(without: [AttributeName.kind])
    write("id:ID(Node)")
    writeHeader(columns, besides: ["id"])
    write(",:LABEL\n")
    for node in graph.nodes {
      writeField(node.id)
      writeRow(node.attributes, columns)
      write(",")
      writeField(
        Self.words(node.attributes[AttributeName.kind]?.text ?? "").map(Self.capitalized)
          .joined().orIfEmpty("Node"))
      write("\n")
      try flush()
    }
  }

  fileprivate mutating func writeNeo4jRelationships(_ graph: AttributedGraph) throws {
    let columns = graph.edgeColumns(without: [AttributeName.kind])
    let hasIDs = graph.edges.contains { $0.id != nil }
    write(":START_ID(Node),:END_ID(Node)")
    if hasIDs { write(",id:string") }
    writeHeader(columns, besides: ["id"])
    write(",:TYPE\n")
    let ids = SpelledTexts(graph.nodes.lazy.map(\.id)) { Self.appendField($0, to: &$1) }
    for edge in graph.edges {
      ids.write(edge.source, to: &self)
      write(",")
      ids.write(edge.target, to: &self)
      if hasIDs {
        write(",")
        writeField(edge.id ?? "")
      }
      writeRow(edge.attributes, columns)
      write(",")
      writeField(
        Self.words(edge.attributes[AttributeName.kind]?.text ?? "")
          .map { $0.uppercased() }.joined(separator: "_").orIfEmpty("RELATED_TO"))
      write("\n")
      try flush()
    }
  }

  /// Writes `,name:type` for each column; names keep letters, digits and `_`.
  private mutating func writeHeader(_ columns: AttributeColumns, besides names: Set<String>) {
    var taken = names
    for column in columns.columns {
      var name = String(
        String.UnicodeScalarView(
          column.name.unicodeScalars.map { $0.properties.isAlphabetic || $0.isDigit ? $0 : "_" }))
      if name.isEmpty { name = "_" }
      while !taken.insert(name).inserted { name += "_" }
      write(",\(name):\(column.type.neo4jName)")
    }
  }

  private mutating func writeRow(_ attributes: Attributes, _ columns: AttributeColumns) {
    for column in columns.columns {
      write(",")
      switch attributes[column.name] {
      case nil: break
      case .list(let items):
        // The import splits lists at semicolons, and knows no way to keep one.
        let items = items.map { item in
          String(decoding: item.utf8.map { $0 == 0x3B ? 0x2C : $0 }, as: UTF8.self)
        }
        if !items.isEmpty {
          writeField(items.joined(separator: column.type == .list ? ";" : "|"))
        }
      case .double(let number) where !number.isFinite:
        write(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
      case let value?: writeField(value.text)
      }
    }
  }

  private mutating func writeField(_ text: String) {
    append { Self.appendField(text, to: &$0) }
  }

  /// Appends a field; text is always in quotes, for without them empty text is no text.
  private static func appendField(_ text: String, to bytes: inout [UInt8]) {
    let line = text.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    line.withUnsafeBufferPointer { CSVText.appendQuoted($0, to: &bytes) }
  }

  /// The words of a kind such as `similarTo` or `code repository`; letters and digits only.
  private static func words(_ kind: String) -> [String] {
    var words: [String] = []
    var isInWord = false
    for character in kind {
      guard character.isLetter || character.isNumber else {
        isInWord = false
        continue
      }
      if !isInWord || character.isUppercase && words.last?.last?.isLowercase == true {
        words.append("")
      }
      words[words.count - 1].append(character)
      isInWord = true
    }
    return words
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension String {
  fileprivate func orIfEmpty(_ other: String) -> String { isEmpty ? other : self }
}

extension AttributeType {
  fileprivate var neo4jName: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "long"
    case .double: "double"
    case .string: "string"
    case .list: "string[]"
    }
  }
}
