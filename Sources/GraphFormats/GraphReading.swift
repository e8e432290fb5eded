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
