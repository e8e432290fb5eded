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
    let citations = texts.map { CitationRecognizer().mentions(in: $0) }
    let works = NamedWorkRecognizer().mentions(
      in: texts, outside: zip(links, citations).map(Self.spans),
      abbreviations: Array(abbreviations.joined()))
    let named = texts.map { text in works.filter { $0.field == text.field } }
    let terms = TermRecognizer().mentions(
      in: texts, outside: texts.indices.map { Self.spans(links[$0], citations[$0] + named[$0]) })
    let fields = texts.indices.map { place in
      (links[place] + citations[place] + abbreviations[place] + named[place]
        + terms.filter { $0.field == texts[place].field })
        .sorted(by: Self.precedes)
    }
    // No room is left over, for the mentions of a corpus are kept.
    var result: [Mention] = []
    result.reserveCapacity(fields.reduce(0) { $0 + $1.count })
    for field in fields { result += field }
    return result
  }

  private static func spans(_ left: [Mention], _ right: [Mention]) -> [TextSpan] {
    (left + right).map(\.span).sorted()
  }

  private static func precedes(_ lhs: Mention, _ rhs: Mention) -> Bool {
    if lhs.span != rhs.span { return lhs.span < rhs.span }
    return (lhs.kind.rawValue, lhs.rule) < (rhs.kind.rawValue, rhs.rule)
  }
}
