/// A format in which graphs are written, and in part read.
public enum GraphFormat: String, CaseIterable, Hashable, Sendable, Codable {
  /// Graphviz's language.
  case dot
  /// DOT with positions and drawing operations; needs a layout.
  case xdot
  /// Graphviz's JSON with positions and drawing operations; needs a layout.
  case graphvizJSON = "graphviz-json"
  /// GraphML with attributes of the standard's types.
  case graphML = "graphml"
  /// GraphML with the shapes of yEd.
  case graphMLyEd = "graphml-yed"
  /// GEXF 1.3, for Gephi.
  case gexf
  /// GEXF 1.2draft, for older readers.
  case gexf12 = "gexf-1.2"
  /// GML.
  case gml
  /// Pajek's network format.
  case pajek
  /// Cytoscape's JSON.
  case cytoscape = "cyjs"
  /// Cytoscape Exchange 2.
  case cx2
  /// VOSviewer's JSON.
  case vosviewer
  /// VOSviewer's map and network files.
  case vosviewerText = "vosviewer-text"
  /// Files for `neo4j-admin database import`.
  case neo4j
  /// JSON Graph Format, version 2.
  case jgf
  /// Node-link JSON as NetworkX has it, with `edges`.
  case nodeLink = "node-link"
  /// Node-link JSON as D3 has it, with `links`.
  case d3
  /// Two tables, one of nodes and one of edges.
  case csv
  /// A flow chart for Markdown pages.
  case mermaid
  /// A folder of Markdown notes, one a node.
  case obsidian
  /// The lossless form of this library, a JSON object a line.
  case jsonLines = "jsonl"

  /// Whether ``AttributedGraph/read(_:as:)`` reads it.
  public var isReadable: Bool {
    switch self {
    case .dot, .xdot, .graphML, .graphMLyEd, .gexf, .gexf12, .gml, .pajek, .jgf, .nodeLink, .d3,
      .jsonLines:
      true
    default: false
    }
  }

  /// Whether it is drawn by Graphviz and not written by ``AttributedGraph/files(as:)``.
  public var needsLayout: Bool { self == .xdot || self == .graphvizJSON }

  /// Whether nodes have places in it.
  public var carriesPositions: Bool {
    switch self {
    case .csv, .neo4j, .mermaid, .obsidian: false
    default: true
    }
  }

  /// The usual ending of its file names, without the dot; nil for a folder.
  public var fileExtension: String? {
    switch self {
    case .dot: "dot"
    case .xdot: "xdot"
    case .graphML, .graphMLyEd: "graphml"
    case .gexf, .gexf12: "gexf"
    case .gml: "gml"
    case .pajek: "net"
    case .cytoscape: "cyjs"
    case .cx2: "cx2"
    case .graphvizJSON, .vosviewer, .jgf, .nodeLink, .d3: "json"
    case .mermaid: "mmd"
    case .jsonLines: "jsonl"
    case .vosviewerText, .neo4j, .csv, .obsidian: nil
    }
  }
}

/// One file of a graph in a format; a folder has several.
public struct GraphFile {
  /// Its name, safe to use in any folder.
  public let name: String
  private let body: (inout GraphOutput) throws -> Void

  init(_ name: String, _ body: @escaping (inout GraphOutput) throws -> Void) {
    self.name = name
    self.body = body
  }

  /// Writes the file, some 64 KiB at a time.
  ///
  /// - Parameter consume: Takes the bytes, in their order.
  /// - Throws: What `consume` throws.
  public func write(_ consume: @escaping ([UInt8]) throws -> Void) throws {
    var output = GraphOutput(consume)
    try body(&output)
    try output.finish()
  }
}

extension AttributedGraph {
  /// The graph in a format, as one file or, for a folder, several.
  ///
  /// The same graph gives the same bytes. Nothing is spelled before a file is written.
  ///
  /// - Parameter format: Any format that does not need a layout.
  /// - Returns: The files; one, but for the formats that are folders.
  /// - Throws: `GraphFormatError` where the format cannot hold such a graph at all.
  /// - Complexity: O(*n* + *m*) time to write *n* nodes and *m* edges with their attributes; space
  ///   beyond the graph is O(*n*).
  public func files(as format: GraphFormat) throws(GraphFormatError) -> [GraphFile] {
    switch format {
    case .dot: [file(format) { try $0.writeDOT(self) }]
    case .graphML: [file(format) { try $0.writeGraphML(self, profile: .plain) }]
    case .graphMLyEd: [file(format) { try $0.writeGraphML(self, profile: .yEd) }]
    case .gexf: [file(format) { try $0.writeGEXF(self, version: .v1_3) }]
    case .gexf12: [file(format) { try $0.writeGEXF(self, version: .v1_2draft) }]
    case .gml: [file(format) { try $0.writeGML(self) }]
    case .pajek: [file(format) { try $0.writePajek(self) }]
    case .cytoscape: [file(format) { try $0.writeCytoscape(self) }]
    case .cx2: [file(format) { try $0.writeCX2(self) }]
    case .vosviewer: try vosviewerFiles(isText: false)
    case .vosviewerText: try vosviewerFiles(isText: true)
    case .neo4j: neo4jFiles()
    case .jgf: [file(format) { try $0.writeJGF(self) }]
    case .nodeLink: [file(format) { try $0.writeNodeLink(self, variant: .networkX) }]
    case .d3: [file(format) { try $0.writeNodeLink(self, variant: .d3) }]
    case .csv: csvFiles()
    case .mermaid: try mermaidFiles()
    case .obsidian: obsidianFiles()
    case .jsonLines: [file(format) { try $0.writeJSONLines(self) }]
    case .xdot, .graphvizJSON:
      throw GraphFormatError("\(format.rawValue) is drawn by Graphviz; render the graph")
    }
  }

  private func file(
    _ format: GraphFormat, _ body: @escaping (inout GraphOutput) throws -> Void
  ) -> GraphFile {
    GraphFile("graph." + (format.fileExtension ?? ""), body)
  }
}
