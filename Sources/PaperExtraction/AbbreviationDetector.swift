import PaperModel

/// Finds definitions of abbreviations: `long form (SHORT)`, `SHORT (long form)`, cue phrases, and
/// titles whose letters spell the name before their colon.
struct AbbreviationDetector: Sendable {
  /// The definitions of a text, ordered by the place of the short form.
  func mentions(in text: ScannedText) -> [Mention] {
    var found: [Definition] = []
    for pair in Brackets.pairs(in: text) {
      if let definition = longBeforeShort(pair, in: text) ?? shortBeforeLong(pair, in: text) {
        found.append(definition)
      }
    }
    found += AbbreviationCues.definitions(in: text)
    if text.field == .title {
      if let definition = titleDefinition(in: text) { found.append(definition) }
    } else {
      found += text.tokens.indices.compactMap { listDefinition(at: $0, in: text) }
    }
    var seen: Set<UInt64> = []
    return found.sorted { $0.short < $1.short }.compactMap { definition in
      let mention = definition.mention(in: text)
      guard seen.insert(Token.fold(mention.name)).inserted else { return nil }
      return mention
    }
  }

  /// `long form (SHORT)`, also `(SHORT, …)`, `(or SHORT)`, `(i.e., SHORT)`.
  private func longBeforeShort(_ pair: Brackets.Pair, in text: ScannedText) -> Definition? {
    guard let short = ShortForm.inside(pair, of: text),
      // `conditions (CN = confusion network)` tells its long form itself.
      !text.isMark(short.tokens.upperBound, "=")
    else { return nil }
    return Definition.long(before: pair.open, for: short, in: text, rule: "schwartz-hearst")
  }

  /// `SHORT (long form)`.
  private func shortBeforeLong(_ pair: Brackets.Pair, in text: ScannedText) -> Definition? {
    guard let short = ShortForm.ending(at: pair.open, in: text) else { return nil }
    var first = pair.open + 1
    if let cue = AbbreviationCues.skipLead(first, in: text) { first = cue }
    var end = first
    while end < pair.close, !text.isMark(end, ";"), !text.isMark(end, ":") { end += 1 }
    return Definition.long(in: first..<end, for: short, in: text, rule: "short-long")
  }

  /// `SHORT: a title whose words begin with its letters`.
  private func titleDefinition(in text: ScannedText) -> Definition? {
    guard let colon = text.tokens.firstIndex(where: { $0.mark == UInt8(ascii: ":") }),
      let short = ShortForm.ending(at: colon, in: text),
      short.tokens.lowerBound == 0, colon + 1 < text.tokens.count
    else { return nil }
    return Definition.spelt(
      colon + 1..<text.tokens.count, for: short, in: text, rule: "title-letters")
  }

  /// `1) SHORT: words that begin with its letters, …` in a list.
  private func listDefinition(at colon: Int, in text: ScannedText) -> Definition? {
    guard text.isMark(colon, ":"), let short = ShortForm.ending(at: colon, in: text),
      short.tokens.upperBound == colon
    else { return nil }
    let limit = min(text.sentence(of: colon).upperBound, colon + 24)
    let end = (colon + 1..<limit).first { index in
      text.tokens[index].mark.map { ",;:.(".utf8.contains($0) } ?? false
    }
    return Definition.spelt(colon + 1..<(end ?? limit), for: short, in: text, rule: "list-letters")
  }
}

/// A short form and its long form, as spans of one text.
struct Definition {
  let short: TextSpan
  let long: TextSpan
  let rule: String

  func mention(in text: ScannedText) -> Mention {
    let surface = text.string(short)
    return Mention(
      kind: .abbreviation, name: ShortForm.singular(surface), surface: surface,
      field: text.field, span: short, rule: rule,
      abbreviation: Abbreviation(acronym: surface, long: text.string(long), longSpan: long))
  }

