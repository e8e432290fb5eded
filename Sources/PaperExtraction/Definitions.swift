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
  private let byStart: [Int: Int]
  private let byShort: [Int: Int]
  private let bySentence: [Int: [Int]]
  private let spelling: Set<Int>

  init(_ mentions: [Mention], in text: ScannedText) {
    let all: [Definition] = mentions.compactMap { mention in
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
          && capitals * 3 >= words.count * 2)
    }
    self.all = all
    byStart = Dictionary(
      all.indices.map { (all[$0].long.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
    byShort = Dictionary(
      all.indices.map { (all[$0].short.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
    bySentence = Dictionary(grouping: all.indices) {
      text.sentence(of: all[$0].short.lowerBound).lowerBound
    }
    spelling = Set(all.filter { $0.short.lowerBound < $0.long.lowerBound }.flatMap(\.long))
  }

  /// Whether these tokens are the short side of a definition.
  func defines(_ tokens: Range<Int>) -> Bool { definition(of: tokens) != nil }

  /// The definition whose short side is these tokens.
  func definition(of tokens: Range<Int>) -> Definition? {
    byShort[tokens.lowerBound].map { all[$0] }.flatMap { $0.short == tokens ? $0 : nil }
  }

  /// The definition whose long form starts at a token.
  func starting(at token: Int) -> Definition? { byStart[token].map { all[$0] } }

  /// Whether a token belongs to a long form that stands behind its acronym.
  func spells(_ token: Int) -> Bool { spelling.contains(token) }

  /// The definitions whose short side stands in a sentence.
  func definitions(in sentence: Range<Int>) -> [Definition] {
    bySentence[sentence.lowerBound, default: []].map { all[$0] }
  }
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
