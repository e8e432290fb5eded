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
    let isDataset = isDatasetHeaded(colon + 1) || title.isAny(colon - 1, .datasetHead)
    let first = title.tokens[0].fold == Self.the && colon > 1 ? 1 : 0
    if let place = uses.use(at: colon - 1) {
      let use = uses.uses[place]
      if use.tokens.lowerBound == first,
        use.known != nil || use.shape > .capitalised || colon > first + 1
      {
        return (use.tokens, isDataset)
      }
      // `Spike-driven Transformer V2: …` names an edition of its own.
      if use.isExtended, isShort(first..<colon) { return (first..<colon, isDataset) }
      if use.tokens.lowerBound > first, use.known == nil, use.shape > .capitalised,
        isRepeated(use.tokens)
      {
        return (isName(first..<colon) ? first..<colon : use.tokens, isDataset)
      }
    }
    let holdsName = uses.uses.contains {
      $0.tokens.upperBound <= colon && $0.known == nil && $0.shape == .distinctive
    }
    if isName(first..<colon) || holdsName && isShort(first..<colon) {
      return (first..<colon, isDataset)
    }
    return leading(uses)
  }

  /// A name that opens the title without a colon: `PreRoutGNN for Timing Prediction`.
  private func leading(_ uses: NameUses) -> (tokens: Range<Int>, isDataset: Bool)? {
    if let purpose = title.tokens.indices.first(where: { title.tokens[$0].fold == Self.for }),
      purpose > 1, isShort(0..<purpose), isPresented(0..<purpose)
    {
      return (0..<purpose, false)
    }
    guard let first = uses.uses.first, first.tokens.lowerBound == 0, first.known == nil,
      first.shape == .distinctive, let next = title.tokens[safe: first.tokens.upperBound],
      Self.purposes.contains(next.fold) || title.isMark(first.tokens.upperBound, ",")
    else { return nil }
    return (first.tokens, false)
  }

  private static let the = Token.fold("the")
  private static let `for` = Token.fold("for")
  private static let purposes = FoldSet(["for", "with", "via", "using"])

  /// Whether words without the shape of a name are one, for the abstract repeats them as such.
  private func isName(_ tokens: Range<Int>) -> Bool {
    isShort(tokens) && (isRepeated(tokens) || tokens.count > 1 && isPresented(tokens))
  }

  /// Up to four words that can be a name.
  private func isShort(_ tokens: Range<Int>) -> Bool {
    let words = tokens.count { title.tokens[$0].isWord && title.tokens[$0].spaceBefore }
    let first = tokens.lowerBound
    return words <= 4 && !title.isAny(first, [.determiner, .boundary, .auxiliary])
      && title.tokens[first].hasCapital
  }

  /// Whether the abstract presents the same words in any case: `we propose blockwise decoding`.
  private func isPresented(_ tokens: Range<Int>) -> Bool {
    places(of: tokens).contains { place in
      let first = abstract.sentence(of: place).lowerBound
      var index = place - 1
      while index >= first, place - index <= 4 {
        if abstract.isAny(index, [.introducing, .naming]) { return true }
        if abstract.isAny(index, .boundary) || !abstract.tokens[index].isWord { return false }
        index -= 1
      }
      return false
    }
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
    places(of: tokens).contains { index in
      abstract.isAny(index - 1, .naming)
        || abstract.tokens[index].hasCapital && abstract.sentence(of: index).lowerBound != index
    }
  }

  /// Where the abstract prints words of the title, case aside.
  private func places(of tokens: Range<Int>) -> [Int] {
    let name = title.tokens[tokens]
    guard let first = name.first, let last = name.last else { return [] }
    let printed = title.bytes[first.start..<last.end]
    return abstract.tokens.indices.filter { index in
      let start = abstract.tokens[index].start
      guard abstract.tokens[index].fold == first.fold,
        start + printed.count <= abstract.bytes.count
      else { return false }
      return zip(abstract.bytes[start..<start + printed.count], printed)
        .allSatisfy { $0.lowered == $1.lowered }
    }
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
