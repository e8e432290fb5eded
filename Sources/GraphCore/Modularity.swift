extension CSRGraph {
  /// How much more weight a partition keeps inside its parts than chance would.
  ///
  /// Q = Σ over parts of (w / m − γ (k / 2m)²), with w the weight of the edges inside a part, k
  /// the strengths of its nodes summed, m the weight of all edges (Reichardt, Bornholdt 2006,
  /// DOI 10.1103/PhysRevE.74.016110). 0 for a graph without edges.
  ///
  /// - Parameters:
  ///   - partition: A partition of the nodes of this graph.
  ///   - resolution: γ, above 0; more makes small parts look better.
  /// - Returns: A number of at most 1.
  /// - Complexity: Time O(n + m), space O(parts).
  public func modularity(of partition: Partition, resolution: Double = 1) -> Double {
    precondition(partition.labels.count == nodeCount, "the partition is of another graph")
    guard totalWeight > 0 else { return 0 }
    var inside = [Double](repeating: 0, count: partition.count)
    var strength = [Double](repeating: 0, count: partition.count)
    for node in 0..<nodeCount {
      let label = partition.labels[node]
      strength[Int(label)] += strengths[node]
      var sum = 0.0
      for arc in adjacency.offsets[node]..<adjacency.offsets[node + 1]
      where partition.labels[Int(adjacency.targets[arc])] == label {
        sum += adjacency.weights[arc] * (adjacency.targets[arc] == UInt32(node) ? 2 : 1)
      }
      inside[Int(label)] += sum
    }
    var total = 0.0
    for part in 0..<partition.count {
      let share = strength[part] / (2 * totalWeight)
      total += inside[part] / (2 * totalWeight) - resolution * share * share
    }
    return total
  }
}
