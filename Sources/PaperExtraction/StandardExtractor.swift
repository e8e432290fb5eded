import PaperModel

/// The extractor of this library: links, abbreviations, datasets, methods and terms by rules and
/// an embedded gazetteer, offline.
///
/// Time and space are linear in the length of the record.
public struct StandardExtractor: EntityExtractor {
  /// Creates an extractor; cheap, its tables are shared.
  public init() {}

  /// The mentions of a record, title first, each field ordered by span, kind and rule.
  public func mentions(in record: PaperRecord) -> [Mention] {
    let texts = TextField.allCases.map { ScannedText(record.text($0), field: $0) }
    let links = texts.map { LinkRecognizer().mentions(in: $0) }
    let abbreviations = texts.map { AbbreviationDetector().mentions(in: $0) }
    let works = NamedWorkRecognizer().mentions(
      in: texts, outside: links.map { $0.map(\.span) }, abbreviations: Array(abbreviations.joined()))
    return TextField.allCases.enumerated().flatMap { place, field in
      (links[place] + abbreviations[place] + works.filter { $0.field == field })
        .sorted(by: Self.precedes)
    }
  }

  private static func precedes(_ lhs: Mention, _ rhs: Mention) -> Bool {
    if lhs.span != rhs.span { return lhs.span < rhs.span }
    return (lhs.kind.rawValue, lhs.rule) < (rhs.kind.rawValue, rhs.rule)
  }
}
