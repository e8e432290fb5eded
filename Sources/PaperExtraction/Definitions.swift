import PaperModel

/// The abbreviations that one text defines, by tokens.
struct Definitions: Sendable {
  /// A definition.
  struct Definition: Sendable {
    let short: Range<Int>
    let long: Range<Int>
    /// Whether the words of the long form start with capitals, as those of a name do.
    let isCapitalised: Bool
  }

  let all: [Definition]

  init(_ mentions: [Mention], in text: ScannedText) {
    all = mentions.compactMap { mention in
      guard let abbreviation = mention.abbreviation, mention.field == text.field,
        let short = text.tokens(in: mention.span), let long = text.tokens(in: abbreviation.longSpan)
      else { return nil }
      let words = text.tokens[long].enumerated().filter { offset, token in
        token.isWord && token.count > 3 && !text.isAny(long.lowerBound + offset, .boundary)
      }
      let capitals = words.count { $0.element.hasCapital }
      return Definition(
        short: short, long: long,
        isCapitalised: words.count > 1 && words.last?.element.hasCapital == true
          && capitals * 4 >= words.count * 3)
    }
  }

  /// Whether these tokens are the short side of a definition.
  func defines(_ tokens: Range<Int>) -> Bool { all.contains { $0.short == tokens } }

  /// The definition whose long form starts at a token.
  func starting(at token: Int) -> Definition? { all.first { $0.long.lowerBound == token } }
}

extension ScannedText {
  /// The tokens that a span covers; nil if it covers none.
  func tokens(in span: TextSpan) -> Range<Int>? {
    guard let first = tokens.firstToken(endingAfter: span.start) else { return nil }
    var end = first
    while end < tokens.count, tokens[end].start < span.end { end += 1 }
    return end > first ? first..<end : nil
  }
}
