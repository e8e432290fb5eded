import PaperModel

/// Finds the name that a title puts before its colon: `FastDepth: Fast Monocular …`.
struct TitleName: Sendable {
  private let title: ScannedText
  private let abstract: ScannedText

  init(title: ScannedText, abstract: ScannedText) {
    self.title = title
    self.abstract = abstract
  }

  /// The tokens of the name, and whether the rest of the title calls it a dataset.
  func found(_ uses: NameUses, isForeign: (NameUse) -> Bool) -> (tokens: Range<Int>, isDataset: Bool)? {
    guard let colon = title.tokens.indices.first(where: isColon), colon > 0 else { return nil }
    let isDataset = isDatasetHeaded(colon + 1)
    let words = (0..<colon).count { title.tokens[$0].isWord && title.tokens[$0].spaceBefore }
    if let place = uses.use(at: colon - 1) {
      let use = uses.uses[place]
      let isWhole = use.tokens.lowerBound == 0
      guard !isForeign(use) else { return nil }
      if isWhole, use.shape > .capitalised || use.known != nil { return (use.tokens, isDataset) }
      if !isWhole, use.shape > .capitalised, use.known == nil, isRepeated(use.tokens) {
        let isPhrase = words <= 4 && isRepeated(0..<colon)
        return (isPhrase ? 0..<colon : use.tokens, isDataset)
      }
    }
    guard words <= 4, !title.isAny(0, [.determiner, .boundary, .auxiliary]),
      title.tokens[0].hasCapital, isRepeated(0..<colon)
    else { return nil }
    return (0..<colon, isDataset)
  }

  private func isColon(_ index: Int) -> Bool {
    guard !title.isMark(index, ":") else { return true }
    let token = title.tokens[index]
    guard !token.isWord, token.spaceBefore, title.tokens[safe: index + 1]?.spaceBefore == true
    else { return false }
    return title.isMark(index, "-") || token.count == 3
  }

  /// Whether the abstract prints the same words in the same case, not only as ordinary words at
  /// the start of a sentence.
  private func isRepeated(_ tokens: Range<Int>) -> Bool {
    let name = title.tokens[tokens]
    guard let first = name.first, let last = name.last else { return false }
    let printed = title.bytes[first.start..<last.end]
    for index in abstract.tokens.indices where abstract.tokens[index].fold == first.fold {
      let start = abstract.tokens[index].start
      guard start + printed.count <= abstract.bytes.count,
        abstract.bytes[start..<start + printed.count].elementsEqual(printed),
        abstract.sentence(of: index).lowerBound != index
      else { continue }
      return true
    }
    return false
  }

  /// Whether the first noun phrase behind the colon ends in a word such as `Dataset`.
  private func isDatasetHeaded(_ start: Int) -> Bool {
    var index = start
    var last: Int?
    while index < title.tokens.count, !title.isAny(index, .boundary), !title.isMark(index, ",") {
      if title.isAny(index, [.datasetHead, .methodHead]) { last = index }
      index += 1
    }
    return last.map { title.isAny($0, .datasetHead) } ?? false
  }
}
