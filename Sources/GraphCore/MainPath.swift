/// The path that most ways through a citation graph take.
///
/// The search path count of an arc is the number of ways from any node that nothing leads to, to
/// any node that leads nowhere, which pass it (Hummon, Doreian 1989,
/// DOI 10.1016/0378-8733(89)90017-8; Batagelj 2003, arXiv cs/0309023). The main path is the way of
/// the largest sum of counts. Citation graphs should have no cycles; arcs that close one in a
/// depth-first walk from the lowest nodes are left out.
public struct MainPath: Sendable, Equatable {
  /// The nodes of the path in the direction of the arcs; empty if there is no arc.
  public let nodes: [NodeIndex]
  /// For each arc that is in no cycle its search path count, ordered by both ends.
  ///
  /// Counts are exact up to 2^53 and infinite beyond 1.8e308.
  public let counts: [WeightedEdge]

  /// Finds the main path of a graph; weights of arcs do not matter.
  ///
  /// - Parameter graph: A graph in which arcs lead from the citing to the cited node, or all the
  ///   other way.
  /// - Complexity: Time and space O(n + m) for n nodes and m arcs.
  public init(_ graph: CSRDigraph) {
    let order = graph.depthFirstOrder()
    var places = [Int](repeating: 0, count: order.count)
    for (place, node) in order.enumerated() { places[node] = place }
    func successors(_ node: Int) -> some Sequence<Int> {
      graph.outgoing.arcs(of: node).lazy.map { Int(graph.outgoing.targets[$0]) }
        .filter { places[$0] > places[node] }
    }
    /// How many ways lead from a start to each node, and from each node to an end.
    var waysIn = [Double](repeating: 0, count: order.count)
    var waysOut = waysIn
    for node in order {
      if waysIn[node] == 0 { waysIn[node] = 1 }
      for next in successors(node) { waysIn[next] += waysIn[node] }
    }
    for node in order.reversed() {
      for next in successors(node) { waysOut[node] += waysOut[next] }
      if waysOut[node] == 0 { waysOut[node] = 1 }
    }
    var counts: [WeightedEdge] = []
    /// The largest sum of counts of a way from each node, and its next node.
    var sums = [Double](repeating: 0, count: order.count)
    var nexts = [Int?](repeating: nil, count: order.count)
    for node in order.reversed() {
      for next in successors(node) {
        let sum = waysIn[node] * waysOut[next] + sums[next]
        if sum > sums[node] {
          sums[node] = sum
          nexts[node] = next
        }
      }
    }
    for node in order.indices {
      for next in successors(node) {
        counts.append(WeightedEdge(node, next, weight: waysIn[node] * waysOut[next]))
      }
    }
    var nodes: [NodeIndex] = []
    var node = sums.indices.filter { nexts[$0] != nil }.max { (sums[$0], $1) < (sums[$1], $0) }
    while let current = node {
      nodes.append(NodeIndex(UInt32(current)))
      node = nexts[current]
    }
    self.nodes = nodes
    self.counts = counts
  }
}

extension CSRDigraph {
  /// All nodes such that arcs lead forward, but for those that close a cycle.
  ///
  /// The reverse of the order in which a depth-first walk from the lowest nodes leaves them.
  func depthFirstOrder() -> [Int] {
    var isSeen = [Bool](repeating: false, count: nodeCount)
    var left: [Int] = []
    left.reserveCapacity(nodeCount)
    var stack: [(node: Int, arc: Int)] = []
    for start in 0..<nodeCount where !isSeen[start] {
      isSeen[start] = true
      stack.append((start, outgoing.offsets[start]))
      while let (node, arc) = stack.popLast() {
        guard arc < outgoing.offsets[node + 1] else {
          left.append(node)
          continue
        }
        stack.append((node, arc + 1))
        let next = Int(outgoing.targets[arc])
        if !isSeen[next] {
          isSeen[next] = true
          stack.append((next, outgoing.offsets[next]))
        }
      }
    }
    return left.reversed()
  }
}
