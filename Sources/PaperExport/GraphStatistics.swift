import GraphCore
import GraphFormats

/// The figures of a graph: how much of everything, how it hangs together, what is central.
///
/// Components, clustering, communities, cores and betweenness take the graph for undirected, with
/// the edges between two nodes as one; PageRank follows directions.
public struct GraphStatistics: Hashable, Sendable, Codable {
  /// How many there are of one kind.
  public struct KindCount: Hashable, Sendable, Codable {
    /// The kind; empty where nodes or edges say none.
    public var kind: String
    /// How many.
    public var count: Int
  }

  /// How numbers are distributed.
  public struct Distribution: Hashable, Sendable, Codable {
    /// The least number.
    public var minimum: Double
    /// The number that half of all do not exceed.
    public var median: Double
    /// The sum over their count.
    public var mean: Double
    /// The number that nine in ten do not exceed.
    public var ninthDecile: Double
    /// The greatest number.
    public var maximum: Double

    /// Sorts the numbers; nil for none.
    init?(_ numbers: [Double]) {
      let sorted = numbers.sorted()
      guard let first = sorted.first, let last = sorted.last else { return nil }
      minimum = first
      median = sorted[(sorted.count - 1) / 2]
      mean = sorted.reduce(0, +) / Double(sorted.count)
      ninthDecile = sorted[(sorted.count * 9 + 9) / 10 - 1]
      maximum = last
    }
  }

  /// A node with its figures.
  public struct RankedNode: Hashable, Sendable, Codable {
    /// Its id.
    public var id: String
    /// What to call it.
    public var label: String
    /// Its kind, if it says one.
    public var kind: String?
    /// How central it is, by the measure of its list.
    public var score: Double
  }

  /// The most central nodes by one measure.
  public struct Ranking: Hashable, Sendable, Codable {
    /// The measure: `degree`, `pageRank` or `betweenness`.
    public var measure: String
    /// The kind of the nodes; nil for all.
    public var kind: String?
    /// The nodes, most central first, ties by id.
    public var nodes: [RankedNode]
  }

  /// The graph's name.
  public var name: String
  /// Whether edges have a direction unless they say otherwise.
  public var directed: Bool
  /// How many nodes there are.
  public var nodes: Int
  /// How many edges there are, each counted.
  public var edges: Int
  /// How many edges lead from a node to itself.
  public var selfLoops: Int
  /// The nodes by kind, most frequent first.
  public var nodesByKind: [KindCount]
  /// The edges by kind, most frequent first.
  public var edgesByKind: [KindCount]
  /// The share of the pairs of nodes that are joined, from 0 to 1.
  public var density: Double
  /// How many edges end at a node.
  public var degrees: Distribution?
  /// For each degree from 0 how many nodes have it.
  public var degreeCounts: [Int]
  /// The weights of the edges that have one.
  public var weights: Distribution?
  /// How many connected components there are.
  public var components: Int
  /// The sizes of the ten largest components.
  public var largestComponents: [Int]
  /// How many nodes are joined to no other.
  public var isolatedNodes: Int
  /// The mean of the local clustering coefficients.
  public var clustering: Double
  /// How many communities Leiden's algorithm finds.
  public var communities: Int
  /// The modularity of those communities.
  public var modularity: Double
  /// The greatest number k of which there is a k-core.
  public var coreNumber: Int
  /// How many nodes are in that core.
  public var coreSize: Int
  /// From how many nodes betweenness was measured; fewer than all nodes make it an estimate.
  public var betweennessSources: Int
  /// The most central nodes, of all and of each kind, by degree, PageRank and betweenness.
  public var rankings: [Ranking]

  /// Beyond how many nodes betweenness is estimated.
  public static let exactBetweennessLimit = 10_000
  /// From how many nodes, drawn at random with seed 1, it is then estimated.
  public static let betweennessSamples = 256

