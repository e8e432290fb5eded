extension CSRGraph {
  /// For each node the largest k such that it is in the k-core: the part in which every node has k
  /// neighbours or more.
  ///
  /// Nodes are peeled off core by core (Batagelj, Zaveršnik 2003, arXiv cs/0310049). A node is
  /// looked at once for each core that holds it, which is never more often than it has neighbours.
  /// Edges from a node to itself do not count.
  ///
  /// - Complexity: Time and space O(n + m) for n nodes and m edges.
  public func coreNumbers() -> [Int] {
    /// For a node at hand the neighbours not peeled off yet, for one peeled off its core.
    var degrees = (0..<nodeCount).map { UInt32(neighborCount($0)) }
    var remaining = (0..<UInt32(nodeCount)).map { $0 }
    var peeled: [UInt32] = []
    peeled.reserveCapacity(nodeCount)
    var core: UInt32 = 0
    degrees.withUnsafeMutableBufferPointer { degrees in
      adjacency.withUnsafeArcs { offsets, targets, _ in
        while !remaining.isEmpty {
          peeled.removeAll(keepingCapacity: true)
          for node in remaining where degrees[Int(node)] == core { peeled.append(node) }
          var next = 0
          while next < peeled.count {
            let node = Int(peeled[next])
            next += 1
            for arc in offsets[node]..<offsets[node + 1] {
              let neighbor = Int(targets[arc])
              guard degrees[neighbor] > core else { continue }
              degrees[neighbor] -= 1
              if degrees[neighbor] == core { peeled.append(UInt32(neighbor)) }
            }
          }
          remaining.removeAll { degrees[Int($0)] == core }
          core += 1
        }
      }
    }
    return degrees.map { Int($0) }
  }
}
