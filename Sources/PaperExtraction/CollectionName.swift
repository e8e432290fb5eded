import PaperModel

/// Names of several words, and what tells the name of a collection of data: `Street View Text`,
/// `the Enron corpus`, `DUC 2005 dataset`, `la1 data set`.
extension NameScanner {
  /// The name that goes on from its first word with words in capitals, inside a sentence.
  ///
  /// Two capitalised words are enough, and one where a word such as `dataset` follows; a word of
  /// capitals needs more words or a year, and that head; a maker's name, which has no shape, needs
  /// the head.
  func phrase(
    _ first: Range<Int>, _ shape: NameCandidate.Shape?, in text: ScannedText
  ) -> NameUse? {
    let start = first.lowerBound
    let sentence = text.sentence(of: start)
    guard text.field == .abstract, start > sentence.lowerBound,
      !text.isAny(start, [.determiner, .ownVoice, .datasetHead, .methodHead])
    else { return nil }
    var end = first.upperBound
    var words = 1
    while end < sentence.upperBound, words < 6, text.tokens[end].spaceBefore {
      if isYearOfCollection(end, in: text) {
        end += 1
      } else if text.tokens[end].isWord, text.tokens[end].has(.firstUpper),
        let next = NameCandidate.starting(at: end, in: text)
      {
        end = next.tokens.upperBound
      } else {
        break
      }
      words += 1
    }
    var use = NameUse(tokens: start..<end, shape: .capitalised, isPhrase: true)
    // `Adobe Matting Dataset` has its head in the name.
    if words > 2, text.isAny(end - 1, .datasetHead) {
      use.evidence = [.datasetHead, .directDataset]
      return use
    }
    let isHeaded = isHeaded(end, in: text)
    if shape == .capitalised { return words > 1 || isHeaded ? use : nil }
    return isHeaded && (words > 1 || shape == nil) ? use : nil
  }

  /// Whether the head of a dataset follows, with two plain words between at most: `flower dataset`.
  private func isHeaded(_ end: Int, in text: ScannedText) -> Bool {
    for index in end..<min(end + 3, text.tokens.count) {
      if text.isAny(index, .datasetHead) { return true }
      guard text.tokens[index].isWord, !text.tokens[index].hasCapital,
        !text.isAny(index, [.boundary, .auxiliary, .joining, .methodHead, .termBreak])
      else { return false }
    }
    return false
  }

  /// Whether a year stands before the head of a dataset, or before the words of a name.
  func isYearOfCollection(_ index: Int, in text: ScannedText) -> Bool {
    guard let token = text.tokens[safe: index], token.isNumber, token.count == 4,
      text.bytes[token.start..<token.start + 2].elementsEqual("19".utf8)
        || text.bytes[token.start..<token.start + 2].elementsEqual("20".utf8)
    else { return false }
    return text.isAny(index + 1, .datasetHead)
  }

  /// Whether a word in small letters with a digit is what `dataset` calls by name: `la1 data set`.
  func isNumberedCollection(_ index: Int, in text: ScannedText) -> Bool {
    let token = text.tokens[index]
    return token.has(.digit) && token.count >= 3
      && text.bytes[token.start..<token.start + 2].allSatisfy(\.isLower)
      && text.isAny(index + 1, .datasetHead)
  }
}
