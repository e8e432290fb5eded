import PaperModel

/// The names that words such as `called` give, in quotes or not.
extension IntroductionCues {
  /// The word that a name follows: `called`, or the `as` of `refer to these models as`.
  func naming(at index: Int, in sentence: Range<Int>) -> Int? {
    if text.isAny(index, .naming) { return index }
    guard text.tokens[index].fold == IntroductionWord.refer else { return nil }
    return (index + 1..<min(index + 9, sentence.upperBound)).first {
      text.tokens[$0].fold == IntroductionWord.as
    }
  }

  func isOwnNaming(_ naming: Int, in sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, naming - 6)..<naming).contains {
      text.tokens[$0].fold == IntroductionWord.we || text.tokens[$0].fold == IntroductionWord.our
    }
  }

  /// The names behind `called`, in quotes or not, with those listed with them.
  func names(behind naming: Int, in sentence: Range<Int>) -> [Introduction] {
    var result: [Introduction] = []
    var index = naming + 1
    let isDataset = isDatasetNamed(naming, in: sentence)
    if let quoted = quoted(behind: naming, in: sentence) {
      return [Introduction(tokens: quoted, isDataset: isDataset)]
    }
    while index < sentence.upperBound, index - naming < 24 {
      if let item = item(at: index, in: sentence, isNamed: true) {
        result.append(
          Introduction(tokens: item.tokens, isDataset: head(behind: item.end) ?? isDataset))
        index = item.end
        continue
      }
      let isFiller =
        !text.tokens[index].isWord || text.isAny(index, .determiner) || text.isAny(index, .joining)
        || IntroductionWord.fillers.contains(text.tokens[index].fold)
      guard isFiller, !text.isMark(index, "."), !text.isMark(index, ";") else { break }
      index += 1
    }
    return result
  }

  /// Up to four words in quotes right behind a naming word: `which we call "unary form"`.
  func quoted(behind naming: Int, in sentence: Range<Int>) -> Range<Int>? {
    var start = naming + 1
    while start < sentence.upperBound, IntroductionWord.fillers.contains(text.tokens[start].fold) {
      start += 1
    }
    let first = start
    while start < sentence.upperBound, isQuote(start) { start += 1 }
    guard start > first else { return nil }
    var end = start
    while end < sentence.upperBound, end - start < 9, !isQuote(end) { end += 1 }
    let words = (start..<end).count { text.tokens[$0].isWord && text.tokens[$0].spaceBefore }
    guard end < sentence.upperBound, end > start, isQuote(end), words <= 3 else { return nil }
    while end > start, !text.tokens[end - 1].isWord { end -= 1 }
    return end > start ? start..<end : nil
  }

  func isQuote(_ index: Int) -> Bool {
    guard let token = text.tokens[safe: index] else { return false }
    if let mark = token.mark { return "\"'`*".utf8.contains(mark) }
    // “ ” ‘ ’
    return !token.isWord && text.bytes[token.start..<token.end].starts(with: [0xe2, 0x80])
      && (0x98...0x9f).contains(text.bytes[token.end - 1])
  }

  /// Two to four words in small letters that end a clause: `is called quantized distillation and`.
  func plainName(behind naming: Int, in sentence: Range<Int>) -> Range<Int>? {
    let start = naming + 1
    var end = start
    var words = 0
    while end < sentence.upperBound, words <= 4, isPlainWord(end) {
      if text.tokens[end].isWord, text.tokens[end].spaceBefore { words += 1 }
      end += 1
    }
    guard 2...4 ~= words, end < sentence.upperBound, text.tokens[end - 1].isWord,
      !text.isMark(end, "("), !text.tokens[end].hasCapital, uses.use(at: end) == nil,
      !text.isAny(end - 1, .plainNoun)
    else { return nil }
    return start..<end
  }

  private func isPlainWord(_ index: Int) -> Bool {
    if text.isJoined(index) { return true }
    let token = text.tokens[index]
    return token.isWord && !token.hasCapital && token.has(.letter) && uses.use(at: index) == nil
      && !text.isAny(
        index, [.determiner, .boundary, .auxiliary, .joining, .ownVoice, .naming, .termBreak])
      && !IntroductionWord.fillers.contains(token.fold)
  }

  func isDatasetNamed(_ naming: Int, in sentence: Range<Int>) -> Bool {
    var index = naming - 1
    while index >= sentence.lowerBound, naming - index < 14 {
      if text.isAny(index, .datasetHead) { return true }
      if text.isAny(index, [.methodHead, .introducing]) { return false }
      index -= 1
    }
    return false
  }
}
