/// What can be presented as a name: a use, the acronym behind its long form, capitalised words.
extension IntroductionCues {
  /// A possible name in running text.
  struct Item {
    /// The tokens of the name itself.
    let tokens: Range<Int>
    /// The place behind everything that belongs to it, the long form of an acronym included.
    let end: Int
    /// Whether it is capitalised words without the shape of a name.
    let isPhrase: Bool
    /// Whether it is an acronym with its long form.
    let isDefined: Bool
  }

  /// The name that starts at a token and is nobody else's.
  ///
  /// Behind a word such as `called` (`isNamed`) one capitalised word is enough.
  func item(at index: Int, in sentence: Range<Int>, isNamed: Bool = false) -> Item? {
    if definitions.spells(index) { return nil }
    if let definition = definitions.starting(at: index) {
      guard definition.short.lowerBound > index, sentence.contains(definition.short.lowerBound),
        let name = name(definition, isNamed: isNamed)
      else { return nil }
      return Item(
        tokens: name, end: definition.short.upperBound, isPhrase: false, isDefined: true)
    }
    let phrase = phrase(from: index, in: sentence, least: isNamed ? 1 : 2)
    guard let place = uses.use(at: index) else { return phrase }
    let use = uses.uses[place]
    // Behind `called` more words than a known name has make another: `Transformer Programs`.
    if isNamed, let phrase, phrase.end > use.tokens.upperBound { return phrase }
    guard use.tokens.lowerBound == index, use.known == nil || use.isExtended,
      !text.isJoined(use.tokens.upperBound)
    else { return nil }
    if let phrase, use.shape == .capitalised || phrase.end > use.tokens.upperBound {
      return phrase
    }
    guard use.shape > .capitalised || isNamed else { return nil }
    return Item(tokens: use.tokens, end: use.tokens.upperBound, isPhrase: false, isDefined: false)
  }

  /// The short side of a definition, if it can be a new name; `isNamed` gives any acronym a sense
  /// of its own, those of common families too.
  private func name(_ definition: Definitions.Definition, isNamed: Bool) -> Range<Int>? {
    guard let place = uses.use(at: definition.short.lowerBound) else {
      return isNamed ? definition.short : nil
    }
    return uses.uses[place].known == nil ? uses.uses[place].tokens : nil
  }

  /// Up to six words that all start with a capital, inside a sentence: `Cross Normalization`.
  private func phrase(from start: Int, in sentence: Range<Int>, least: Int) -> Item? {
    guard start > sentence.lowerBound, isPhraseWord(start), !isPhraseWord(start - 1),
      !text.isMark(start - 1, "-")
    else {
      return nil
    }
    var end = start
    var words = 0
    while end < sentence.upperBound, end - start < 12 {
      if isPhraseWord(end) {
        words += 1
        end += 1
      } else if text.isMark(end, "-"), !text.tokens[end].spaceBefore, end > start,
        let next = text.tokens[safe: end + 1], next.isWord, !next.spaceBefore
      {
        // `Metal-Embedding` is two words as `Metal Embedding` is.
        if next.has(.firstUpper), next.count > 2 { words += 1 }
        end += 2
      } else {
        break
      }
    }
    guard words >= least, words <= 6, !text.isMark(end, "(") else { return nil }
    return Item(tokens: start..<end, end: end, isPhrase: true, isDefined: false)
  }

  private func isPhraseWord(_ index: Int) -> Bool {
    guard let token = text.tokens[safe: index] else { return false }
    return token.has(.firstUpper) && token.count > 1
      && !text.isAny(index, [.determiner, .ownVoice])
  }
}

extension ScannedText {
  /// Whether a hyphen goes on the word before it: `-free` behind `MatMul`.
  func isJoined(_ index: Int) -> Bool { isMark(index, "-") && !tokens[index].spaceBefore }
}

extension NameUses {
  /// Whether a known name stands in a stretch of tokens.
  func holdsKnown(_ tokens: Range<Int>) -> Bool {
    tokens.contains { token in use(at: token).map { uses[$0].known != nil } ?? false }
  }
}

extension [Token] {
  /// The token at a place, or nil outside.
  subscript(safe index: Int) -> Token? { indices.contains(index) ? self[index] : nil }
}
