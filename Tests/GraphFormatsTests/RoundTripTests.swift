import GraphFormats
import Graphviz
import Testing

@Suite("Round trips")
struct RoundTripTests {
  static let formats = GraphFormat.allCases.filter { $0.isReadable && !$0.needsLayout }

  private func readBack(_ graph: AttributedGraph, _ format: GraphFormat) async throws
    -> AttributedGraph
  {
    let bytes = try graph.bytes(as: format)
    if format == .dot {
      let drawings = try await DOTReader().drawings(in: bytes)
      return AttributedGraph(try #require(drawings.first))
    }
    return try #require(try AttributedGraph.read(bytes, as: format).graphs.first)
  }

  @Test("A graph comes back as it was, but for the losses of its format", arguments: formats)
  func randomGraphs(_ format: GraphFormat) async throws {
    for seed in 0..<30 as Range<UInt64> {
      let graph = SampleGraphs.random(seed: seed)
      let back = try await readBack(graph, format)
      let isEqual = back == graph.held(by: format)
      #expect(isEqual, "\(format.rawValue), seed \(seed)")
    }
  }

  @Test("All nodes and edges with hostile names come back", arguments: formats)
  func hostileNames(_ format: GraphFormat) async throws {
    let graph = SampleGraphs.hostile
    let back = try await readBack(graph, format)
    #expect(back.nodes.count == graph.nodes.count)
    #expect(back.edges.count == graph.edges.count)
    for (edge, original) in zip(back.edges, graph.edges) {
      #expect(edge.source == original.source && edge.target == original.target)
    }
  }

  @Test("The own form keeps every part of a graph")
  func lossless() throws {
    var graph = SampleGraphs.hostile
    graph.attributes = ["a": .markup("<b>x</b>"), "n": .double(.infinity), "e": .list([])]
    graph.groups = [
      .init(id: "cluster_a", nodes: [0, 1], attributes: ["label": "outer"]),
      .init(id: nil, parent: 0, nodes: [2]),
    ]
    let back = try AttributedGraph.read(graph.bytes(as: .jsonLines), as: .jsonLines)
    #expect(back.graphs == [graph])
  }

  @Test("DOT keeps groups and labels in HTML")
  func dotGroups() async throws {
    var graph = AttributedGraph(name: "g")
    graph.addNode("a", ["label": .markup("<b>bold</b> &amp; more")])
    graph.addNode("b")
    graph.groups = [
      .init(id: "cluster_0", nodes: [0], attributes: ["label": "outer \\ box"]),
      .init(id: "cluster_1", parent: 0, nodes: [1]),
    ]
    let back = try await readBack(graph, .dot)
    #expect(back == graph)
  }

  @Test("What a format cannot hold is named with its count")
  func losses() {
    var graph = SampleGraphs.small
    graph.groups = [.init(id: "g", nodes: [0])]
    #expect(graph.losses(in: .jsonLines).isEmpty)
    #expect(graph.losses(in: .graphML) == ["1 × groups of nodes: are left out"])
    #expect(graph.losses(in: .dot).contains("1 × lists: are joined with |"))
    #expect(
      graph.losses(in: .vosviewer).contains("1 × parallel edges: become one, their weights summed"))
    #expect(graph.losses(in: .pajek).contains("the name of the graph is left out"))
  }

  @Test("Every format but the own one has losses, and each feature is lost by some format")
  func lossTable() {
    for format in GraphFormat.allCases {
      #expect(format.losses.isEmpty == (format == .jsonLines))
    }
    let lost = Set(GraphFormat.allCases.flatMap { $0.losses.map(\.feature) })
    #expect(lost == Set(GraphFeature.allCases))
  }
}

extension AttributedGraph {
  /// What is left of the graph by the losses that a format states.
  fileprivate func held(by format: GraphFormat) -> AttributedGraph {
    let lost = Set(format.losses.map(\.feature))
    let keepsPictures = format == .dot
    func text(_ text: String, isName: Bool) -> String {
      guard lost.contains(.controlCharacters) else { return text }
      let scalars = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
        let isSpace = scalar == "\n" || scalar == "\t" || scalar == "\r"
        if format == .pajek {
          return scalar.properties.isWhitespace || scalar.value == 0 ? " " : scalar
        }
        if keepsPictures, isName, scalar.value < 0x20 {
          return Unicode.Scalar(0x2400 + scalar.value)
        }
        if scalar.value >= 0x20 || isSpace { return scalar }
        return keepsPictures ? nil : Unicode.Scalar(0x2400 + scalar.value)
      }
      return String(String.UnicodeScalarView(scalars))
    }
    func value(_ value: AttributeValue, _ name: String) -> AttributeValue {
      switch value {
      case .list(let items):
        let items = items.map { text($0, isName: false) }
        return lost.contains(.lists)
          ? .string(spelled(items.joined(separator: "|"), name)) : .list(items)
      case .boolean(let truth) where format == .gml: return .integer(truth ? 1 : 0)
      case .string(let string): return .string(spelled(string, name))
      case _ where lost.contains(.types) && format == .dot: return .string(value.text)
      default: return value
      }
    }
    func spelled(_ string: String, _ name: String) -> String {
      var string = text(string, isName: false)
      guard format == .dot else { return string }
      if name == "label" {
        string = string.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      } else {
        string = string.endable
      }
      return string
    }
    func row(_ row: Attributes) -> Attributes {
      var held: Attributes = [:]
      for (name, original) in row {
        let value = value(original, name)
        // DOT has no empty values but none.
        held[name] = format == .dot && value.text.isEmpty ? nil : value
      }
      return held
    }
    func id(_ id: String) -> String {
      let id = text(id, isName: true)
      switch format {
      case .dot:
        return id.replacing("&amp;", with: "&amp;amp;").replacing("&#65;", with: "&amp;#65;")
          .endable
      case .pajek: return id.replacing("\"", with: "'").replacing("\\", with: "\u{FF3C}")
      default: return id
      }
    }
    var held = AttributedGraph(
      name: lost.contains(.name) ? "" : name, isDirected: isDirected,
      attributes: lost.contains(.graphAttributes) ? [:] : row(attributes))
    for node in nodes {
      var attributes = row(node.attributes)
      if lost.contains(.nodeAttributes) {
        attributes = [
          "x": node.attributes["x"] ?? 0.0, "y": node.attributes["y"] ?? 0.0, "shape": "ellipse",
        ]
      }
      held.addNode(id(node.id), attributes)
    }
    for edge in edges {
      var attributes = row(edge.attributes)
      if lost.contains(.edgeAttributes) {
        attributes = [
          "weight": edge.attributes["weight"] ?? 0.0, "label": edge.attributes["kind"] ?? "",
        ]
      }
      held.addEdge(
        from: edge.source, to: edge.target, id: lost.contains(.edgeIDs) ? nil : edge.id, attributes)
    }
    return held
  }
}

extension String {
  /// The text as DOT can end it: no odd run of backslashes before a quote or the end.
  fileprivate var endable: String {
    var result = ""
    var run = 0
    for character in self + "\"" {
      if character == "\"", run % 2 == 1 {
        result.removeLast()
        result += "\u{FF3C}"
      }
      run = character == "\\" ? run + 1 : 0
      result.append(character)
    }
    return String(result.dropLast())
  }
}
