/// A directed or undirected multigraph whose parts carry named values: what every format
/// of this module is read into and written from.
///
/// Nodes and edges keep the order in which they were added. Node ids are unique, byte for
/// byte: two ids that differ only in case or in Unicode form are two nodes. An edge whose
/// direction differs from the graph's carries ``AttributeName/directed``.
///
/// The graph is *not* made for algorithms; GraphCore's graphs are.
public struct AttributedGraph: Sendable {
  /// One node.
  public struct Node: Hashable, Sendable, Codable {
    /// The name that is unique in its graph.
    public let id: String
    /// What is known of the node.
    public var attributes: Attributes
  }

  /// One edge.
  public struct Edge: Hashable, Sendable, Codable {
    /// The place of the node where the edge starts.
    public let source: Int
    /// The place of the node where the edge ends.
    public let target: Int
    /// The edge's own name, where it has one.
    public var id: String?
    /// What is known of the edge.
    public var attributes: Attributes
  }

  /// Nodes that belong together, such as a cluster of Graphviz.
  public struct Group: Hashable, Sendable, Codable {
    /// The group's name, where it has one.
    public var id: String?
    /// The place of the group that holds this one; always a lesser place.
    public var parent: Int?
    /// The places of the nodes in it; those of its inner groups are not repeated.
    public var nodes: [Int]
    /// What is known of the group.
    public var attributes: Attributes

    /// Creates a group.
    public init(id: String?, parent: Int? = nil, nodes: [Int], attributes: Attributes = [:]) {
      self.id = id
      self.parent = parent
      self.nodes = nodes
      self.attributes = attributes
    }
  }

  /// The name of the graph; may be empty.
  public var name: String
  /// Whether edges that do not say otherwise have a direction.
  public var isDirected: Bool
  /// What is known of the graph itself.
  public var attributes: Attributes
  /// The nodes, in the order in which they were added.
  public internal(set) var nodes: [Node] = []
  /// The edges, in the order in which they were added.
  public internal(set) var edges: [Edge] = []
  /// The groups, each behind the one that holds it.
  public var groups: [Group] = []
  private var places: [NodeID: Int] = [:]

  /// Creates a graph without nodes.
  public init(name: String = "", isDirected: Bool = true, attributes: Attributes = [:]) {
    self.name = name
    self.isDirected = isDirected
    self.attributes = attributes
  }

  /// The place of a node in `nodes`, or nil where there is none of this id.
  ///
  /// - Complexity: O(1) expected.
  public func place(of id: String) -> Int? { places[NodeID(id)] }

  /// Adds a node; one that is there already takes the new attributes in addition.
  ///
  /// - Returns: The place of the node in `nodes`.
  /// - Complexity: O(1) expected, amortised.
  @discardableResult
  public mutating func addNode(_ id: String, _ attributes: Attributes = [:]) -> Int {
    let place = places[NodeID(id), default: nodes.count]
    if place == nodes.count {
      places[NodeID(id)] = place
      nodes.append(Node(id: id, attributes: attributes))
    } else {
      for (name, value) in attributes { nodes[place].attributes[name] = value }
    }
    return place
  }

  /// Adds an edge between two nodes that are there.
  ///
  /// - Parameters:
  ///   - source: The place of the node where it starts.
  ///   - target: The place of the node where it ends.
  ///   - id: The edge's own name, if it has one.
  ///   - attributes: What is known of the edge.
  public mutating func addEdge(
    from source: Int, to target: Int, id: String? = nil, _ attributes: Attributes = [:]
  ) {
    precondition(
      nodes.indices.contains(source) && nodes.indices.contains(target),
      "an edge joins nodes of its graph")
    edges.append(Edge(source: source, target: target, id: id, attributes: attributes))
  }

  /// Gives a node a value, or takes it away.
  public mutating func setAttribute(
    _ name: String, to value: AttributeValue?, ofNode place: Int
  ) {
    nodes[place].attributes[name] = value
  }

  /// Gives an edge a value, or takes it away.
  public mutating func setAttribute(
    _ name: String, to value: AttributeValue?, ofEdge place: Int
  ) {
    edges[place].attributes[name] = value
  }

  /// Whether an edge has a direction: what it says itself, else what the graph says.
  public func isDirected(_ edge: Edge) -> Bool {
    switch edge.attributes[AttributeName.directed] {
    case .boolean(let isDirected): isDirected
    case .string(let text): text != "false"
    default: isDirected
    }
  }

  /// What to call a node: its label, or its id if it has none.
  public func label(of node: Node) -> String {
    node.attributes[AttributeName.label]?.text ?? node.id
  }

  /// The names of the edges: their own where those are unique, else `e` and their place.
  func uniqueEdgeIDs() -> [String] {
    var seen: Set<NodeID> = []
    seen.reserveCapacity(edges.count)
    let own = edges.allSatisfy { edge in edge.id.map { seen.insert(NodeID($0)).inserted } ?? true }
    var number = 0
    return edges.map { edge in
      if own, let id = edge.id { return id }
      while own, seen.contains(NodeID("e\(number)")) { number += 1 }
      defer { number += 1 }
      return "e\(number)"
    }
  }
}

extension AttributedGraph: Hashable {
  /// Whether all parts are equal, in their order.
  public static func == (lhs: AttributedGraph, rhs: AttributedGraph) -> Bool {
    lhs.name == rhs.name && lhs.isDirected == rhs.isDirected && lhs.attributes == rhs.attributes
      && lhs.nodes == rhs.nodes && lhs.edges == rhs.edges && lhs.groups == rhs.groups
  }

  /// Feeds the parts that tell graphs apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(nodes)
    hasher.combine(edges)
  }
}

/// A node's id compared by its bytes: Swift takes canonically equivalent strings for equal.
struct NodeID: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (lhs: NodeID, rhs: NodeID) -> Bool {
    lhs.text.utf8.elementsEqual(rhs.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
