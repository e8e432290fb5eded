/// A directed weighted graph, frozen: who leads to whom, and who comes from whom.
///
/// Parallel arcs of one direction are one arc whose weight is their sum. Nodes are numbered from
/// 0; successors and predecessors ascend. To change a graph, build another.
public struct CSRDigraph: Sendable, Equatable {
  let outgoing: Adjacency
  let incoming: Adjacency

  /// Freezes edges into a graph, each leading from its source to its target.
  ///
  /// - Parameters:
  ///   - nodeCount: How many nodes there are; every end of an edge is below.
  ///   - edges: The edges, in any order; weights are finite and above 0.
  /// - Complexity: Time and space O(n + m) for n nodes and m edges.
  public init(nodeCount: Int, edges: [WeightedEdge]) {
    outgoing = Adjacency(nodeCount: nodeCount, edges: edges, isSymmetric: false)
    incoming = outgoing.transposed()
  }

  /// How many nodes there are.
  public var nodeCount: Int { outgoing.nodeCount }
  /// How many distinct arcs there are.
  public var edgeCount: Int { outgoing.targets.count }

  /// The nodes that arcs lead to from a node, ascending.
  public func successors(of node: NodeIndex) -> CSRGraph.Neighbors { outgoing.row(node) }

  /// The nodes from which arcs lead to a node, ascending.
  public func predecessors(of node: NodeIndex) -> CSRGraph.Neighbors { incoming.row(node) }
}
