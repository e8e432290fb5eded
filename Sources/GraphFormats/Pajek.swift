extension GraphOutput {
  /// Writes a graph in Pajek's format: ids, places, weights and labels of edges.
  ///
  /// Readers take the quoted text for the name of a vertex, so that is the id; quotes in it
  /// become `'`, line breaks spaces. All edges are arcs in a directed graph, for NetworkX would
  /// double the others.
  mutating func writePajek(_ graph: AttributedGraph) throws {
    write("*Vertices \(graph.nodes.count)\n")
    var taken: Set<NodeID> = []
    for (place, node) in graph.nodes.enumerated() {
      var id = Self.pajekText(node.id)
      let base = id
      var number = 2
      while !taken.insert(NodeID(id)).inserted {
        id = base + " (\(number))"
        number += 1
      }
      write("\(place + 1) \"")
      write(id)
      write("\"")
      if let x = node.attributes["x"]?.number, let y = node.attributes["y"]?.number,
        x.isFinite, y.isFinite
      {
        write(" \(Self.decimal(x)) \(Self.decimal(y)) ellipse")
      }
      write("\n")
      try flush()
    }
    write(graph.isDirected ? "*Arcs\n" : "*Edges\n")
    for edge in graph.edges {
      write("\(edge.source + 1) \(edge.target + 1)")
      let weight = edge.attributes[AttributeName.weight]?.number.flatMap { $0.isFinite ? $0 : nil }
      let label = edge.attributes[AttributeName.label] ?? edge.attributes[AttributeName.kind]
      if weight != nil || label != nil { write(" \(Self.decimal(weight ?? 1))") }
      if let label {
        write(" l \"")
        write(Self.pajekText(label.text))
        write("\"")
      }
      write("\n")
      try flush()
    }
  }

  /// Text that may stand in quotes, of which Pajek cannot escape any.
  private static func pajekText(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": kept.append("'")
      // NetworkX takes it for an escape.
      case "\\": kept.append("\u{FF3C}")
      case _ where scalar.properties.isWhitespace || scalar.value == 0: kept.append(" ")
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  private static func decimal(_ number: Double) -> String { "\(number)" }
}

/// Reads Pajek's network format.
struct PajekReader {
  private enum Section {
    case vertices, arcs, edges, arcsList, edgesList, matrix, other
  }

  private let bytes: [UInt8]
  private let isUTF8: Bool
  private var graph = AttributedGraph(isDirected: false)
  private var vertices: [(label: String?, attributes: Attributes)] = []
  private var hasVertices = false
  private var firstMode: Int?
  private var section = Section.other
  private var relation: String?
  private var edges: [Edge] = []
  private var matrix: [Double] = []
  private var leftOut: [String] = []

  private struct Edge {
    var source, target: Int
    var isArc: Bool
    var attributes: Attributes
  }

  /// Reads the network of a file; partitions and vectors behind it are left out with a note.
  ///
  /// Vertices whose labels are all there and differ have them as ids, else their numbers.
  static func read(_ bytes: [UInt8]) throws(GraphFormatError) -> GraphReading {
    var reader = PajekReader(bytes)
    try reader.readLines()
    return GraphReading(graphs: [reader.finished()], notes: reader.leftOut.map { "\($0) left out" })
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isUTF8 = String(validating: bytes, as: UTF8.self) != nil
  }

  private mutating func readLines() throws(GraphFormatError) {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      defer { start = end + 1 }
      let words = Words(bytes[start..<end], isUTF8: isUTF8)
      guard let first = words.items.first else { continue }
      let isComment = first.text.hasPrefix("%") || first.text.hasPrefix("/*")
      if isComment && !first.isQuoted { continue }
      if first.text.hasPrefix("*"), !first.isQuoted {
        try begin(words.items, at: start)
      } else {
        try read(words.items, at: start)
      }
    }
    guard hasVertices else { throw GraphFormatError("no *Vertices in the Pajek file") }
    if section == .matrix { try addMatrix() }
  }

  private func error(_ message: String, at offset: Int) -> GraphFormatError {
    GraphFormatError(message, at: offset, in: bytes)
  }

  private mutating func begin(_ words: [Word], at offset: Int) throws(GraphFormatError) {
    if section == .matrix { try addMatrix() }
    let heading = words[0].text.lowercased()
    if heading == "*network" {
      graph.name = words.dropFirst().map(\.text).joined(separator: " ")
      return
    }
    if heading.hasPrefix("*vertices"), hasVertices {
      section = .other
      return
    }
    if heading.hasPrefix("*vertices") { return try beginVertices(words, at: offset) }
    let sections: [(String, Section)] = [
      ("*arcslist", .arcsList), ("*edgeslist", .edgesList), ("*arcs", .arcs), ("*edges", .edges),
      ("*matrix", .matrix),
    ]
    guard let (_, section) = sections.first(where: { heading.hasPrefix($0.0) }) else {
      leftOut.append(words[0].text)
      section = .other
      return
    }
    guard hasVertices else { throw error("expected *Vertices before \(words[0].text)", at: offset) }
    self.section = section
    relation = words.first { $0.isQuoted }?.text
    if section == .arcs || section == .arcsList || section == .matrix && firstMode == nil {
      graph.isDirected = true
    }
  }

  private mutating func beginVertices(
    _ words: [Word], at offset: Int
  ) throws(GraphFormatError) {
    guard words.count >= 2, let count = Int(words[1].text), count >= 0 else {
      throw error("expected the number of vertices", at: offset)
    }
    // A vertex may have no line; but a count beyond all reason is none.
    guard count <= max(1 << 24, bytes.count) else {
      throw error("\(count) vertices in a file of \(bytes.count) bytes", at: offset)
    }
    vertices = Array(repeating: (nil, [:]), count: count)
    if words.count >= 3 { firstMode = Int(words[2].text) }
    hasVertices = true
    section = .vertices
  }

  private mutating func read(_ words: [Word], at offset: Int) throws(GraphFormatError) {
    switch section {
    case .vertices: try readVertex(words, at: offset)
    case .arcs, .edges: try readEdge(words, at: offset)
    case .arcsList, .edgesList:
      let ends = try words.map { word throws(GraphFormatError) in try vertex(word, at: offset) }
      for end in ends.dropFirst() {
        edges.append(
          Edge(
            source: ends[0], target: end, isArc: section == .arcsList,
            attributes: relation.map { [AttributeName.kind: .string($0)] } ?? [:]))
      }
    case .matrix:
      for word in words {
        guard let number = Double(word.text) else { throw error("expected a number", at: offset) }
        matrix.append(number)
      }
    case .other:
      if !hasVertices { throw error("expected *Vertices", at: offset) }
    }
  }

  private func vertex(_ word: Word, at offset: Int) throws(GraphFormatError) -> Int {
    guard let number = Int(word.text) else {
      throw error("expected the number of a vertex, found \(word.text.prefix(40))", at: offset)
    }
    guard 1...max(vertices.count, 1) ~= number, number <= vertices.count else {
      throw error("no vertex \(number), there are \(vertices.count)", at: offset)
    }
    return number - 1
  }

  private mutating func readVertex(_ words: [Word], at offset: Int) throws(GraphFormatError) {
    let place = try vertex(words[0], at: offset)
    var rest = words.dropFirst()
    vertices[place].label = rest.popFirst()?.text
    for axis in ["x", "y", "z"] {
      guard let word = rest.first, !word.isQuoted, let number = Double(word.text) else { break }
      vertices[place].attributes[axis] = .double(number)
      rest = rest.dropFirst()
    }
    if rest.count % 2 == 1, let shape = rest.popFirst() {
      vertices[place].attributes[AttributeName.shape] = .string(shape.text)
    }
    while let name = rest.popFirst(), let value = rest.popFirst() {
      vertices[place].attributes[name.text] = .string(value.text)
    }
  }

  private mutating func readEdge(_ words: [Word], at offset: Int) throws(GraphFormatError) {
    guard words.count >= 2 else { throw error("expected two vertices", at: offset) }
    var edge = Edge(
      source: try vertex(words[0], at: offset), target: try vertex(words[1], at: offset),
      isArc: section == .arcs, attributes: [:])
    if let relation { edge.attributes[AttributeName.kind] = .string(relation) }
    var rest = words.dropFirst(2)
    if let word = rest.first, !word.isQuoted, let weight = Double(word.text) {
      edge.attributes[AttributeName.weight] = Int(word.text).map { .integer($0) } ?? .double(weight)
      rest = rest.dropFirst()
    }
    while let name = rest.popFirst(), let value = rest.popFirst() {
      let name = ["l": AttributeName.label, "c": AttributeName.color][name.text] ?? name.text
      edge.attributes[name] = .string(value.text)
    }
    edges.append(edge)
  }

  private mutating func addMatrix() throws(GraphFormatError) {
    let rows = firstMode ?? vertices.count
    let columns = firstMode.map { vertices.count - $0 } ?? vertices.count
    guard rows >= 0, columns >= 0, matrix.count == rows * columns else {
      throw GraphFormatError(
        "expected a *Matrix of \(rows) × \(columns), found \(matrix.count) numbers")
    }
    for (place, weight) in matrix.enumerated() where weight != 0 {
      let column = place % columns + (firstMode ?? 0)
      edges.append(
        Edge(
          source: place / columns, target: column, isArc: firstMode == nil,
          attributes: [AttributeName.weight: .double(weight)]))
    }
    section = .other
  }

  private func finished() -> AttributedGraph {
    var graph = graph
    let labels = vertices.compactMap(\.label)
    let areIDs =
      labels.count == vertices.count && Set(labels.map(NodeID.init)).count == labels.count
    for (place, vertex) in vertices.enumerated() {
      var attributes = vertex.attributes
      if !areIDs, let label = vertex.label { attributes[AttributeName.label] = .string(label) }
      if let firstMode { attributes["type"] = .boolean(place >= firstMode) }
      graph.addNode(areIDs ? labels[place] : "\(place + 1)", attributes)
    }
    for edge in edges {
      var attributes = edge.attributes
      if edge.isArc != graph.isDirected {
        attributes[AttributeName.directed] = .boolean(edge.isArc)
      }
      graph.addEdge(from: edge.source, to: edge.target, attributes)
    }
    return graph
  }
}

/// A word of a line, and whether it stood in quotes.
private struct Word {
  var text: String
  var isQuoted: Bool
}

/// The words of a line, of which some may stand in quotes.
private struct Words {
  private(set) var items: [Word] = []

  init(_ line: ArraySlice<UInt8>, isUTF8: Bool) {
    var rest = line
    while true {
      rest = rest.drop { $0 <= 0x20 }
      guard let first = rest.first else { return }
      let isQuoted = first == UInt8(ascii: "\"")
      if isQuoted { rest = rest.dropFirst() }
      let word = rest.prefix { isQuoted ? $0 != UInt8(ascii: "\"") : $0 > 0x20 }
      rest = rest.dropFirst(word.count + (isQuoted ? 1 : 0))
      let text =
        isUTF8 ? String(decoding: word, as: UTF8.self) : String(word.map { Character(.init($0)) })
      items.append(Word(text: text, isQuoted: isQuoted))
    }
  }
}
