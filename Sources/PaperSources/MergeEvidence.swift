import PaperModel

/// What of a record speaks for or against its being the same work as another.
struct MergeEvidence {
  /// The folded title.
  let title: TitleKey
  /// Numbers and Roman numerals of the title, by which parts of a series differ.
  let numerals: [String]
  /// The year, if known.
  let year: Int?
  /// Words of the authors' names.
  let names: Set<String>
  /// Identifiers that name the work; an arXiv DOI counts as its arXiv id.
  let identifiers: [Identifier]
  /// Whether it stands on a server for preprints, or was published; nil if nothing tells.
  let stage: PublicationStage?
  /// The start of the abstract, folded.
  let opening: ArraySlice<UInt8>
  /// The file and the id in it, for a record of JSON Lines with an id of its own.
  let ownName: OwnName?

  /// A record's own id in its file.
  struct OwnName: Hashable {
    var input: Int
    var id: String
  }

  init(_ record: PaperRecord, ownName: OwnName?) {
    title = TitleKey(record.title)
    numerals = TitleKey.words(of: record.title).filter(Self.isNumeral).sorted()
    year = record.date?.year
    names = Set(
      record.authors.prefix(50).flatMap { TitleKey.words(of: $0.family ?? $0.name) }
        .filter { $0.utf8.count > 1 })
    identifiers = Set(record.identifiers.compactMap(Self.workIdentifier)).sorted()
    stage = PublicationStage(of: record)
    opening = TitleKey(String(record.abstract.prefix(160))).bytes.prefix(60)
    self.ownName = ownName
  }

  /// An identifier as it names a work; nil for an ISBN, which a book's chapters share.
  private static func workIdentifier(_ identifier: Identifier) -> Identifier? {
    let arXivDOI = "10.48550/arxiv."
    switch identifier.scheme {
    case .isbn: return nil
    case .doi where identifier.value.hasPrefix(arXivDOI):
      return Identifier(.arxiv, String(identifier.value.dropFirst(arXivDOI.count)))
    default: return identifier
    }
  }

  private static func isNumeral(_ word: String) -> Bool {
    word.utf8.contains { (0x30...0x39).contains($0) }
      || word.utf8.allSatisfy { $0 == 0x69 || $0 == 0x76 || $0 == 0x78 }  // i, v, x
  }

  /// Whether the records name authors and share none.
  func hasOtherAuthors(than other: MergeEvidence) -> Bool {
    !names.isEmpty && !other.names.isEmpty && names.isDisjoint(with: other.names)
  }

  /// Whether an author or the year agrees.
  func hasFurtherSign(with other: MergeEvidence) -> Bool {
    (year != nil && year == other.year) || !names.isDisjoint(with: other.names)
  }

  /// Whether an author agrees, or the abstracts start alike.
  func hasSignOfOneWork(with other: MergeEvidence) -> Bool {
    !names.isDisjoint(with: other.names) || (!opening.isEmpty && opening == other.opening)
  }

  /// Whether both have abstracts, and these start differently.
  func hasOtherAbstract(than other: MergeEvidence) -> Bool {
    !opening.isEmpty && !other.opening.isEmpty && opening != other.opening
  }

  /// Why two records are the same work by their titles; nil if they are not.
  func agreement(with other: MergeEvidence) -> MergeReason? {
    if hasOtherAuthors(than: other) { return nil }
    if title == other.title { return .sameTitle }
    guard numerals == other.numerals, !hasOtherAbstract(than: other),
      let distance = TitleDistance.between(title, other.title)
    else { return nil }
    return distance <= TitleDistance.sure || hasFurtherSign(with: other) ? .similarTitle : nil
  }
}

/// Why two records were taken for one work.
public enum MergeReason: String, Hashable, Comparable, Sendable, Codable {
  /// They share an identifier.
  case sameIdentifier = "same identifier"
  /// They have one id in one file.
  case sameName = "same id"
  /// Their titles are equal when folded.
  case sameTitle = "same title"
  /// Their titles are nearly equal.
  case similarTitle = "similar title"

  /// Orders by text.
  public static func < (lhs: MergeReason, rhs: MergeReason) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}
