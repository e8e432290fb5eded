import GraphCore
import GraphFormats

/// A part of a graph: the kinds of nodes and edges, a place, and how far round it.
///
/// The tests apply one after another, in the order of the properties.
public struct GraphSelection: Hashable, Sendable {
  /// The kinds of nodes to keep; nil for all.
  public var types: Set<String>?
  /// The kinds of edges to keep; nil for all.
  public var relations: Set<String>?
  /// The least weight of an edge, nil for any; an edge without a weight stays.
  public var minimumWeight: Double?
  /// The connected component to keep, by size from 1: that of the topic map where nodes say one.
  public var component: Int?
  /// The topic whose papers to keep, by name.
  public var topic: String?
  /// The id of a node to stay near.
  public var center: String?
  /// How many edges a node may be away from the center, whatever their direction.
  public var hops = 2

  /// Creates a selection of everything.
  public init() {}

  /// Why nothing can be selected.
  public enum Failure: Error, Hashable, Sendable {
    /// No node is of this kind; those that there are.
    case noType(String, known: [String])
    /// No edge is of this kind; those that there are.
    case noRelation(String, known: [String])
    /// There is no component of this number; how many there are.
    case noComponent(Int, count: Int)
    /// There is no topic of this name; those that there are.
    case noTopic(String, known: [String])
    /// There is no node of this id.
    case noNode(String)
  }

  /// The selected part of a graph, its nodes and edges in their order.
  ///
  /// Where edges are chosen, nodes other than papers that lose their last one go. A topic or a
  /// component of the map brings the entities that its papers lead to.
  ///
  /// - Parameter graph: The whole graph.
  /// - Returns: The part; groups keep the nodes that are left of them.
  /// - Throws: ``Failure`` for what the graph does not have.
  /// - Complexity: O(*n* + *m*) time and space for *n* nodes and *m* edges.
  public func apply(to graph: AttributedGraph) throws(Failure) -> AttributedGraph {
    var part = Part(graph)
    if let types {
      try check(types, of: graph.nodes.map(\.attributes), Failure.noType)
      part.keepNodes { types.contains($0.attributes[AttributeName.kind]?.text ?? "") }
    }
    if let relations {
      try check(relations, of: graph.edges.map(\.attributes), Failure.noRelation)
      part.keepEdges { relations.contains($0.attributes[AttributeName.kind]?.text ?? "") }
    }
    if let minimumWeight {
      part.keepEdges { ($0.attributes[AttributeName.weight]?.number ?? .infinity) >= minimumWeight }
    }
    if relations != nil || minimumWeight != nil { part.dropLoneEntities() }
    if let component { try part.keep(component: component) }
    if let topic { try part.keep(topic: topic) }
    if let center {
      guard let place = graph.place(of: center), part.nodes[place] else {
        throw Failure.noNode(center)
      }
      part.keep(around: place, hops: hops)
    }
    return part.graph
  }

  private func check(
    _ kinds: Set<String>, of rows: [Attributes], _ failure: (String, [String]) -> Failure
  ) throws(Failure) {
    let known = Set(rows.compactMap { $0[AttributeName.kind]?.text })
    for kind in kinds.sorted() where !known.contains(kind) {
      throw failure(kind, known.sorted())
    }
  }
}

extension GraphSelection.Failure: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .noType(let kind, let known):
      "no node is of the kind \(kind); there are \(Self.list(known))"
    case .noRelation(let kind, let known):
      "no edge is of the kind \(kind); there are \(Self.list(known))"
    case .noComponent(let number, let count): "no component \(number), there are \(count)"
    case .noTopic(let name, let known): "no topic \(name); there are \(Self.list(known))"
    case .noNode(let id): "no node \(id) in this part of the graph"
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}

/// Which nodes and edges of a graph are left.
private struct Part {
  let whole: AttributedGraph
  var nodes: [Bool]
  var edges: [Bool]

  init(_ whole: AttributedGraph) {
    self.whole = whole
    nodes = Array(repeating: true, count: whole.nodes.count)
    edges = Array(repeating: true, count: whole.edges.count)
  }

  mutating func keepNodes(_ isKept: (AttributedGraph.Node) -> Bool) {
    for place in nodes.indices where nodes[place] { nodes[place] = isKept(whole.nodes[place]) }
    for (place, edge) in whole.edges.enumerated() where !nodes[edge.source] || !nodes[edge.target] {
      edges[place] = false
    }
  }

