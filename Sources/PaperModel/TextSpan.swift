/// A half-open range of UTF-8 byte offsets in one text.
public struct TextSpan: Hashable, Comparable, Sendable, Codable {
  /// Offset of the first byte.
  public var start: Int
  /// Offset just behind the last byte.
  public var end: Int

  /// Creates the span `start..<end`; both must lie on scalar borders of their text.
  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a span must not end before it starts")
    self.start = start
    self.end = end
  }

  /// Whether the two spans share a byte.
  public func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }

  /// The spanned part of `text`, or nil if the span does not fit it.
  public func text(in text: String) -> String? {
    let bytes = text.utf8
    guard end <= bytes.count else { return nil }
    let lower = bytes.index(bytes.startIndex, offsetBy: start)
    let upper = bytes.index(lower, offsetBy: end - start)
    return String(text[lower..<upper])
  }

  /// Orders by start, then by end.
  public static func < (lhs: TextSpan, rhs: TextSpan) -> Bool {
    (lhs.start, lhs.end) < (rhs.start, rhs.end)
  }
}

/// The part of a record that a span refers to.
public enum TextField: String, Hashable, Sendable, Codable, CaseIterable {
  /// The title.
  case title
  /// The abstract.
  case abstract
}
