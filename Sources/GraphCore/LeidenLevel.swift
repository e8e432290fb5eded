/// The graph as one level of Leiden sees it: nodes that stand for sets of nodes.
///
/// Edges inside a set are left out, since they move with it; its strength counts them.
struct LeidenLevel {
  let offsets: [Int]
  let targets: [UInt32]
  let weights: [Double]
  let strengths: [Double]
  /// The strengths of all nodes summed, the same on every level.
  let totalStrength: Double
  /// The mean weight of an edge of the graph, the same on every level.
  let meanWeight: Double

  var nodeCount: Int { strengths.count }

  init(_ graph: CSRGraph) {
    let adjacency = graph.adjacency
    var offsets = [0]
    var targets: [UInt32] = []
    var weights: [Double] = []
    if graph.hasLoops {
      for node in 0..<graph.nodeCount {
        for arc in adjacency.offsets[node]..<adjacency.offsets[node + 1]
        where adjacency.targets[arc] != UInt32(node) {
          targets.append(adjacency.targets[arc])
          weights.append(adjacency.weights[arc])
        }
        offsets.append(targets.count)
      }
    }
    self.offsets = graph.hasLoops ? offsets : adjacency.offsets
    self.targets = graph.hasLoops ? targets : adjacency.targets
    self.weights = graph.hasLoops ? weights : adjacency.weights
    strengths = graph.strengths
    totalStrength = graph.totalWeight * 2
    meanWeight = graph.totalWeight / Double(graph.edgeCount)
  }

  private init(
    offsets: [Int], targets: [UInt32], weights: [Double], strengths: [Double],
    totalStrength: Double, meanWeight: Double
  ) {
    self.offsets = offsets
    self.targets = targets
    self.weights = weights
    self.strengths = strengths
    self.totalStrength = totalStrength
    self.meanWeight = meanWeight
  }

  /// The level whose nodes are the parts of this one's.
  func aggregated(by parts: Partition) -> LeidenLevel {
    let members = GroupedNodes(parts)
    var strengths = [Double](repeating: 0, count: parts.count)
    var offsets = [0]
    offsets.reserveCapacity(parts.count + 1)
    var targets: [UInt32] = []
    var weights: [Double] = []
    targets.reserveCapacity(self.targets.count / 2)
    weights.reserveCapacity(self.targets.count / 2)
    let sums = WeightSums(count: parts.count)
    for part in 0..<parts.count {
      for node in members[part] {
        strengths[part] += self.strengths[Int(node)]
        for arc in self.offsets[Int(node)]..<self.offsets[Int(node) + 1] {
          let target = parts.labels[Int(self.targets[arc])]
          if target != UInt32(part) { sums.add(self.weights[arc], to: target) }
        }
      }
      for index in 0..<sums.touchedCount {
        let target = sums.touched[index]
        targets.append(target)
        weights.append(sums[target])
      }
      sums.removeAll()
      offsets.append(targets.count)
    }
    return LeidenLevel(
      offsets: offsets, targets: targets, weights: weights, strengths: strengths,
      totalStrength: totalStrength, meanWeight: meanWeight)
  }
}
