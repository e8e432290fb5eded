/// A node's place in a graph, dense from 0.
public struct NodeIndex: Hashable, Comparable, Sendable {
  /// The place as a number.
  public let rawValue: UInt32

  /// Creates the index of the node at a place.
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// Orders by place.
  public static func < (lhs: NodeIndex, rhs: NodeIndex) -> Bool { lhs.rawValue < rhs.rawValue }
}
