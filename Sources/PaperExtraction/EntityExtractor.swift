import PaperModel

/// Reads what a record names.
///
/// Pure: the same record gives the same mentions, in any process.
public protocol EntityExtractor: Sendable {
  /// The mentions of a record, title first, each field ordered by span, kind and rule.
  func mentions(in record: PaperRecord) -> [Mention]
}
