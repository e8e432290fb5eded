import PaperModel

/// What the records themselves say of a graph: the papers, who wrote them, where they appeared.
public struct PaperNodes: Sendable {
  /// Papers, authors and venues.
  public let entities: [Entity]
  /// Relations of kind `writtenBy` and `publishedIn`.
  public let relations: [Relation]

  /// Reads the nodes of a corpus.
  ///
  /// Authors are one if their ORCIDs are equal or, without one, their names but for case and
  /// punctuation; venues if their names are. Time and space are linear in the records.
  public init(_ papers: [Paper]) {
    var entities: [Entity] = []
    var relations: [Relation] = []
    for paper in papers {
      let record = paper.record
      entities.append(
        Entity(
          key: paper.key, label: record.title.isEmpty ? paper.id : record.title,
          detail: record.type, url: record.address))
      for author in record.authors {
        guard let entity = Entity(author) else { continue }
        entities.append(entity)
        relations.append(Relation(paper.key, .writtenBy, entity.key))
      }
      if let venue = record.venue, let entity = Entity(venue: venue) {
        entities.append(entity)
        relations.append(Relation(paper.key, .publishedIn, entity.key))
      }
    }
    self.entities = entities
    self.relations = relations
  }
}

extension Entity {
  fileprivate init?(_ author: Author) {
    let name = TitleKey.words(of: author.name).joined(separator: " ")
    guard !name.isEmpty else { return nil }
    self.init(
      key: EntityKey(.author, author.orcid ?? name), label: author.name,
      surfaceForms: [author.name], url: author.orcid.map { "https://orcid.org/\($0)" })
  }

  fileprivate init?(venue: String) {
    let name = TitleKey.words(of: venue).joined(separator: " ")
    guard !name.isEmpty else { return nil }
    self.init(key: EntityKey(.venue, name), label: venue, surfaceForms: [venue])
  }
}
