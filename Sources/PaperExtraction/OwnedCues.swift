import PaperModel

/// The names that a paper calls its own, lists, or spells out: `our NAME`, `(i) NAME, …`.
extension IntroductionCues {
  func isProposed(_ index: Int, in sentence: Range<Int>) -> Bool {
    IntroductionWord.passives.contains(text.tokens[index].fold) && index > sentence.lowerBound
      && (text.isAny(index - 1, .determiner)
        || text.isAny(index - 2, .determiner) && isAdverb(index - 1)
          && !IntroductionWord.earlier.contains(text.tokens[index - 1].fold))
  }

  private func isAdverb(_ index: Int) -> Bool {
    let token = text.tokens[index]
    return token.count > 3 && text.bytes[token.end - 2..<token.end].elementsEqual("ly".utf8)
  }

  /// `our NAME`, `our new method, NAME,`, `the proposed long form (NAME)`.
  func owned(behind our: Int, in sentence: Range<Int>) -> [Introduction] {
    var index = our + 1
    var isDataset = false
    while index < sentence.upperBound, index - our <= 12 {
      if let item = item(at: index, in: sentence) {
        let isHeaded = text.isAny(item.end, [.methodHead, .datasetHead])
        // `our PPG recordings`: only a head of works, or the end of the phrase, shows a name.
        guard item.isDefined || isHeaded || endsPhrase(item.end, in: sentence) else { return [] }
        // `the proposed method, Dynamic Confidence, …`: capitals need the commas.
        let isApposed = text.isMark(index - 1, ",") && text.isMark(item.end, ",")
        if !item.isDefined, item.isPhrase, !isApposed { return [] }
        return [
          Introduction(tokens: item.tokens, isDataset: head(behind: item.end) ?? isDataset)
        ]
      }
      if text.isAny(index, [.boundary, .auxiliary]) || text.isMark(index, ".") { return [] }
      if index - our > 4, !text.tokens[index].isWord, !text.isMark(index, ","),
        !text.isMark(index, "-"), !text.isMark(index, "(")
      {
        return []
      }
      if text.isAny(index, .datasetHead) { isDataset = true }
      index += 1
    }
    return []
  }

  private func endsPhrase(_ index: Int, in sentence: Range<Int>) -> Bool {
    guard index < sentence.upperBound, text.tokens[index].isWord else { return true }
    if text.isAny(index, [.boundary, .auxiliary, .joining]) { return true }
    return !text.tokens[index].hasCapital && text.endsInS(index)
  }

  /// Names that open the points of a list: `we present: (i) NAME: a …, (ii) NAME, a …`.
  func enumerated(in sentence: Range<Int>) -> [Introduction] {
    sentence.compactMap { index in
      guard index > sentence.lowerBound, text.isMark(index, ")"),
        text.tokens[index - 1].isWord, text.tokens[index - 1].count <= 3,
        !text.tokens[index - 1].hasCapital,
        let item = item(at: index + 1, in: sentence),
        item.isDefined || text.isMark(item.end, ":") || text.isMark(item.end, ",")
      else { return nil }
      return Introduction(tokens: item.tokens, isDataset: isApposedDataset(item.end, in: sentence))
    }
  }

  /// Mixed-case acronyms that a sentence with `we propose` defines.
  func spelt(in sentence: Range<Int>) -> [Introduction] {
    definitions.definitions(in: sentence).compactMap { definition in
      guard definition.isCapitalised,
        let place = uses.use(at: definition.short.lowerBound),
        uses.uses[place].known == nil, !text.isAny(definition.long.lowerBound - 1, .on),
        text.tokens[definition.short].contains(where: {
          $0.has(.lower) && $0.hasCapital && !$0.isPluralAcronym(in: text.bytes)
        })
      else { return nil }
      return Introduction(
        tokens: definition.short,
        isDataset: text.isAny(definition.long.upperBound - 1, .datasetHead))
    }
  }
}