  /// The definition whose long form ends before a token.
  static func long(
    before token: Int, for short: ShortForm, in text: ScannedText, rule: String
  ) -> Definition? {
    guard token > 0 else { return nil }
    let sentence = text.sentence(of: token)
    let limit = min(short.letters.count + 5, short.letters.count * 2) + 1
    var first = token
    var words = 0
    while first > sentence.lowerBound, token - first < 4 * limit {
      let previous = text.tokens[first - 1]
      if previous.mark == UInt8(ascii: ";") || previous.mark == UInt8(ascii: ":") { break }
      // `images and a benchmark called SHORT`: an article begins a phrase anew.
      if text.isAny(first - 1, .joining), articles.contains(text.tokens[first].fold) { break }
      // `conjuncts (CONJ) and conjunctions (CC)`: the bracket has closed its own phrase.
      if text.isMark(first - 1, ")"), text.isAny(first, .joining) || text.isMark(first, ",") {
        break
      }
      first -= 1
      if previous.isWord, previous.spaceBefore { words += 1 }
      if words == limit { break }
    }
    guard let range = trimmed(first..<token, in: text) else { return nil }
    let span = text.span(range)
    let matcher = AbbreviationMatcher(text.bytes)
    guard
      let match = matcher.match(
        short: short.letters, candidate: span.start..<span.end, anchor: .end)
    else { return nil }
    let start = text.wordStart(match.start, from: span.start)
    return checked(short, TextSpan(start, match.end), in: text, rule: rule)
  }

  /// The definition whose long form fills a range of tokens.
  static func long(
    in tokens: Range<Int>, for short: ShortForm, in text: ScannedText, rule: String
  ) -> Definition? {
    guard let range = trimmed(tokens, in: text), range.count >= 2 else { return nil }
    let span = text.span(range)
    guard
      let match = AbbreviationMatcher(text.bytes).match(
        short: short.letters, candidate: span.start..<span.end, anchor: .start),
      match.start == span.start
    else { return nil }
    let left = text.tokens[range].filter { $0.isWord && $0.start >= match.end }
    guard left.count <= 1 else { return nil }
    return checked(short, span, in: text, rule: rule)
  }

  /// The definition behind a colon: every letter starts a word or is a capital.
  static func spelt(
    _ tokens: Range<Int>, for short: ShortForm, in text: ScannedText, rule: String
  ) -> Definition? {
    guard let range = trimmed(tokens, in: text), short.letters.count >= 3 else { return nil }
    let span = text.span(range)
    guard
      let match = AbbreviationMatcher(text.bytes).match(
        short: short.letters, candidate: span.start..<span.end, anchor: .start),
      text.wordStart(match.start, from: span.start) == span.start,
      match.cost <= 0.34 * Double(short.letters.count)
    else { return nil }
    // The letters that are spelt reach the end, but for a word.
    let rest = text.tokens[range].count { $0.isWord && $0.start >= match.end && $0.spaceBefore }
    guard rest <= 1 else { return nil }
    return checked(short, span, in: text, rule: rule)
  }

  private static let articles = FoldSet(["a", "an", "the"])

  static func checked(
    _ short: ShortForm, _ long: TextSpan, in text: ScannedText, rule: String
  ) -> Definition? {
    let span = text.span(short.tokens)
    guard long.end - long.start > span.end - span.start || long.end - long.start >= 4,
      !long.overlaps(span), text.string(long).lowercased() != text.string(span).lowercased(),
      // `Brill (Brill, 1995)` is a citation.
      text.token(at: long.start)?.end != long.start + span.end - span.start
        || !text.bytes[long.start..<long.end].starts(with: text.bytes[span.start..<span.end])
    else { return nil }
    return Definition(short: span, long: long, rule: rule)
  }

