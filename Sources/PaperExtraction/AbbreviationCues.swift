import PaperModel

/// Definitions announced by words instead of brackets, and words that open a bracket before one.
enum AbbreviationCues {
  /// Behind words such as `or`, `i.e.,`, `called` at the start of a bracket, if any.
  static func skipLead(_ index: Int, in text: ScannedText) -> Int? {
    var index = index
    var skipped = false
    while index < text.tokens.count, leads.contains(text.tokens[index].fold),
      text.tokens[index].count > 1 || text.isMark(index + 1, ".")
    {
      skipped = true
      index += 1
      while index < text.tokens.count, !text.tokens[index].isWord,
        text.isMark(index, ".") || text.isMark(index, ",") || text.isMark(index, ":")
      {
        index += 1
      }
    }
    return skipped ? index : nil
  }

  /// `SHORT, short for long form` and `SHORT stands for long form`; `long form, named SHORT`.
  static func definitions(in text: ScannedText) -> [Definition] {
    var result: [Definition] = []
    for index in text.tokens.indices.dropLast() {
      if text.isMark(index, "="), let definition = shortIsLong(index, in: text) {
        result.append(definition)
      }
      guard text.tokens[index].isWord else { continue }
      let fold = text.tokens[index].fold
      if text.tokens[index + 1].fold == Word.for, longCues.contains(fold), index > 0,
        let definition = shortForLong(index, in: text)
      {
        result.append(definition)
      } else if namings.contains(fold) || fold == Word.short && text.isMark(index - 1, ","),
        let definition = longNamedShort(index, in: text)
      {
        result.append(definition)
      }
    }
    return result
  }

  /// `SHORT = long form`, as in a legend.
  private static func shortIsLong(_ index: Int, in text: ScannedText) -> Definition? {
    guard let short = ShortForm.ending(at: index, in: text) else { return nil }
    let sentence = text.sentence(of: index)
    var end = index + 1
    while end < sentence.upperBound, end < index + 16, !endsLegend(end, in: text) { end += 1 }
    // What stands behind the last letter that is spelt opens the next entry.
    return Definition.leading(index + 1..<end, for: short, in: text, rule: "legend")
  }

  private static func endsLegend(_ index: Int, in text: ScannedText) -> Bool {
    [",", ";", ")", "]", ".", "=", "(", "+"].contains { text.isMark(index, $0) }
  }

  private static func shortForLong(_ index: Int, in text: ScannedText) -> Definition? {
    var before = index
    while before > 0, text.isMark(before - 1, ",") || skipped.contains(text.tokens[before - 1].fold)
    {
      before -= 1
    }
    guard let short = ShortForm.ending(at: before, in: text) else { return nil }
    let sentence = text.sentence(of: index)
    var end = index + 2
    while end < sentence.upperBound, !text.isMark(end, ","), !text.isMark(end, "("),
      !text.isMark(end, ")"), !text.isMark(end, ";"), end < index + 24
    {
      end += 1
    }
    return Definition.leading(index + 2..<end, for: short, in: text, rule: "cue-phrase")
  }

  private static func longNamedShort(_ index: Int, in text: ScannedText) -> Definition? {
    var first = index + 1
    while first < text.tokens.count,
      skipped.contains(text.tokens[first].fold) || text.isMark(first, "\"")
    { first += 1 }
    var end = first
    while end < text.tokens.count, end == first || !text.tokens[end].spaceBefore,
      text.tokens[end].isWord || text.isMark(end, "-") || text.isMark(end, "+")
    {
      end += 1
    }
    guard end > first, let short = ShortForm(first..<end, in: text) else { return nil }
    var before = index
    while before > 0,
      !text.tokens[before - 1].isWord || skipped.contains(text.tokens[before - 1].fold)
    {
      before -= 1
    }
    return Definition.long(before: before, for: short, in: text, rule: "cue-phrase")
  }

  private enum Word {
    static let short = Token.fold("short")
    static let `for` = Token.fold("for")
  }

  private static func folds(_ words: String) -> FoldSet {
    FoldSet(words.split(separator: " ").map(String.init))
  }

  private static let leads = folds(
    "or i e aka a k also known as called named termed dubbed denoted abbreviated abbr hereafter "
      + "henceforth hence namely short for we it")
  private static let longCues = folds("short stands standing stand")
  private static let namings = folds("named dubbed termed called abbreviated coined or")
  private static let skipped = folds("as is which it that by and the")
}

extension Definition {
  /// The definition whose long form starts a range of tokens and ends where its letters do.
  static func leading(
    _ tokens: Range<Int>, for short: ShortForm, in text: ScannedText, rule: String
  ) -> Definition? {
    guard let first = tokens.first(where: { text.tokens[$0].isWord }) else { return nil }
    let span = text.span(first..<tokens.upperBound)
    guard
      let match = AbbreviationMatcher(text.bytes).match(
        short: short.letters, candidate: span.start..<span.end, anchor: .start),
      match.start == span.start
    else { return nil }
    return checked(short, TextSpan(match.start, match.end), in: text, rule: rule)
  }
}