  mutating func keepEdges(_ isKept: (AttributedGraph.Edge) -> Bool) {
    for place in edges.indices where edges[place] { edges[place] = isKept(whole.edges[place]) }
  }

  mutating func dropLoneEntities() {
    var isReached = [Bool](repeating: false, count: nodes.count)
    for (place, edge) in whole.edges.enumerated() where edges[place] {
      isReached[edge.source] = true
      isReached[edge.target] = true
    }
    for place in nodes.indices where !isReached[place] {
      let kind = whole.nodes[place].attributes[AttributeName.kind]?.text
      if let kind, kind != "paper" { nodes[place] = false }
    }
  }

  mutating func keep(component number: Int) throws(GraphSelection.Failure) {
    let named = Set(whole.nodes.compactMap { $0.attributes["component"]?.number })
    if !named.isEmpty {
      guard named.contains(Double(number)) else {
        throw .noComponent(number, count: named.count)
      }
      return keepNeighborhood { $0.attributes["component"]?.number == Double(number) }
    }
    var joined = UnionFind(count: nodes.count)
    for (place, edge) in whole.edges.enumerated() where edges[place] {
      joined.union(edge.source, edge.target)
    }
    var members: [Int: [Int]] = [:]
    for place in nodes.indices where nodes[place] {
      members[joined.find(place), default: []].append(place)
    }
    let components = members.values.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0[0] < $1[0]
    }
    guard components.indices.contains(number - 1) else {
      throw .noComponent(number, count: components.count)
    }
    let kept = Set(components[number - 1])
    keepPlaces { kept.contains($0) }
  }

  mutating func keep(topic name: String) throws(GraphSelection.Failure) {
    let known = Set(whole.nodes.compactMap { $0.attributes["topic"]?.text })
    let match = known.sorted().first { $0.lowercased() == name.lowercased() }
    guard let match else { throw .noTopic(name, known: known.sorted()) }
    keepNeighborhood { $0.attributes["topic"]?.text == match }
  }

  /// Keeps the nodes that pass, and with them what is no paper and next to one of them.
  private mutating func keepNeighborhood(_ isKept: (AttributedGraph.Node) -> Bool) {
    var kept = whole.nodes.map(isKept)
    let core = kept
    for (place, edge) in whole.edges.enumerated() where edges[place] {
      for (end, other) in [(edge.source, edge.target), (edge.target, edge.source)]
      where core[end] && whole.nodes[other].attributes[AttributeName.kind]?.text != "paper" {
        kept[other] = true
      }
    }
    keepPlaces { kept[$0] }
  }

  mutating func keep(around center: Int, hops: Int) {
    var neighbors = [[Int]](repeating: [], count: nodes.count)
    for (place, edge) in whole.edges.enumerated() where edges[place] {
      neighbors[edge.source].append(edge.target)
      neighbors[edge.target].append(edge.source)
    }
    var isNear = [Bool](repeating: false, count: nodes.count)
    isNear[center] = true
    var front = [center]
    for _ in 0..<max(hops, 0) {
      var next: [Int] = []
      for node in front {
        for neighbor in neighbors[node] where !isNear[neighbor] && nodes[neighbor] {
          isNear[neighbor] = true
          next.append(neighbor)
        }
      }
      front = next
    }
    keepPlaces { isNear[$0] }
  }

  private mutating func keepPlaces(_ isKept: (Int) -> Bool) {
    for place in nodes.indices where nodes[place] { nodes[place] = isKept(place) }
    keepNodes { _ in true }
  }

  var graph: AttributedGraph {
    var part = AttributedGraph(
      name: whole.name, isDirected: whole.isDirected, attributes: whole.attributes)
    var places = [Int?](repeating: nil, count: nodes.count)
    for (place, node) in whole.nodes.enumerated() where nodes[place] {
      places[place] = part.addNode(node.id, node.attributes)
    }
    for (place, edge) in whole.edges.enumerated() where edges[place] {
      guard let source = places[edge.source], let target = places[edge.target] else { continue }
      part.addEdge(from: source, to: target, id: edge.id, edge.attributes)
    }
    part.groups = whole.groups.map { group in
      var group = group
      group.nodes = group.nodes.compactMap { places[$0] }
      return group
    }
    return part
  }
}