  /// A range without marks at its ends.
  private static func trimmed(_ tokens: Range<Int>, in text: ScannedText) -> Range<Int>? {
    var first = tokens.lowerBound
    var end = tokens.upperBound
    while first < end, !text.tokens[first].isWord { first += 1 }
    while first < end, !text.tokens[end - 1].isWord { end -= 1 }
    return first < end ? first..<end : nil
  }
}

/// The short side of a possible definition.
struct ShortForm {
  /// Its tokens.
  let tokens: Range<Int>
  /// The bytes to be found in the long form: no marks, no plural.
  let letters: [UInt8]

  /// The short form that opens a bracket; nil if what stands there cannot be one.
  static func inside(_ pair: Brackets.Pair, of text: ScannedText) -> ShortForm? {
    var first = pair.open + 1
    if let cue = AbbreviationCues.skipLead(first, in: text) { first = cue }
    var end = first
    while end < pair.close, !text.isMark(end, ","), !text.isMark(end, ";"), !text.isMark(end, ":"),
      !text.isMark(end, "=")
    {
      end += 1
    }
    return ShortForm(first..<end, in: text)
  }

  /// The unbroken name that ends before a token.
  static func ending(at token: Int, in text: ScannedText) -> ShortForm? {
    guard token > 0 else { return nil }
    var first = token - 1
    while first > 0, !text.tokens[first].spaceBefore, !text.isMark(first - 1, "("),
      !text.isMark(first - 1, "["), !text.isMark(first - 1, "`")
    {
      first -= 1
    }
    while first < token, !text.tokens[first].isWord { first += 1 }
    return ShortForm(first..<token, in: text)
  }

  init?(_ tokens: Range<Int>, in text: ScannedText) {
    var range = tokens
    while let first = range.first, !text.tokens[first].isWord {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, !text.tokens[last].isWord { range = range.lowerBound..<last }
    guard let first = range.first, range.count <= 9 else { return nil }
    let words =
      text.tokens[range].filter { $0.isWord && $0.spaceBefore }.count
      + (text.tokens[first].spaceBefore ? 0 : 1)
    guard words <= 2, text.tokens[range].contains(where: \.hasCapital) else { return nil }
    let span = text.span(range)
    let printed = text.bytes[span.start..<span.end]
    var letters = printed.dropLast(Self.isPlural(printed) ? 1 : 0).filter(\.isWordByte)
    let capitals = letters.filter(\.isUpper).count
    // Two words are a short form only if they look like one: `Global MP`, not `Deep Learning`.
    if words == 2, capitals < 2 || text.tokens[range].allSatisfy({ !$0.isAllCapitals }) {
      return nil
    }
    guard letters.count >= 2, letters.count <= 16, letters.contains(where: { !$0.isDigit }) else {
      return nil
    }
    // Digits at the end count or tell a version; they are not spelt in the words.
    while letters.count > 2, let last = letters.last, last.isDigit { letters.removeLast() }
    self.tokens = range
    self.letters = letters
  }

  /// A short form without the `s` of a plural: `GNNs` is `GNN`.
  static func singular(_ text: String) -> String {
    isPlural(text.utf8) ? String(text.dropLast()) : text
  }

  /// Whether a short form ends in the `s` of a plural.
  static func isPlural(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    let tail = bytes.suffix(3)
    guard tail.count == 3, tail.last == UInt8(ascii: "s"), let before = tail.dropLast().last else {
      return false
    }
    return before.isUpper || before.isDigit
  }
}

extension ScannedText {
  /// The token that starts at an offset.
  fileprivate func token(at offset: Int) -> Token? {
    tokens.firstToken(endingAfter: offset).map { tokens[$0] }
  }

  /// The start of the unbroken run of words and hyphens around an offset, not before `lower`.
  func wordStart(_ offset: Int, from lower: Int) -> Int {
    var start = offset
    while start > lower, bytes[start - 1].isWordByte || bytes[start - 1] == UInt8(ascii: "-") {
      start -= 1
    }
    while start < offset, !bytes[start].isWordByte { start += 1 }
    return start
  }
}
