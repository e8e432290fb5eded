extension AttributedGraph {
  /// The same graph with numbers and truth values where all texts of an attribute spell them.
  ///
  /// DOT and Pajek know only text. A text counts as a number only if it is written as this
  /// library writes that number, so that nothing such as `007` or `1.50` changes; labels stay.
  ///
  /// - Complexity: O(*n* + *m*) time and space for *n* nodes and *m* edges.
  public func inferringTypes() -> AttributedGraph {
    var graph = self
    let nodeTypes = InferredTypes(nodes.lazy.map(\.attributes))
    let edgeTypes = InferredTypes(edges.lazy.map(\.attributes))
    for place in nodes.indices { nodeTypes.convert(&graph.nodes[place].attributes) }
    for place in edges.indices { edgeTypes.convert(&graph.edges[place].attributes) }
    return graph
  }
}

/// For each attribute the type that all its texts spell, where that is not text.
private struct InferredTypes {
  private var types: [String: AttributeType?] = [:]

  init(_ rows: some Sequence<Attributes>) {
    for row in rows {
      for (name, value) in row where name != AttributeName.label {
        let type = Self.type(value)
        guard let known = types[name] else {
          types[name] = .some(type)
          continue
        }
        let isNumeric = [known, type].allSatisfy { $0 == .integer || $0 == .double }
        if known != type { types[name] = .some(isNumeric ? .double : nil) }
      }
    }
  }

  /// The type that a text spells; nil for mere text and what has a type already.
  private static func type(_ value: AttributeValue) -> AttributeType? {
    guard case .string(let text) = value else { return nil }
    if text == "true" || text == "false" { return .boolean }
    if let number = Int(text) { return "\(number)" == text ? .integer : nil }
    if let number = Double(text), number.isFinite, "\(number)" == text { return .double }
    return nil
  }

  func convert(_ row: inout Attributes) {
    for (name, value) in row {
      guard case .string(let text) = value, let type = types[name] ?? nil else { continue }
      row[name] = AttributeValue(xmlText: text, type: type)
    }
  }
}
