import CGraphviz
import Glibc

/// Reads DOT text by Graphviz's own parser.
///
/// Whatever `dot` takes is read: HTML-like labels, ports, edges between subgraphs,
/// defaults, strict graphs, several graphs in one text. Text that is not UTF-8, or
/// that says so by its `charset`, is taken for Latin-1. All calls go through the
/// gate of this process; ``WorkerPool`` reads in another process, which contains
/// a crash of the parser.
public struct DOTReader: Sendable {
  /// Creates a reader; all of a process share one Graphviz.
  public init() {}

  /// Reads every graph of a text, in its order; none from an empty text.
  ///
  /// Values keep Graphviz's escapes (``Drawing/Value/escaped(_:)``). An attribute
  /// that a subgraph inherits stands at the subgraph.
  ///
  /// - Parameter dot: The text.
  /// - Returns: The graphs, nodes and edges in the order in which they were first named.
  /// - Throws: ``RenderError/syntax(message:line:text:)`` with Graphviz's own words.
  /// - Complexity: O(*n* + *m*) times the number of attribute names, as Graphviz's own memory.
  public func drawings(in dot: [UInt8]) async throws(RenderError) -> [Drawing] {
    try await GraphvizGate.shared.run { () throws(RenderError) in try Self.read(dot) }
  }

  /// Reads every graph of a text; must run on the gate's thread.
  static func read(_ dot: [UInt8]) throws(RenderError) -> [Drawing] {
    if let end = dot.firstIndex(of: 0) {
      throw syntaxError("a zero byte cannot stand in DOT", atByte: end, in: dot)
    }
    guard !dot.isEmpty else { return [] }
    do {
      return try GraphvizMessages.throwing { () throws(RenderError) in
        // A context would set this default; set it whether or not there was one.
        "label".withMutableCString { name in
          "\\N".withMutableCString { _ = agattr(nil, AGNODE, name, $0) }
        }
        agsetfile(nil)
        return try parse(dot)
      }
    } catch .graphviz(let message) {
      throw syntaxError(message, in: dot)
    }
  }

  private static func parse(_ dot: [UInt8]) throws(RenderError) -> [Drawing] {
    let drawings = dot.withUnsafeBytes { text -> [Drawing]? in
      let start = UnsafeMutableRawPointer(mutating: text.baseAddress)
      guard let file = fmemopen(start, text.count, "r") else { return nil }
      defer { fclose(file) }
      var drawings: [Drawing] = []
      while let graph = agread(file, nil) {
        drawings.append(ParsedGraph(graph).drawing)
        agclose(graph)
      }
      return drawings
    }
    guard let drawings else { throw .graphviz(String(cString: strerror(errno))) }
    return drawings
  }

  /// The error for a message such as `syntax error in line 3 near '->'`.
  private static func syntaxError(_ message: String, in dot: [UInt8]) -> RenderError {
    let first = message.split(separator: "\n").first.map(String.init) ?? message
    guard let line = number(after: " in line ", in: first) else { return .graphviz(message) }
    let text = lineText(line, of: dot)
    var picture = String(decoding: text, as: UTF8.self)
    if let near = first.firstRange(of: " near '"), first.hasSuffix("'") {
      let token = Array(first[near.upperBound...].dropLast().utf8)
      if let column = firstIndex(of: token, in: text) {
        picture += "\n" + caret(under: text[..<column])
      }
    }
    return .syntax(message: message, line: line, text: picture)
  }

  private static func syntaxError(
    _ message: String, atByte offset: Int, in dot: [UInt8]
  ) -> RenderError {
    let line = dot[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
    let text = lineText(line, of: dot).prefix { $0 != 0 }
    let picture = String(decoding: text, as: UTF8.self) + "\n" + caret(under: text)
    return .syntax(message: message, line: line, text: picture)
  }

  private static func number(after words: String, in message: String) -> Int? {
    guard let range = message.firstRange(of: words) else { return nil }
    return Int(message[range.upperBound...].prefix { $0.isNumber })
  }

  private static func lineText(_ line: Int, of dot: [UInt8]) -> [UInt8] {
    let lines = dot.split(
      separator: UInt8(ascii: "\n"), maxSplits: line, omittingEmptySubsequences: false)
    guard line >= 1, line <= lines.count else { return [] }
    return Array(lines[line - 1].prefix(240)).filter { $0 != UInt8(ascii: "\r") }
  }

  private static func firstIndex(of token: [UInt8], in text: [UInt8]) -> Int? {
    guard !token.isEmpty, token.count <= text.count else { return nil }
    return (0...(text.count - token.count)).first { text[$0...].starts(with: token) }
  }

  private static func caret(under text: some Collection<UInt8>) -> String {
    String(decoding: text, as: UTF8.self).map { $0 == "\t" ? "\t" : " " }.joined() + "^"
  }
}

/// A graph in Graphviz's memory, read out as a drawing.
private struct ParsedGraph {
  let root: UnsafeMutablePointer<Agraph_t>
  var isLatin1 = false

  init(_ root: UnsafeMutablePointer<Agraph_t>) {
    self.root = root
    let charset = "charset".withMutableCString { agget(root, $0) }
    if let charset {
      let names = [
        "latin-1", "latin1", "l1", "iso-8859-1", "iso_8859-1", "iso8859-1", "iso-ir-100",
      ]
      isLatin1 = names.contains(String(cString: charset).lowercased())
    }
  }

