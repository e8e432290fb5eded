import PaperModel

/// Finds technical terms: runs of nouns and their adjectives between function words and verbs.
///
/// There is no part-of-speech tagger behind it; endings and word lists decide what a word can be.
/// Each distinct term of a paper is told once, at its first place. Time and space are linear in
/// the text.
struct TermRecognizer: Sendable {
  /// The terms of the fields of one paper, outside of `taken` spans, which are in order.
  func mentions(in texts: [ScannedText], outside taken: [[TextSpan]]) -> [Mention] {
    var seen = FoldSet(minimumCapacity: 64)
    var result: [Mention] = []
    for (text, taken) in zip(texts, taken) {
      for range in chunks(in: text, outside: taken) {
        let span = text.span(range)
        let surface = text.string(span)
        let name = NameFold.term(surface)
        guard !name.isEmpty, seen.insert(NameFold.hash(name)).inserted else { continue }
        result.append(
          Mention(
            kind: .term, name: name == surface ? surface : name, surface: surface,
            field: text.field, span: span, rule: "noun-phrase",
            detail: isTask(range, in: text) ? "task" : nil))
      }
    }
    return result
  }

  /// The token ranges of terms, in order and without overlap.
  private func chunks(in text: ScannedText, outside taken: [TextSpan]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var link = 0
    var start: Int?
    func close(_ end: Int) {
      if let first = start, let term = trimmed(first..<end, in: text) { result.append(term) }
      start = nil
    }
    for index in text.tokens.indices {
      let token = text.tokens[index]
      while link < taken.count, taken[link].end <= token.start { link += 1 }
      let isTaken = link < taken.count && token.end > taken[link].start
      if isTaken || !continues(index, after: start, in: text) {
        close(index)
        if !isTaken, canStart(index, in: text) { start = index }
      } else if start == nil, canStart(index, in: text) {
        start = index
      }
    }
    close(text.tokens.count)
    return result
  }

  /// Whether a token goes on a term that is open, or keeps none open.
  private func continues(_ index: Int, after start: Int?, in text: ScannedText) -> Bool {
    guard start != nil else { return true }
    let token = text.tokens[index]
    guard token.isWord else {
      // A joint inside a word: `phrase-based`, `parser/generator`.
      guard text.isMark(index, "-") || text.isMark(index, "/") || text.isMark(index, "'"),
        !token.spaceBefore, let next = text.tokens[safe: index + 1]
      else { return false }
      return next.isWord && !next.spaceBefore && !text.isMark(index, "'")
    }
    if !token.spaceBefore { return true }
    if isCompound(index, in: text) { return true }
    return isNominal(index, in: text) && !text.isAny(index, .looseAdjective)
      && !isParticiple(index, in: text)
  }

  private func canStart(_ index: Int, in text: ScannedText) -> Bool {
    let token = text.tokens[index]
    guard token.isWord, token.spaceBefore || index == 0 || !text.tokens[index - 1].isWord,
      !token.isNumber
    else { return false }
    return isCompound(index, in: text)
      || isNominal(index, in: text) && !text.isAny(index, .looseAdjective)
  }

  /// Whether a word is joined to the next by a hyphen, which makes it a part of a compound.
  private func isCompound(_ index: Int, in text: ScannedText) -> Bool {
    text.isJoined(index + 1) && text.tokens[safe: index + 2]?.spaceBefore == false
      && !text.isAny(index, .ownVoice)
  }

  /// Whether a word can be a noun, or an adjective or participle before one.
  private func isNominal(_ index: Int, in text: ScannedText) -> Bool {
    let token = text.tokens[index]
    guard token.has(.letter) else { return false }
    if token.count == 1 { return token.hasCapital && text.tokens[safe: index + 1]?.isWord == true }
    if token.hasCapital, token.isAllCapitals { return true }
    if text.isAny(index, .termBreak) { return false }
    // Behind `we` and the like stands a verb: `we study`, `they report`.
    if index > 0, Self.pronouns.contains(text.tokens[index - 1].fold) { return false }
    let ending = text.bytes[max(token.start, token.end - 3)..<token.end]
    if ending.elementsEqual("ing".utf8) { return text.isAny(index, .processNoun) }
    if ending.suffix(2).elementsEqual("ly".utf8) { return Self.nounsInLy.contains(token.fold) }
    return true
  }

  /// A past participle inside a run is its verb: `the parser trained on`.
  private func isParticiple(_ index: Int, in text: ScannedText) -> Bool {
    let token = text.tokens[index]
    return token.count > 4 && !token.hasCapital
      && text.bytes[token.end - 2..<token.end].elementsEqual("ed".utf8)
  }

  /// A run without what no term ends with; nil if no term is left.
  private func trimmed(_ run: Range<Int>, in text: ScannedText) -> Range<Int>? {
    var end = run.upperBound
    while end > run.lowerBound, !text.tokens[end - 1].isWord { end -= 1 }
    let words = (run.lowerBound..<end).filter {
      text.tokens[$0].isWord && (text.tokens[$0].spaceBefore || $0 == run.lowerBound)
    }
    guard let last = words.last, words.count <= 6 else { return nil }
    // `pre-trained` and `energy-efficient` are no things.
    if words.count == 1, isParticiple(end - 1, in: text) { return nil }
    if words.count == 1, last + 1 < end, !standsAlone(end - 1, in: text) { return nil }
    if words.allSatisfy({ text.isAny($0, [.plainNoun, .looseAdjective]) }),
      last + 1 == end || words.count == 1
    {
      return nil
    }
    if words.count == 1, last + 1 == end, !standsAlone(last, in: text) { return nil }
    return run.lowerBound..<end
  }

  /// Whether one word can be a term: a noun by its ending, and not too short.
  private func standsAlone(_ index: Int, in text: ScannedText) -> Bool {
    let token = text.tokens[index]
    if token.isAllCapitals { return token.count >= 2 }
    guard token.count >= 4, !text.isAny(index, .adjectiveTail) else { return false }
    let bytes = text.bytes[token.start..<token.end]
    return !Self.adjectiveEndings.contains { bytes.suffix($0.count).elementsEqual($0) }
  }

  private func isTask(_ range: Range<Int>, in text: ScannedText) -> Bool {
    text.isAny(range.upperBound - 1, .taskHead) && range.count > 1
  }

  private static let pronouns = FoldSet(["we", "they", "i", "can"])

  private static let adjectiveEndings = [
    "able", "ible", "ical", "ous", "ful", "ive", "ary", "ent", "ant", "less", "tic", "nal", "ral",
    "tal", "ual", "ial", "wise",
  ].map { Array($0.utf8) }

  private static let nounsInLy = FoldSet(["family", "anomaly", "assembly", "supply", "reply"])
}
