/// Something that a graph can have and a format may not be able to hold.
public enum GraphFeature: String, CaseIterable, Hashable, Sendable {
  /// A name of the graph.
  case name
  /// Attributes of the graph itself.
  case graphAttributes
  /// Attributes of nodes beyond label, place, colour and size.
  case nodeAttributes
  /// Attributes of edges beyond weight.
  case edgeAttributes
  /// Names of edges.
  case edgeIDs
  /// Groups of nodes.
  case groups
  /// Directed edges.
  case direction
  /// Edges in parallel.
  case parallelEdges
  /// Edges from a node to itself.
  case selfLoops
  /// Places of nodes.
  case positions
  /// Whether a value is text, a number or a truth value.
  case types
  /// Lists as lists.
  case lists
  /// Labels in HTML as such.
  case markup
  /// Numbers that are not finite.
  case nonFiniteNumbers
  /// Control characters.
  case controlCharacters
  /// Names of attributes with other signs than letters and digits.
  case attributeNames

  /// What it is, for a sentence.
  var words: String {
    switch self {
    case .name: "the name of the graph"
    case .graphAttributes: "attributes of the graph"
    case .nodeAttributes: "attributes of nodes"
    case .edgeAttributes: "attributes of edges"
    case .edgeIDs: "ids of edges"
    case .groups: "groups of nodes"
    case .direction: "directions of edges"
    case .parallelEdges: "parallel edges"
    case .selfLoops: "edges from a node to itself"
    case .positions: "places of nodes"
    case .types: "types of values"
    case .lists: "lists"
    case .markup: "labels in HTML"
    case .nonFiniteNumbers: "numbers that are not finite"
    case .controlCharacters: "control characters"
    case .attributeNames: "names of attributes"
    }
  }
}

extension GraphFormat {
  /// What the format cannot hold, with what becomes of it; all else comes back as it was.
  public var losses: [(feature: GraphFeature, fate: String)] {
    switch self {
    case .jsonLines: []
    case .dot, .xdot, .graphvizJSON:
      [
        (.types, "become text, of which empty ones go"), (.lists, "are joined with |"),
        (.controlCharacters, "become pictures in names and go from values"),
      ]
    case .graphML, .graphMLyEd:
      [
        (.groups, "are left out"), (.markup, "become text"),
        (.controlCharacters, "become pictures"),
      ]
    case .gexf, .gexf12:
      [
        (.graphAttributes, "are left out"), (.groups, "are left out"), (.markup, "become text"),
        (.controlCharacters, "become pictures"),
      ]
    case .gml:
      [
        (.types, "of truth values become 1 and 0"), (.lists, "are joined with |"),
        (.markup, "become text"), (.groups, "are left out"),
        (.attributeNames, "keep letters and digits only"),
      ]
    case .pajek:
      [
        (.name, "is left out"), (.graphAttributes, "are left out"),
        (.nodeAttributes, "are left out, also labels"),
        (.edgeAttributes, "are left out but for the label or kind"), (.edgeIDs, "are left out"),
        (.groups, "are left out"), (.types, "of weights become numbers"),
        (.controlCharacters, "become spaces"),
      ]
    case .jgf, .nodeLink, .d3:
      [
        (.groups, "are left out"), (.markup, "become text"), (.nonFiniteNumbers, "become null"),
      ]
    case .cytoscape, .cx2:
      [
        (.groups, "are left out"), (.markup, "become text"),
        (.nonFiniteNumbers, "are left out or null"),
      ]
    case .vosviewer, .vosviewerText:
      [
        (.direction, "are left out"), (.parallelEdges, "become one, their weights summed"),
        (.selfLoops, "are left out"), (.edgeAttributes, "are left out"),
        (.edgeIDs, "are left out"), (.nodeAttributes, "are left out but numbers, as scores"),
        (.graphAttributes, "are left out"), (.groups, "are left out"),
      ]
    case .neo4j:
      [
        (.name, "is left out"), (.graphAttributes, "are left out"), (.groups, "are left out"),
        (.markup, "become text"), (.attributeNames, "keep letters and digits, else _"),
        (.controlCharacters, "of lines become spaces"),
      ]
    case .csv:
      [
        (.name, "is left out"), (.graphAttributes, "are left out"), (.groups, "are left out"),
        (.types, "become text"), (.lists, "are joined with |"), (.markup, "become text"),
      ]
    case .mermaid, .obsidian:
      [
        (.name, "is left out"), (.graphAttributes, "are left out"), (.groups, "are left out"),
        (.edgeIDs, "are left out"), (.edgeAttributes, "are left out but for kind"),
        (.positions, "are left out"),
      ] + (self == .mermaid ? [(.nodeAttributes, "are left out but for the label")] : [])
    }
  }
}

extension AttributedGraph {
  /// What a format cannot hold of this graph, a line each, such as `3 lists are joined with |`.
  ///
  /// - Parameter format: The format.
  /// - Returns: The lines, in the order of ``GraphFormat/losses``.
  /// - Complexity: O(*n* + *m*) time.
  public func losses(in format: GraphFormat) -> [String] {
    let counts = featureCounts()
    return format.losses.compactMap { feature, fate in
      guard let count = counts[feature] else { return nil }
      return feature == .name ? "\(feature.words) \(fate)" : "\(count) × \(feature.words): \(fate)"
    }
  }

  /// How often the graph has each feature; those that it has not are not there.
  func featureCounts() -> [GraphFeature: Int] {
    var counts: [GraphFeature: Int] = [:]
    func add(_ feature: GraphFeature, _ count: Int) {
      if count > 0 { counts[feature, default: 0] += count }
    }
    add(.name, name.isEmpty ? 0 : 1)
    add(.graphAttributes, attributes.count)
    add(.groups, groups.count)
    var pairs: Set<[Int]> = []
    for edge in edges {
      add(.edgeIDs, edge.id == nil ? 0 : 1)
      add(.selfLoops, edge.source == edge.target ? 1 : 0)
      add(.direction, isDirected(edge) ? 1 : 0)
      add(.edgeAttributes, edge.attributes.count { $0.name != AttributeName.weight })
      let isNew = pairs.insert([edge.source, edge.target]).inserted
      add(.parallelEdges, isNew ? 0 : 1)
    }
    let drawn: Set<String> = ["label", "x", "y", "z", "color", "size"]
    for node in nodes {
      add(.nodeAttributes, node.attributes.count { !drawn.contains($0.name) })
      add(.positions, node.attributes["x"] == nil ? 0 : 1)
      add(.controlCharacters, Self.hasControlCharacters(node.id) ? 1 : 0)
    }
    for row in [attributes] + nodes.map(\.attributes) + edges.map(\.attributes) {
      for (name, value) in row {
        add(.attributeNames, name.utf8.allSatisfy(Self.isAlphanumeric) ? 0 : 1)
        switch value {
        case .integer, .boolean: add(.types, 1)
        case .double(let number):
          add(.types, 1)
          add(.nonFiniteNumbers, number.isFinite ? 0 : 1)
        case .list: add(.lists, 1)
        case .markup: add(.markup, 1)
        case .string(let text): add(.controlCharacters, Self.hasControlCharacters(text) ? 1 : 0)
        }
      }
    }
    return counts
  }

  private static func hasControlCharacters(_ text: String) -> Bool {
    text.utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    GMLText.isASCIILetter(byte) || (0x30...0x39).contains(byte)
  }
}
