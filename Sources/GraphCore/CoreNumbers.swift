extension CSRGraph {
  /// For each node the largest k such that it is in the k-core: the part in which every node has k
  /// neighbours or more.
  ///
  /// Batagelj, Zaveršnik 2003, arXiv cs/0310049: nodes are taken away in the order of their
  /// degrees. Edges from a node to itself do not count.
  ///
  /// - Complexity: Time and space O(n + m) for n nodes and m edges.
  public func coreNumbers() -> [Int] {
    var degrees = (0..<nodeCount).map { node in
      UInt32(adjacency.arcs(of: node).count - (adjacency.weight(from: node, to: node) > 0 ? 1 : 0))
    }
    var order = DegreeOrder(degrees)
    degrees.withUnsafeMutableBufferPointer { degrees in
      adjacency.withUnsafeArcs { offsets, targets, _ in
        for place in 0..<nodeCount {
          let node = Int(order.nodes[place])
          for arc in offsets[node]..<offsets[node + 1] {
            let neighbor = Int(targets[arc])
            guard degrees[neighbor] > degrees[node] else { continue }
            order.moveDown(neighbor, degree: Int(degrees[neighbor]))
            degrees[neighbor] -= 1
          }
        }
      }
    }
    return degrees.map { Int($0) }
  }
}

/// Nodes sorted by degree, kept so while single degrees fall by one.
private struct DegreeOrder {
  private(set) var nodes: [UInt32]
  private var places: [UInt32]
  /// Where the nodes of each degree begin.
  private var starts: [UInt32]

  init(_ degrees: [UInt32]) {
    starts = [UInt32](repeating: 0, count: Int(degrees.max() ?? 0) + 2)
    for degree in degrees { starts[Int(degree) + 1] += 1 }
    for degree in 1..<starts.count { starts[degree] += starts[degree - 1] }
    var next = starts
    nodes = [UInt32](repeating: 0, count: degrees.count)
    places = nodes
    for (node, degree) in degrees.enumerated() {
      places[node] = next[Int(degree)]
      nodes[Int(next[Int(degree)])] = UInt32(node)
      next[Int(degree)] += 1
    }
  }

  /// Swaps a node with the first of its degree and makes it the last of the degree below.
  mutating func moveDown(_ node: Int, degree: Int) {
    let first = starts[degree]
    let place = places[node]
    let other = nodes[Int(first)]
    nodes[Int(place)] = other
    places[Int(other)] = place
    nodes[Int(first)] = UInt32(node)
    places[node] = first
    starts[degree] += 1
  }
}
