/// Where a layout engine put a drawing's parts.
///
/// All numbers are in points (1/72 inch), with the origin at the lower left and
/// y growing upwards.
public struct Layout: Hashable, Sendable, Codable {
  /// A place, in points.
  public struct Point: Hashable, Sendable, Codable {
    /// The distance from the left.
    public var x: Double
    /// The distance from the bottom.
    public var y: Double

    /// Creates a point.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// An upright rectangle, in points.
  public struct Box: Hashable, Sendable, Codable {
    /// The lower left corner.
    public var lower: Point
    /// The upper right corner.
    public var upper: Point

    /// The extent from left to right.
    public var width: Double { upper.x - lower.x }
    /// The extent from bottom to top.
    public var height: Double { upper.y - lower.y }

    /// Creates a box from its corners.
    public init(lower: Point, upper: Point) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// Where a node stands.
  public struct Node: Hashable, Sendable, Codable {
    /// The node's id in the drawing.
    public var id: String
    /// The middle of its shape.
    public var center: Point
    /// The width of its shape.
    public var width: Double
    /// The height of its shape.
    public var height: Double
  }

  /// One stroke of an edge: a chain of cubic Bézier curves.
  public struct Curve: Hashable, Sendable, Codable {
    /// The control points, `3n + 1` for `n` curves.
    public var points: [Point]
    /// The tip of the arrow before the first point, if there is one.
    public var start: Point?
    /// The tip of the arrow after the last point, if there is one.
    public var end: Point?
  }

  /// The drawing's bounding box.
  public var bounds: Box
  /// The nodes: first those of `drawing.nodes`, in their order, then those only named elsewhere.
  ///
  /// A node given twice stands once.
  public var nodes: [Node]
  /// The curves of each edge of `drawing.edges`, in their order; none where it was not drawn.
  public var edges: [[Curve]]
  /// The boxes of the clusters, by id; only of engines that draw clusters.
  public var clusters: [Cluster]

  /// Where a cluster's box stands.
  public struct Cluster: Hashable, Sendable, Codable {
    /// The subgraph's id in the drawing.
    public var id: String
    /// The box round its nodes.
    public var bounds: Box
  }
}
