extension CSRGraph {
  /// Stops the program if the graph is not as it must be: rows ascending, arcs in pairs, weights
  /// finite and above 0, sums right.
  ///
  /// Takes time in O(m log d) for m edges and d neighbours a node at most.
  public func _checkInvariants() {
    precondition(adjacency.offsets.first == 0, "rows start at 0")
    precondition(adjacency.offsets.last == adjacency.targets.count, "rows span all arcs")
    precondition(adjacency.weights.count == adjacency.targets.count, "an arc has one weight")
    var arcs = 0
    for node in 0..<UInt32(nodeCount) {
      let row = neighbors(of: NodeIndex(node))
      precondition(
        zip(row, row.dropFirst()).allSatisfy { $0.node < $1.node }, "neighbours ascend")
      for neighbor in row {
        precondition(neighbor.weight > 0 && neighbor.weight.isFinite, "a weight is above 0")
        let back = neighbors(of: neighbor.node)
        let place = back.partitioningIndex { $0.node.rawValue >= node }
        precondition(
          place < back.endIndex
            && back[place] == Neighbor(node: NodeIndex(node), weight: neighbor.weight),
          "an edge stands at both its ends")
        arcs += neighbor.node.rawValue == node ? 2 : 1
      }
      precondition(row.count <= nodeCount, "a neighbour stands once")
    }
    precondition(arcs == edgeCount * 2, "each edge is counted once")
  }
}
