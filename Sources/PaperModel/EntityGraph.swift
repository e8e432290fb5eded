import GraphCore

/// The typed graph: entities as nodes, relations as edges, each with its evidence.
///
/// The order of insertion never shows: nodes are sorted by key, relations by source, kind and
/// target. Two relations of one kind between the same ends are merged: weights add up, evidence
/// is united.
public struct EntityGraph: Sendable {
  /// The nodes, sorted by key.
  public let entities: [Entity]
  /// The edges, sorted by source, kind, target.
  public let relations: [Relation]
  private let indices: [EntityKey: Int]

  /// Builds a graph.
  ///
  /// Relations with an end that is no entity are left out.
  ///
  /// Time O((n + m) log(n + m)), space O(n + m) for n entities and m relations.
  public init(entities: [Entity], relations: [Relation]) {
    let sorted = entities.sorted { $0.key < $1.key }
    var unique: [Entity] = []
    for entity in sorted {
      if let last = unique.last, last.key == entity.key {
        unique[unique.count - 1] = last.merged(with: entity)
      } else {
        unique.append(entity)
      }
    }
    var indices: [EntityKey: Int] = [:]
    indices.reserveCapacity(unique.count)
    for (index, entity) in unique.enumerated() { indices[entity.key] = index }
    self.entities = unique
    self.indices = indices
    self.relations = Self.merged(relations, indices: indices)
  }

  /// The place of an entity in `entities`.
  public func index(of key: EntityKey) -> Int? { indices[key] }

  /// The entity with a key.
  public func entity(_ key: EntityKey) -> Entity? { indices[key].map { entities[$0] } }

  private static func merged(_ relations: [Relation], indices: [EntityKey: Int]) -> [Relation] {
    let kindRank = Dictionary(
      uniqueKeysWithValues: RelationKind.allCases.enumerated().map { ($1, $0) })
    let placed = relations.enumerated().compactMap { offset, relation -> Place? in
      guard let source = indices[relation.source], let target = indices[relation.target]
      else { return nil }
      return Place(
        source: source, kind: kindRank[relation.kind] ?? 0, target: target, offset: offset)
    }.sorted()
    var result: [Relation] = []
    var previous: Place?
    for place in placed {
      let relation = relations[place.offset]
      if let previous, previous.isParallel(to: place) {
        result[result.count - 1].merge(relation)
      } else {
        result.append(relation)
      }
      previous = place
    }
    return result
  }

  private struct Place: Comparable {
    let source, kind, target, offset: Int
    func isParallel(to other: Place) -> Bool {
      (source, kind, target) == (other.source, other.kind, other.target)
    }
    static func < (lhs: Place, rhs: Place) -> Bool {
      (lhs.source, lhs.kind, lhs.target, lhs.offset)
        < (rhs.source, rhs.kind, rhs.target, rhs.offset)
    }
  }
}

extension Entity {
  fileprivate func merged(with other: Entity) -> Entity {
    var entity = self
    entity.label = min(label, other.label)
    entity.surfaceForms = Set(surfaceForms).union(other.surfaceForms).sorted()
    entity.detail = [detail, other.detail].compactMap(\.self).min()
    entity.url = [url, other.url].compactMap(\.self).min()
    return entity
  }
}

extension Relation {
  fileprivate mutating func merge(_ other: Relation) {
    weight += other.weight
    evidence = Set(evidence).union(other.evidence).sorted()
    sharedTerms = sharedTerms.isEmpty ? other.sharedTerms : sharedTerms
    basis = [basis, other.basis].compactMap(\.self).min()
  }
}
