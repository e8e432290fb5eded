import PaperModel

/// How far a paper is on its way to readers.
enum PublicationStage: Hashable, Sendable {
  /// On a server for preprints, and nowhere else as far as the record tells.
  case preprint
  /// In a journal, in proceedings, or in a book.
  case published

  /// Tells the stage by type, identifiers and venue; nil if none of them does.
  init?(of record: PaperRecord) {
    let type = record.type?.lowercased() ?? ""
    let venue = TitleKey.words(of: record.venue ?? "")
    let isOnServer =
      !Self.servers.isDisjoint(with: venue) || venue.prefix(2) == ["research", "square"]
    let dois = record.identifiers(.doi)
    let hasPrintedDOI = dois.contains { !Self.isOfServer($0) }
    if Self.types.contains(type) {
      self = .preprint
    } else if hasPrintedDOI || !venue.isEmpty && !isOnServer {
      self = .published
    } else if isOnServer || !dois.isEmpty || !record.identifiers(.arxiv).isEmpty {
      self = .preprint
    } else {
      return nil
    }
  }

  /// What Crossref, OpenAlex and DataCite call preprints.
  private static let types: Set<String> = ["preprint", "posted-content"]

  /// Words of the names of servers for preprints.
  private static let servers: Set<String> = [
    "arxiv", "corr", "biorxiv", "medrxiv", "chemrxiv", "psyarxiv", "socarxiv", "techrxiv",
    "eartharxiv", "ssrn", "preprint", "preprints",
  ]

  /// How DOIs of servers for preprints start, in lower case.
  private static let prefixes = [
    "10.48550/arxiv.", "10.2139/ssrn.", "10.21203/rs.", "10.20944/preprints", "10.26434/chemrxiv",
    "10.31234/osf.io", "10.31219/osf.io", "10.31235/osf.io", "10.36227/techrxiv", "10.31223/",
    "10.22541/au.", "10.1002/essoar.",
  ]

  private static func isOfServer(_ doi: String) -> Bool {
    if prefixes.contains(where: { doi.hasPrefix($0) }) { return true }
    // bioRxiv and medRxiv share a prefix with journals, whose names start with a letter.
    let suffix = doi.hasPrefix("10.1101/") ? doi.utf8.dropFirst(8).first : nil
    return suffix.map { (0x30...0x39).contains($0) } ?? false
  }
}
