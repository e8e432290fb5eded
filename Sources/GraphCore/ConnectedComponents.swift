extension CSRGraph {
  /// The connected components: two nodes are of one part if a path joins them.
  ///
  /// The first neighbours of every node are joined, which finds most of the largest component;
  /// the other neighbours are then looked at only for nodes outside it (Sutton, Ben-Nun, Barak
  /// 2018, DOI 10.1109/IPDPS.2018.00012).
  ///
  /// - Complexity: Time O((n + m) log n) at worst and near n in practice, space O(n), for n nodes
  ///   and m edges.
  public func connectedComponents() -> Partition {
    let sampled = 2
    var sets = UnionFind(count: nodeCount)
    for node in 0..<nodeCount {
      for arc in adjacency.offsets[node]..<adjacency.offsets[node + 1] {
        if arc == adjacency.offsets[node] + sampled { break }
        sets.union(node, Int(adjacency.targets[arc]))
      }
    }
    let largest = largestSet(&sets)
    for node in 0..<nodeCount where sets.find(node) != sets.find(largest) {
      for arc in adjacency.offsets[node]..<adjacency.offsets[node + 1] {
        sets.union(node, Int(adjacency.targets[arc]))
      }
    }
    return Partition(labels: (0..<nodeCount).map { UInt32(sets.find($0)) })
  }

  private func largestSet(_ sets: inout UnionFind) -> Int {
    var sizes = [UInt32](repeating: 0, count: nodeCount)
    var largest = 0
    for node in 0..<nodeCount {
      let set = sets.find(node)
      sizes[set] += 1
      if sizes[set] > sizes[largest] { largest = set }
    }
    return largest
  }
}
