extension CSRGraph {
  /// In how many triangles each node stands; edges from a node to itself make none.
  ///
  /// Each edge is directed to its end of higher degree, ties to the higher node, and the rows of
  /// both ends are compared (Latapy 2008, DOI 10.1016/j.tcs.2008.07.017).
  ///
  /// - Complexity: Time O(m^1.5), space O(n + m), for n nodes and m edges.
  public func triangleCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: nodeCount)
    let (offsets, targets) = arcsToHigherDegree()
    var mark = [UInt32](repeating: .max, count: nodeCount)
    for node in 0..<nodeCount {
      let row = offsets[node]..<offsets[node + 1]
      for arc in row { mark[Int(targets[arc])] = UInt32(node) }
      for arc in row {
        let other = Int(targets[arc])
        for second in offsets[other]..<offsets[other + 1]
        where mark[Int(targets[second])] == UInt32(node) {
          counts[node] += 1
          counts[other] += 1
          counts[Int(targets[second])] += 1
        }
      }
    }
    return counts
  }

  /// How many of the pairs of its neighbours are neighbours themselves, for each node, from 0 to
  /// 1; 0 for a node with fewer than two.
  ///
  /// Watts, Strogatz 1998, DOI 10.1038/30918; the mean is that of a graph.
  ///
  /// - Complexity: Time O(m^1.5), space O(n + m), for n nodes and m edges.
  public func clusteringCoefficients() -> [Double] {
    triangleCounts().enumerated().map { node, triangles in
      let neighbors = neighborCount(node)
      return neighbors < 2 ? 0 : Double(2 * triangles) / Double(neighbors * (neighbors - 1))
    }
  }

  /// How many nodes have each degree, from degree 0 to the highest.
  ///
  /// - Complexity: Time O(n), space O(highest degree), for n nodes.
  public func degreeDistribution() -> [Int] {
    var counts: [Int] = []
    for node in 0..<UInt32(nodeCount) {
      let degree = degree(of: NodeIndex(node))
      if degree >= counts.count {
        counts.append(contentsOf: repeatElement(0, count: degree + 1 - counts.count))
      }
      counts[degree] += 1
    }
    return counts
  }

  /// How many others a node is joined to.
  func neighborCount(_ node: Int) -> Int {
    let count = adjacency.arcs(of: node).count
    return hasLoops && adjacency.weight(from: node, to: node) > 0 ? count - 1 : count
  }

  private func arcsToHigherDegree() -> (offsets: [Int], targets: [UInt32]) {
    var offsets = [0]
    var targets: [UInt32] = []
    targets.reserveCapacity(edgeCount)
    for node in 0..<nodeCount {
      let degree = neighborCount(node)
      for arc in adjacency.arcs(of: node) {
        let target = Int(adjacency.targets[arc])
        let other = neighborCount(target)
        if target != node, (degree, node) < (other, target) { targets.append(UInt32(target)) }
      }
      offsets.append(targets.count)
    }
    return (offsets, targets)
  }
}
