import GraphCore
import GraphFormats

/// The figures of the citations in a graph: which works they make central, and along which path
/// they run.
///
/// PageRank and the main path follow edges of the kind `cites` alone, from the citing to the cited
/// node; a repeated citation counts once.
public struct CitationStatistics: Hashable, Sendable, Codable {
  /// How many citations there are, each pair counted once.
  public var citations: Int
  /// The nodes of the highest PageRank over citations, ties by id.
  public var pageRank: [GraphStatistics.RankedNode]
  /// The main path from the oldest node to the newest; a score is the search path count of the
  /// citation by the next node, and 0 for the last.
  public var mainPath: [GraphStatistics.RankedNode]

  /// Measures the citations of a graph; nil if it has none.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - top: How many nodes the ranking lists.
  /// - Complexity: O(n + m) time a pass of PageRank, and O(n + m) space.
  public init?(_ graph: AttributedGraph, top: Int = 10) {
    let citing = graph.edges.filter {
      $0.attributes[AttributeName.kind]?.text == "cites" && $0.source != $0.target
    }
    guard !citing.isEmpty else { return nil }
    // Nodes of other kinds take no part, and none of the PageRank.
    let ends = Set(citing.flatMap { [$0.source, $0.target] }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(ends, 0...))
    let arcs = citing.compactMap { edge in
      numbers[edge.source].flatMap { source in
        numbers[edge.target].map { Arc(source: source, target: $0) }
      }
    }
    let digraph = CSRDigraph(
      nodeCount: ends.count, edges: Set(arcs).map { WeightedEdge($0.source, $0.target) })
    citations = digraph.edgeCount
    let scores = PageRank().scores(of: digraph)
    pageRank = ends.indices.sorted { first, second in
      scores[first] != scores[second]
        ? scores[first] > scores[second]
        : graph.nodes[ends[first]].id < graph.nodes[ends[second]].id
    }.prefix(top).map { GraphStatistics.RankedNode(graph, place: ends[$0], score: scores[$0]) }
    mainPath = Self.mainPath(of: digraph).map {
      GraphStatistics.RankedNode(graph, place: ends[$0.node], score: $0.count)
    }
  }

  private struct Arc: Hashable {
    var source: Int
    var target: Int
  }

  /// The main path from the cited end, each node with the count of the citation by the next.
  private static func mainPath(of digraph: CSRDigraph) -> [(node: Int, count: Double)] {
    let path = MainPath(digraph)
    let counts = Dictionary(
      path.counts.map { (Arc(source: $0.source.place, target: $0.target.place), $0.weight) },
      uniquingKeysWith: { first, _ in first })
    let nodes = path.nodes.map(\.place)
    return zip(nodes, [nil] + nodes).reversed().map { node, newer in
      (node, newer.flatMap { counts[Arc(source: $0, target: node)] } ?? 0)
    }
  }
}

extension NodeIndex {
  fileprivate var place: Int { Int(rawValue) }
}

extension GraphStatistics.RankedNode {
  /// A node of a graph with a figure of its own.
  init(_ graph: AttributedGraph, place: Int, score: Double) {
    let node = graph.nodes[place]
    self.init(
      id: node.id, label: graph.label(of: node), kind: node.attributes[AttributeName.kind]?.text,
      score: score)
  }
}