  var drawing: Drawing {
    let nodeSymbols = symbols(of: AGNODE)
    let edgeSymbols = symbols(of: AGEDGE)
    var drawing = Drawing(
      name: name(of: root) ?? "", isDirected: agisdirected(root) != 0,
      isStrict: agisstrict(root) != 0, attributes: values(of: root, symbols(of: AGRAPH)))
    // The text is Unicode now.
    drawing.attributes["charset"] = nil
    drawing.nodeDefaults = defaults(nodeSymbols)
    drawing.edgeDefaults = defaults(edgeSymbols)
    var edges: [UnsafeMutablePointer<Agedge_t>] = []
    var node = agfstnode(root)
    while let current = node {
      drawing.nodes.append(self.node(current, nodeSymbols))
      var edge = agfstout(root, current)
      while let out = edge {
        edges.append(out)
        edge = agnxtout(root, out)
      }
      node = agnxtnode(root, current)
    }
    edges.sort { $0.pointee.base.tag.seq < $1.pointee.base.tag.seq }
    drawing.edges = edges.map { self.edge($0, edgeSymbols) }
    drawing.subgraphs = subgraphs(of: root, symbols(of: AGRAPH))
    return drawing
  }

  private typealias Symbol = UnsafeMutablePointer<Agsym_t>

  private func symbols(of kind: Int32) -> [Symbol] {
    var symbols: [Symbol] = []
    while let symbol = agnxtattr(root, kind, symbols.last) { symbols.append(symbol) }
    return symbols
  }

  private func defaults(_ symbols: [Symbol]) -> Drawing.Attributes {
    var attributes: Drawing.Attributes = [:]
    for symbol in symbols {
      guard let text = symbol.pointee.defval, text.pointee != 0 else { continue }
      let name = string(symbol.pointee.name)
      if name == "label", strcmp(text, "\\N") == 0 { continue }
      attributes[name] = value(text)
    }
    return attributes
  }

  /// The values that differ from the defaults of their kind.
  private func ownValues(
    of object: UnsafeMutableRawPointer, _ symbols: [Symbol]
  ) -> Drawing.Attributes {
    var attributes: Drawing.Attributes = [:]
    for symbol in symbols {
      // Graphviz keeps one copy of equal strings.
      guard let text = agxget(object, symbol), text != symbol.pointee.defval else { continue }
      attributes[string(symbol.pointee.name)] = value(text)
    }
    attributes["key"] = nil
    return attributes
  }

  private func values(
    of graph: UnsafeMutablePointer<Agraph_t>, _ symbols: [Symbol]
  ) -> Drawing.Attributes {
    var attributes: Drawing.Attributes = [:]
    for symbol in symbols {
      guard let text = agxget(graph, symbol), text.pointee != 0 else { continue }
      attributes[string(symbol.pointee.name)] = value(text)
    }
    return attributes
  }

  private func node(
    _ node: UnsafeMutablePointer<Agnode_t>, _ symbols: [Symbol]
  ) -> Drawing.Node {
    let id = id(of: node)
    var attributes = ownValues(of: node, symbols)
    // As a label, the id of a DOT node has escapes; that of a drawing's node has none.
    let special = id.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }
    if special, attributes["label"] == nil { attributes["label"] = .escaped("\\N") }
    if attributes["label"] == .escaped("\\N") { attributes["label"] = .escaped(id) }
    return Drawing.Node(id, attributes)
  }

  private func edge(
    _ edge: UnsafeMutablePointer<Agedge_t>, _ symbols: [Symbol]
  ) -> Drawing.Edge {
    // An edge is a pair: its half at the tail, which names the head, and then the other half.
    let opposite = edge.advanced(by: 1)
    return Drawing.Edge(
      from: id(of: opposite.pointee.node), to: id(of: edge.pointee.node), key: name(of: edge),
      ownValues(of: edge, symbols))
  }

  private func subgraphs(
    of parent: UnsafeMutablePointer<Agraph_t>, _ symbols: [Symbol]
  ) -> [Drawing.Subgraph] {
    children(of: parent).map { graph in
      let inner = children(of: graph)
      var nodes: [String] = []
      var node = agfstnode(graph)
      while let current = node {
        let isInside = inner.contains { agsubnode($0, current, 0) != nil }
        if !isInside { nodes.append(id(of: current)) }
        node = agnxtnode(graph, current)
      }
      return Drawing.Subgraph(
        name(of: graph), values(of: graph, symbols), nodes: nodes,
        subgraphs: subgraphs(of: graph, symbols))
    }
  }

  /// The subgraphs of a graph as they were made; Graphviz has them by address.
  private func children(
    of parent: UnsafeMutablePointer<Agraph_t>
  ) -> [UnsafeMutablePointer<Agraph_t>] {
    var children: [UnsafeMutablePointer<Agraph_t>] = []
    var next = agfstsubg(parent)
    while let graph = next {
      children.append(graph)
      next = agnxtsubg(graph)
    }
    return children.sorted { $0.pointee.base.tag.seq < $1.pointee.base.tag.seq }
  }

  private func id(of node: UnsafeMutablePointer<Agnode_t>) -> String {
    agnameof(node).map { string($0) } ?? ""
  }

  /// The name of a graph or the key of an edge; `nil` for those that Graphviz numbers itself.
  private func name(of object: UnsafeMutableRawPointer) -> String? {
    guard let name = agnameof(object), name.pointee != UInt8(ascii: "%") else { return nil }
    return string(name)
  }

  private func value(_ text: UnsafeMutablePointer<CChar>) -> Drawing.Value {
    aghtmlstr(text) != 0 ? .html(string(text)) : .escaped(string(text))
  }

  private func string(_ text: UnsafeMutablePointer<CChar>) -> String {
    if !isLatin1, let string = String(validatingCString: text) { return string }
    let bytes = UnsafeBufferPointer(start: text, count: strlen(text))
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(Unicode.Scalar(UInt8(bitPattern: byte))) }
    return String(scalars)
  }
}
