import PaperModel

/// The names that are subjects of `is proposed`, and those with an apposition: `NAME, a novel …`.
extension IntroductionCues {
  /// Whether no preposition makes a complement of a name: `combinations of NAME are proposed`.
  func isSubject(_ index: Int) -> Bool {
    !text.isAny(index - 1, .boundary.union(.on))
  }

  /// Whether a name tells what came before: `Inspired by NAME, the first …`.
  func isInspiration(_ index: Int, in sentence: Range<Int>) -> Bool {
    index == sentence.lowerBound + 2 && text.isAny(index - 1, .boundary.union(.on))
  }

  /// `NAME is proposed`; what `has been proposed` is older work.
  func isPassive(_ end: Int, in sentence: Range<Int>) -> Bool {
    var index = end
    if text.isMark(index, ")") { index += 1 }
    var isAuxiliary = false
    while index < sentence.upperBound, index - end < 5 {
      if IntroductionWord.present.contains(text.tokens[index].fold) {
        isAuxiliary = true
      } else if isAuxiliary, IntroductionWord.passives.contains(text.tokens[index].fold) {
        return !text.isAny(index + 1, .on)
          && text.tokens[safe: index + 1]?.fold != IntroductionWord.by
      } else if !text.isAny(index, [.methodHead, .datasetHead]) {
        return false
      }
      index += 1
    }
    return false
  }

  /// `NAME, a novel …`, `NAME, our …`.
  func isApposedNovelty(_ end: Int, in sentence: Range<Int>) -> Bool {
    guard text.isMark(end, ","), end + 2 < sentence.upperBound else { return false }
    if text.tokens[end + 1].fold == IntroductionWord.our { return true }
    return text.isAny(end + 1, .determiner)
      && IntroductionWord.novelties.contains(text.tokens[end + 2].fold)
  }

  /// Whether `, a … dataset` follows.
  func isApposedDataset(_ end: Int, in sentence: Range<Int>) -> Bool {
    var index = end
    while index < min(sentence.upperBound, end + 2),
      text.isMark(index, ")") || text.isMark(index, ",")
    { index += 1 }
    if text.isMark(index, ":") { index += 1 }
    return text.head(ofPhraseAt: index).map { text.isAny($0, .datasetHead) } ?? false
  }
}
