import Graphviz

/// What was read from a graph file.
public struct GraphReading: Sendable {
  /// The graphs, in the order of the file; inner graphs stand behind the one that holds them.
  public var graphs: [AttributedGraph]
  /// What the graphs do not hold of the file, a line each.
  public var notes: [String]

  /// Creates a result.
  public init(graphs: [AttributedGraph], notes: [String] = []) {
    self.graphs = graphs
    self.notes = notes
  }
}

extension AttributedGraph {
  /// Reads every graph of a file that is not DOT.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - format: A format that ``GraphFormat/isReadable`` calls so. DOT is parsed by
  ///     ``DOTReader`` and comes in by ``init(_:)``.
  /// - Returns: The graphs, with attributes that the library has no word for under their own names.
  /// - Throws: `GraphFormatError` with line, column and a picture of the place.
  /// - Complexity: O(*b*) expected time and space for *b* bytes.
  public static func read(
    _ bytes: [UInt8], as format: GraphFormat
  ) throws(GraphFormatError) -> GraphReading {
    switch format {
    case .graphML, .graphMLyEd: try GraphMLReader.read(bytes)
    case .gexf, .gexf12: try GEXFReader.read(bytes)
    case .gml: try GMLReader.read(bytes)
    case .pajek: try PajekReader.read(bytes)
    case .jgf: try JGFReader.read(bytes)
    case .nodeLink, .d3: try NodeLinkReader.read(bytes)
    case .jsonLines: try JSONLinesReader.read(bytes)
    default: throw GraphFormatError("graphs in \(format.rawValue) cannot be read here")
    }
  }
}

extension GraphFormat {
  /// The readable format that the bytes of a file are in, by what they begin with; nil for none.
  ///
  /// - Parameter bytes: The file, or its first 64 KiB.
  public init?(recognizing bytes: some Collection<UInt8>) {
    var head = bytes.prefix(1 << 16)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    let start = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace }
    if start.hasPrefix("<") {
      // The tag that matters may be far behind comments and a document type.
      let tags = ["<graphml": GraphFormat.graphML, "<gexf": .gexf]
      let places = tags.compactMap { tag, format in
        start.firstRange(of: tag).map { (place: $0.lowerBound, format: format) }
      }
      guard let first = places.min(by: { $0.place < $1.place }) else { return nil }
      self = first.format
    } else if start.hasPrefix("{") {
      guard let format = Self.jsonFormat(start) else { return nil }
      self = format
    } else {
      guard let format = Self.textFormat(String(start)) else { return nil }
      self = format
    }
  }

  private static func jsonFormat(_ start: Substring) -> GraphFormat? {
    let keys = Set(
      start.split(separator: "\"").prefix(4000).map(String.init))
    if start.prefix(80).contains("\"papergraph\"") { return .jsonLines }
    if keys.contains("graph") || keys.contains("graphs") {
      return keys.contains("links") || keys.contains("multigraph") ? .nodeLink : .jgf
    }
    guard keys.contains("nodes") else { return nil }
    return keys.contains("links") || keys.contains("edges") ? .nodeLink : nil
  }

  private static func textFormat(_ start: String) -> GraphFormat? {
    for line in start.split(whereSeparator: \.isNewline) {
      let line = line.drop { $0.isWhitespace }
      if line.hasPrefix("*") { return isPajekHeading(line) ? .pajek : nil }
      if line.isEmpty || line.hasPrefix("%") { continue }
      break
    }
    let words = WordsOfCode(start)
    guard let first = words.first else { return nil }
    switch first.lowercased() {
    case "strict", "digraph": return .dot
    case "graph": return words.second == "[" ? .gml : .dot
    case "creator", "version", "comment", "label", "directed":
      return start.firstRange(of: "graph") == nil ? nil : .gml
    default: return nil
    }
  }

  private static func isPajekHeading(_ line: Substring) -> Bool {
    ["*vertices", "*network"].contains { line.lowercased().hasPrefix($0) }
  }
}

/// The first two words of a text, without comments in the manners of C, C++ and the shell.
private struct WordsOfCode {
  private(set) var first: String?
  private(set) var second: String?

  init(_ text: String) {
    var rest = text[...]
    first = Self.word(&rest)
    second = Self.word(&rest)
  }

  private static func word(_ rest: inout Substring) -> String? {
    while let character = rest.first {
      if character.isWhitespace {
        rest = rest.drop { $0.isWhitespace }
      } else if rest.hasPrefix("/*") {
        guard let end = rest.firstRange(of: "*/") else { return nil }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("//") || character == "#" {
        rest = rest.drop { !$0.isNewline }
      } else {
        let word = rest.prefix { $0.isLetter }
        let taken = word.isEmpty ? rest.prefix(1) : word
        rest = rest.dropFirst(taken.count)
        return String(taken)
      }
    }
    return nil
  }
}
