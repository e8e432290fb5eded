/// A graph to draw: nodes, edges and nested subgraphs with Graphviz attributes.
///
/// A drawing is a plain value; it knows nothing of positions. Nodes and edges
/// keep the order in which they are given, and Graphviz's layouts depend on it.
///
/// An edge or a subgraph may name a node that `nodes` lacks: such a node is
/// drawn with the defaults. A node given twice is one node, and later attributes
/// win; so are two edges with the same ends and the same `key`.
///
/// A drawing is *not* checked while it is built: whatever its strings hold,
/// ``dot()`` writes DOT that parses and a ``DrawingRenderer`` draws it. What
/// cannot stand in Graphviz or in XML is replaced as ``Value`` and ``Node/id``
/// describe.
public struct Drawing: Hashable, Sendable, Codable {
  /// The name of the graph, shown as the title of an SVG.
  public var name: String
  /// Whether edges have a direction.
  public var isDirected: Bool
  /// Whether parallel edges are merged into one; later attributes then win.
  public var isStrict: Bool
  /// The attributes of the graph itself, such as `rankdir` or `overlap`.
  ///
  /// Subgraphs do not inherit them, unlike in DOT.
  public var attributes: Attributes
  /// Attributes of every node that does not set them itself.
  public var nodeDefaults: Attributes
  /// Attributes of every edge that does not set them itself.
  public var edgeDefaults: Attributes
  /// The nodes, in the order in which Graphviz sees them.
  public var nodes: [Node]
  /// The edges, in the order in which Graphviz sees them.
  public var edges: [Edge]
  /// The outermost subgraphs.
  public var subgraphs: [Subgraph]

  /// Creates a drawing, empty unless told otherwise.
  public init(
    name: String = "", isDirected: Bool = false, isStrict: Bool = false,
    attributes: Attributes = [:], nodeDefaults: Attributes = [:], edgeDefaults: Attributes = [:],
    nodes: [Node] = [], edges: [Edge] = [], subgraphs: [Subgraph] = []
  ) {
    self.name = name
    self.isDirected = isDirected
    self.isStrict = isStrict
    self.attributes = attributes
    self.nodeDefaults = nodeDefaults
    self.edgeDefaults = edgeDefaults
    self.nodes = nodes
    self.edges = edges
    self.subgraphs = subgraphs
  }
}

extension Drawing {
  /// One node of a drawing.
  public struct Node: Hashable, Sendable, Codable {
    /// What edges and subgraphs call the node, and its label if it has none.
    ///
    /// Any string will do, also an empty one. Control characters are shown as
    /// their pictures (`␁`), for no XML can hold them.
    public var id: String
    /// The attributes of this node.
    public var attributes: Attributes

    /// Creates a node.
    public init(_ id: String, _ attributes: Attributes = [:]) {
      self.id = id
      self.attributes = attributes
    }
  }

  /// One edge of a drawing.
  public struct Edge: Hashable, Sendable, Codable {
    /// The node where the edge begins.
    public var tail: String
    /// The node where the edge ends.
    public var head: String
    /// What tells this edge from others with the same ends; `nil` makes it differ from all.
    public var key: String?
    /// The attributes of this edge; a port is `tailport` or `headport`.
    public var attributes: Attributes

    /// Creates an edge.
    public init(
      from tail: String, to head: String, key: String? = nil, _ attributes: Attributes = [:]
    ) {
      self.tail = tail
      self.head = head
      self.key = key
      self.attributes = attributes
    }
  }

  /// A set of nodes that belong together.
  ///
  /// `dot`, `fdp` and `osage` draw a box round a subgraph whose id begins with
  /// `cluster`. The other engines draw none.
  public struct Subgraph: Hashable, Sendable, Codable {
    /// The name of the subgraph; `nil` for a nameless group such as `{rank=same; a; b}`.
    public var id: String?
    /// The attributes of the subgraph, such as `label` or `rank`.
    public var attributes: Attributes
    /// The ids of the nodes in it; those of its subgraphs need not be repeated.
    public var nodes: [String]
    /// The subgraphs within.
    public var subgraphs: [Subgraph]

    /// Creates a subgraph.
    public init(
      _ id: String?, _ attributes: Attributes = [:], nodes: [String] = [],
      subgraphs: [Subgraph] = []
    ) {
      self.id = id
      self.attributes = attributes
      self.nodes = nodes
      self.subgraphs = subgraphs
    }
  }
}
