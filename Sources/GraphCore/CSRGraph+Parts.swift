extension CSRGraph {
  /// The part of the graph between some nodes, which are numbered anew in their order.
  ///
  /// - Parameter nodes: Distinct places of nodes.
  /// - Returns: A graph of as many nodes, with the edges that have both ends among them.
  /// - Complexity: Time O(n + a), space O(n + e), for n nodes of the graph, a arcs at the nodes and
  ///   e edges between them.
  public func induced(by nodes: [Int]) -> CSRGraph {
    var places = [Int](repeating: -1, count: nodeCount)
    for (place, node) in nodes.enumerated() { places[node] = place }
    var edges: [WeightedEdge] = []
    for (place, node) in nodes.enumerated() {
      for arc in adjacency.arcs(of: node) {
        let other = places[Int(adjacency.targets[arc])]
        if other >= place {
          edges.append(WeightedEdge(place, other, weight: adjacency.weights[arc]))
        }
      }
    }
    return CSRGraph(nodeCount: nodes.count, edges: edges)
  }

  /// The graph whose nodes are the parts of a partition of this one's.
  ///
  /// Edges inside a part become an edge from it to itself, so that modularity stays what it was.
  ///
  /// - Complexity: Time O(n + m), space O(m), for n nodes and m edges.
  public func quotient(by partition: Partition) -> CSRGraph {
    precondition(partition.labels.count == nodeCount, "the partition is of another graph")
    let edges = edges.map {
      WeightedEdge(partition[$0.source], partition[$0.target], weight: $0.weight)
    }
    return CSRGraph(nodeCount: partition.count, edges: edges)
  }
}
