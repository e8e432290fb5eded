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
  func found(_ uses: NameUses) -> (tokens: Range<Int>, isDataset: Bool)? {
    guard let colon = title.tokens.indices.first(where: isColon), colon > 0 else {
      return leading(uses)
    }
    let isDataset = isDatasetHeaded(colon + 1)
    if let place = uses.use(at: colon - 1) {
      let use = uses.uses[place]
      if use.tokens.lowerBound == 0, use.known != nil || use.shape > .capitalised || colon > 1 {
        return (use.tokens, isDataset)
      }
      if use.tokens.lowerBound > 0, use.known == nil, use.shape > .capitalised, isRepeated(use.tokens)
      {
        return (isName(0..<colon) ? 0..<colon : use.tokens, isDataset)
      }
    }
    if isName(0..<colon) { return (0..<colon, isDataset) }
    return leading(uses)
  }

  /// A name that opens the title without a colon: `PreRoutGNN for Timing Prediction`.
  private func leading(_ uses: NameUses) -> (tokens: Range<Int>, isDataset: Bool)? {
    guard let first = uses.uses.first, first.tokens.lowerBound == 0, first.known == nil,
      first.shape == .distinctive, let next = title.tokens[safe: first.tokens.upperBound],
      Self.purposes.contains(next.fold) || title.isMark(first.tokens.upperBound, ",")
    else { return nil }
    return (first.tokens, false)
  }

  private static let purposes = Set(["for", "with", "via", "using"].map(Token.fold))

  /// Whether words without the shape of a name are one, for the abstract repeats them as such.
  private func isName(_ tokens: Range<Int>) -> Bool {
    let words = tokens.count { title.tokens[$0].isWord && title.tokens[$0].spaceBefore }
    return words <= 4 && !title.isAny(0, [.determiner, .boundary, .auxiliary])
      && title.tokens[0].hasCapital && isRepeated(tokens)
  }

  private func isColon(_ index: Int) -> Bool {
    guard !title.isMark(index, ":") else { return true }
    let token = title.tokens[index]
    guard !token.isWord, token.spaceBefore, let next = title.tokens[safe: index + 1],
      next.spaceBefore || next.mark == UInt8(ascii: "-")
    else { return false }
    return title.isMark(index, "-") || token.count == 3
      || title.isMark(index, "-") && title.isMark(index + 1, "-")
  }

  /// Whether the abstract prints the same words with a capital inside a sentence, or behind a
  /// word such as `called`.
  private func isRepeated(_ tokens: Range<Int>) -> Bool {
    let name = title.tokens[tokens]
    guard let first = name.first, let last = name.last else { return false }
    let printed = title.bytes[first.start..<last.end]
    for index in abstract.tokens.indices where abstract.tokens[index].fold == first.fold {
      let token = abstract.tokens[index]
      let end = token.start + printed.count
      guard end <= abstract.bytes.count,
        zip(abstract.bytes[token.start..<end], printed).allSatisfy({ $0.lowered == $1.lowered })
      else { continue }
      if abstract.isAny(index - 1, .naming) { return true }
      if token.hasCapital, abstract.sentence(of: index).lowerBound != index { return true }
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
