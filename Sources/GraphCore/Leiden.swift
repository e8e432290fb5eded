/// Finds communities that hang together: Leiden with modularity as its quality.
///
/// Traag, Waltman, van Eck 2019, DOI 10.1038/s41598-019-41695-z. An iteration moves nodes between
/// communities, splits each community into parts that are well joined inside, makes a node of
/// each part, and goes on with that smaller graph until nothing moves. Every community is
/// connected, and modularity never falls from one iteration to the next. Equal input gives an
/// equal partition on every machine.
public struct Leiden: Hashable, Sendable {
  /// γ, above 0: more makes smaller communities.
  public var resolution: Double
  /// How freely parts merge where several merges gain: 0 takes the best, more takes others as
  /// well, in units of the mean weight of an edge.
  public var randomness: Double
  /// How many iterations to make at most; fewer are made if one changes nothing.
  public var iterations: Int
  /// The seed of the random order of nodes and of the choice of merges.
  public var seed: UInt64

  /// Creates a finder of communities.
  ///
  /// - Parameters:
  ///   - resolution: γ, above 0.
  ///   - randomness: 0 or more.
  ///   - iterations: 1 or more.
  ///   - seed: Any number.
  public init(
    resolution: Double = 1, randomness: Double = 0.01, iterations: Int = 2, seed: UInt64 = 1
  ) {
    precondition(resolution > 0 && resolution.isFinite, "a resolution is above 0")
    precondition(randomness >= 0 && iterations >= 1, "an iteration is needed")
    self.resolution = resolution
    self.randomness = randomness
    self.iterations = iterations
    self.seed = seed
  }

  /// The communities of a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph; nodes without edges are communities of their own.
  ///   - start: The partition to improve; each node on its own if nil.
  /// - Returns: A partition of at least the modularity of the start, its communities connected.
  /// - Complexity: Time near O(m) an iteration in practice, space O(n + m), for n nodes and m
  ///   edges.
  public func communities(of graph: CSRGraph, startingFrom start: Partition? = nil) -> Partition {
    var partition = start ?? Partition(singletons: graph.nodeCount)
    precondition(partition.labels.count == graph.nodeCount, "the start is of another graph")
    guard graph.totalWeight > 0 else { return partition }
    let bottom = LeidenLevel(graph)
    var random = SplitMix64(seed: seed)
    for _ in 0..<iterations {
      let improved = improved(partition, bottom, &random)
      if improved == partition { break }
      partition = improved
    }
    return partition
  }

  private func improved(
    _ partition: Partition, _ bottom: LeidenLevel, _ random: inout SplitMix64
  ) -> Partition {
    var level = bottom
    var communities = partition
    /// For each node of the graph the node of the level that it became a part of.
    var places = (0..<UInt32(bottom.nodeCount)).map { $0 }
    while true {
      communities = LeidenMoving(level, resolution: resolution)
        .moved(from: communities, &random)
      if communities.count == level.nodeCount { break }
      var parts = LeidenRefinement(level, resolution: resolution, randomness: randomness)
        .parts(of: communities, &random)
      if parts.count == level.nodeCount { parts = communities }
      level = level.aggregated(by: parts)
      var labels = [UInt32](repeating: 0, count: parts.count)
      for (node, part) in parts.labels.enumerated() { labels[Int(part)] = communities.labels[node] }
      communities = Partition(labels: labels)
      for node in places.indices { places[node] = parts.labels[Int(places[node])] }
    }
    return Partition(labels: places.map { communities.labels[Int($0)] })
  }
}
