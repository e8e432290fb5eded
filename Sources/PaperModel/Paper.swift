/// A distinct paper: one record, or several that tell of the same work, merged.
public struct Paper: Hashable, Sendable, Codable, Identifiable {
  /// Unique in its corpus: the record's own id, else DOI, arXiv id, or a slug of the title.
  public var id: String
  /// The merged record; its location is the first of `sources`.
  public var record: PaperRecord
  /// Every place where the paper stood, in order.
  public var sources: [SourceLocation]

  /// Creates a paper.
  public init(id: String, record: PaperRecord, sources: [SourceLocation]) {
    self.id = id
    self.record = record
    self.sources = sources
  }

  /// The key of the paper's node in an `EntityGraph`.
  public var key: EntityKey { EntityKey(.paper, id) }
}