  /// Measures a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph. A weight that is not finite and above 0 counts as 1.
  ///   - top: How many nodes a ranking lists.
  /// - Complexity: O(*s* *m*) for betweenness from *s* nodes, O(m^1.5) for clustering, near O(m)
  ///   for the rest; O(*n* + *m*) space.
  public init(_ graph: AttributedGraph, top: Int = 10) {
    let edges = graph.edges.map { edge in
      WeightedEdge(edge.source, edge.target, weight: Self.weight(of: edge))
    }
    let simple = CSRGraph(nodeCount: graph.nodes.count, edges: edges)
    name = graph.name
    directed = graph.isDirected
    nodes = graph.nodes.count
    self.edges = graph.edges.count
    selfLoops = graph.edges.count { $0.source == $0.target }
    nodesByKind = Self.counts(graph.nodes.lazy.map(\.attributes))
    edgesByKind = Self.counts(graph.edges.lazy.map(\.attributes))
    let pairs = Double(nodes) * Double(nodes - 1) / 2
    let loops = (0..<nodes).count { node in
      simple.neighbors(of: NodeIndex(UInt32(node))).contains { $0.node.rawValue == UInt32(node) }
    }
    density = nodes < 2 ? 0 : Double(simple.edgeCount - loops) / pairs

    var degrees = [Int](repeating: 0, count: nodes)
    for edge in graph.edges {
      degrees[edge.source] += 1
      degrees[edge.target] += 1
    }
    self.degrees = Distribution(degrees.map(Double.init))
    var degreeCounts = [Int](repeating: 0, count: (degrees.max() ?? -1) + 1)
    for degree in degrees { degreeCounts[degree] += 1 }
    self.degreeCounts = degreeCounts
    weights = Distribution(
      graph.edges.compactMap { edge in
        edge.attributes[AttributeName.weight]?.number.flatMap { $0.isFinite ? $0 : nil }
      })

    let parts = simple.connectedComponents()
    components = parts.count
    largestComponents = Array(parts.sizes.sorted(by: >).prefix(10))
    isolatedNodes = parts.sizes.count { $0 == 1 }
    let coefficients = simple.clusteringCoefficients()
    clustering = nodes == 0 ? 0 : coefficients.reduce(0, +) / Double(nodes)
    let partition = Leiden().communities(of: simple)
    communities = partition.count
    modularity = simple.modularity(of: partition)
    let cores = simple.coreNumbers()
    coreNumber = cores.max() ?? 0
    coreSize = nodes == 0 ? 0 : cores.count { $0 == cores.max() }

    let isSampled = nodes > Self.exactBetweennessLimit
    let sources = simple.randomNodes(isSampled ? Self.betweennessSamples : nodes)
    betweennessSources = sources.count
    let measures = [
      ("degree", degrees.map(Double.init)), ("pageRank", Self.pageRank(graph, edges, simple)),
      ("betweenness", simple.betweenness(estimatedFrom: sources)),
    ]
    let kinds: [String?] = [nil] + nodesByKind.map(\.kind).filter { !$0.isEmpty }
    rankings = kinds.flatMap { kind in
      measures.map { measure, scores in
        Ranking(
          measure: measure, kind: kind,
          nodes: Self.top(top, of: graph, by: scores, kind: kind))
      }
    }
  }

  private static func weight(of edge: AttributedGraph.Edge) -> Double {
    // Sums of weights must stay finite.
    guard let weight = edge.attributes[AttributeName.weight]?.number, weight > 0, weight < 1e100
    else { return 1 }
    return weight
  }

  private static func counts(_ rows: some Sequence<Attributes>) -> [KindCount] {
    var counts: [String: Int] = [:]
    for row in rows { counts[row[AttributeName.kind]?.text ?? "", default: 0] += 1 }
    return counts.map { KindCount(kind: $0.key, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.kind < $1.kind
    }
  }

  private static func pageRank(
    _ graph: AttributedGraph, _ edges: [WeightedEdge], _ simple: CSRGraph
  ) -> [Double] {
    guard graph.isDirected else { return PageRank().scores(of: simple) }
    let back = zip(graph.edges, edges).compactMap { edge, weighted in
      graph.isDirected(edge)
        ? nil : WeightedEdge(weighted.target, weighted.source, weight: weighted.weight)
    }
    return PageRank().scores(of: CSRDigraph(nodeCount: graph.nodes.count, edges: edges + back))
  }

  private static func top(
    _ count: Int, of graph: AttributedGraph, by scores: [Double], kind: String?
  ) -> [RankedNode] {
    let places = graph.nodes.indices.filter { place in
      kind == nil || graph.nodes[place].attributes[AttributeName.kind]?.text == kind
    }
    let best = places.sorted { first, second in
      scores[first] != scores[second]
        ? scores[first] > scores[second] : graph.nodes[first].id < graph.nodes[second].id
    }
    return best.prefix(count).map { place in
      let node = graph.nodes[place]
      return RankedNode(
        id: node.id, label: graph.label(of: node),
        kind: node.attributes[AttributeName.kind]?.text, score: scores[place])
    }
  }
}
