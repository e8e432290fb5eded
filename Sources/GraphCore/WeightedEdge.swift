/// An edge between two nodes.
public struct WeightedEdge: Hashable, Sendable {
  /// The node that the edge starts from; without meaning in an undirected graph.
  public var source: NodeIndex
  /// The node that it leads to.
  public var target: NodeIndex
  /// How close the ends are; finite and above 0.
  public var weight: Double

  /// Creates an edge.
  public init(_ source: NodeIndex, _ target: NodeIndex, weight: Double = 1) {
    self.source = source
    self.target = target
    self.weight = weight
  }

  /// Creates an edge between the nodes at two places.
  ///
  /// - Parameters:
  ///   - source: The place of the first end, from 0.
  ///   - target: The place of the second end, from 0.
  ///   - weight: How close the ends are; finite and above 0.
  public init(_ source: Int, _ target: Int, weight: Double = 1) {
    self.init(NodeIndex(UInt32(source)), NodeIndex(UInt32(target)), weight: weight)
  }
}
