/// The shortest paths from one node to all others.
public struct ShortestPaths: Sendable {
  /// The node that the paths start from.
  public let source: NodeIndex
  /// The length of the path to each node; infinite where there is none.
  public let distances: [Double]
  /// The node before each one on its path; nil for the source and where there is no path.
  public let predecessors: [NodeIndex?]

  /// The nodes from the source to a node, both included; nil if there is no path.
  public func path(to node: NodeIndex) -> [NodeIndex]? {
    guard distances[Int(node.rawValue)].isFinite else { return nil }
    var path = [node]
    while let previous = predecessors[Int(path[path.count - 1].rawValue)] { path.append(previous) }
    return path.reversed()
  }
}

extension CSRGraph {
  /// The paths of fewest edges from a node; of equal ones that through the node reached first.
  ///
  /// - Complexity: Time and space O(n + m) for n nodes and m edges.
  public func fewestSteps(from source: NodeIndex) -> ShortestPaths {
    var distances = [Double](repeating: .infinity, count: nodeCount)
    var predecessors = [NodeIndex?](repeating: nil, count: nodeCount)
    distances[Int(source.rawValue)] = 0
    var queue = [source]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for neighbor in neighbors(of: node) where distances[Int(neighbor.node.rawValue)] == .infinity
      {
        distances[Int(neighbor.node.rawValue)] = distances[Int(node.rawValue)] + 1
        predecessors[Int(neighbor.node.rawValue)] = node
        queue.append(neighbor.node)
      }
    }
    return ShortestPaths(source: source, distances: distances, predecessors: predecessors)
  }

  /// The closest paths from a node, where an edge of weight w is 1 / w long, as in Newman 2001,
  /// DOI 10.1103/PhysRevE.64.016132.
  ///
  /// Dijkstra 1959, DOI 10.1007/BF01386390; of equal paths that through the lower node.
  ///
  /// - Complexity: Time O((n + m) log m), space O(n + m), for n nodes and m edges.
  public func closestPaths(from source: NodeIndex) -> ShortestPaths {
    var distances = [Double](repeating: .infinity, count: nodeCount)
    var predecessors = [NodeIndex?](repeating: nil, count: nodeCount)
    distances[Int(source.rawValue)] = 0
    var heap = DistanceHeap()
    heap.insert(0, source)
    while let (distance, node) = heap.popLeast() {
      guard distance == distances[Int(node.rawValue)] else { continue }
      for neighbor in neighbors(of: node) {
        let target = Int(neighbor.node.rawValue)
        let longer = distance + 1 / neighbor.weight
        if longer < distances[target] {
          distances[target] = longer
          predecessors[target] = node
          heap.insert(longer, neighbor.node)
        }
      }
    }
    return ShortestPaths(source: source, distances: distances, predecessors: predecessors)
  }
}

/// Nodes by distance, ties by node.
private struct DistanceHeap {
  private var entries: [(distance: Double, node: NodeIndex)] = []

  mutating func insert(_ distance: Double, _ node: NodeIndex) {
    entries.append((distance, node))
    var child = entries.count - 1
    while child > 0, entries[child] < entries[(child - 1) / 2] {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popLeast() -> (Double, NodeIndex)? {
    guard let least = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return least }
    entries[0] = last
    var parent = 0
    while parent * 2 + 1 < entries.count {
      let left = parent * 2 + 1
      let isRightLess = left + 1 < entries.count && entries[left + 1] < entries[left]
      let child = isRightLess ? left + 1 : left
      guard entries[child] < entries[parent] else { break }
      entries.swapAt(child, parent)
      parent = child
    }
    return least
  }
}
