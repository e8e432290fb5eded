/// What the mentions of a corpus come to: entities, and how each paper stands to them.
///
/// Equal for every order of the papers.
public struct ResolvedEntities: Sendable {
  /// Every entity that a paper names, sorted by key; papers are not among them.
  public var entities: [Entity]
  /// Relations from papers to entities and to each other, sorted by source, kind and target.
  public var relations: [Relation]
  /// For each paper, for each of its mentions, the key it resolved to; nil where it names nothing.
  public var keys: [[EntityKey?]]

  /// Creates a result.
  public init(entities: [Entity], relations: [Relation], keys: [[EntityKey?]]) {
    self.entities = entities
    self.relations = relations
    self.keys = keys
  }
}
