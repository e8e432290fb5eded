import PaperModel

/// What two nodes of a graph have to do with each other: the relations between them, and every
/// node that both are related to, each with its evidence.
///
/// Building it takes time linear in the relations of the graph, and space linear in what is shared.
public struct SharedContext: Sendable {
  /// A node that both are related to.
  public struct Link: Sendable {
    /// The node.
    public let entity: Entity
    /// The relations of the first node to it.
    public let first: [Relation]
    /// The relations of the second node to it.
    public let second: [Relation]

    /// How much it tells: a node that few others are related to tells more.
    public let weight: Double
  }

  /// The first node.
  public let first: Entity
  /// The second node.
  public let second: Entity
  /// The relations between the two, in the order of the graph.
  public let direct: [Relation]
  /// What both are related to, what tells most first, ties by key.
  public let shared: [Link]

  /// Gathers what two nodes share; nil if one of them is not in the graph.
  public init?(of first: EntityKey, and second: EntityKey, in graph: EntityGraph) {
    guard let a = graph.entity(first), let b = graph.entity(second) else { return nil }
    self.first = a
    self.second = b
    var direct: [Relation] = []
    var ofFirst: [EntityKey: [Relation]] = [:]
    var ofSecond: [EntityKey: [Relation]] = [:]
    for relation in graph.relations {
      let ends = (relation.source, relation.target)
      if ends == (first, second) || ends == (second, first) {
        direct.append(relation)
        continue
      }
      if let other = relation.end(beside: first) { ofFirst[other, default: []].append(relation) }
      if let other = relation.end(beside: second) { ofSecond[other, default: []].append(relation) }
    }
    self.direct = direct
    let common = Set(ofFirst.keys).intersection(ofSecond.keys)
    var degrees: [EntityKey: Int] = [:]
    for relation in graph.relations {
      if common.contains(relation.source) { degrees[relation.source, default: 0] += 1 }
      if common.contains(relation.target) { degrees[relation.target, default: 0] += 1 }
    }
    shared = common.compactMap { key in
      graph.entity(key).map {
        Link(
          entity: $0, first: ofFirst[key] ?? [], second: ofSecond[key] ?? [],
          weight: 1 / Double(max(degrees[key] ?? 1, 1)))
      }
    }.sorted { ($1.weight, $0.entity.key) < ($0.weight, $1.entity.key) }
  }
}

extension Relation {
  /// The other end of a relation; nil if it does not touch the node.
  fileprivate func end(beside key: EntityKey) -> EntityKey? {
    source == key ? target : target == key ? source : nil
  }
}
