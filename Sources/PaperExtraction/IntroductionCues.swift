import PaperModel

/// Finds the names that a paper gives to its own work: `we propose NAME`, `a method called NAME`,
/// `our NAME`, `NAME is introduced`, `NAME, a novel …`.
///
/// Time is linear in the tokens: each cue reads a bounded number behind it.
struct IntroductionCues {
  /// A name that the text introduces.
  struct Introduction: Sendable {
    let tokens: Range<Int>
    let isDataset: Bool
  }

  let text: ScannedText
  let uses: NameUses
  let definitions: Definitions

  /// The introductions of the text, in order; a name may come twice.
  func all() -> [Introduction] {
    text.sentences.flatMap { introductions(in: $0) }
  }

  private func introductions(in sentence: Range<Int>) -> [Introduction] {
    var result: [Introduction] = []
    let hasVoice = sentence.contains { text.isAny($0, .ownVoice) }
    let isOwn = hasVoice && sentence.contains { isOwnVerb($0, in: sentence) }
    for index in sentence {
      if hasVoice, isOwnVerb(index, in: sentence) {
        result += object(of: index, in: sentence)
      } else if let naming = naming(at: index, in: sentence) {
        let isOurs = isOwn || isOwnNaming(index, in: sentence)
        if isOurs, let plain = plainName(behind: naming, in: sentence) {
          result.append(
            Introduction(tokens: plain, isDataset: isDatasetNamed(index, in: sentence)))
        }
        result += names(behind: naming, in: sentence).filter {
          // `namely` lists what may be known; what `is called SHORT` without us is known.
          isOurs
            || !text.isAny(index, .listing)
              && (isDistinctive($0.tokens) || hasVoice && definitions.defines($0.tokens))
        }
      } else if text.tokens[index].fold == IntroductionWord.our || isProposed(index, in: sentence) {
        result += owned(behind: index, in: sentence)
      }
      if let item = item(at: index, in: sentence),
        isSubject(index) && isPassive(item.end, in: sentence)
          || !isInspiration(index, in: sentence) && isApposedNovelty(item.end, in: sentence)
      {
        result.append(
          Introduction(tokens: item.tokens, isDataset: isApposedDataset(item.end, in: sentence)))
      }
    }
    if isOwn { result += spelt(in: sentence) + enumerated(in: sentence) }
    return result
  }

  /// `we propose`, `this paper, by introducing`, `we study … and finally present`.
  private func isOwnVerb(_ verb: Int, in sentence: Range<Int>) -> Bool {
    guard text.isAny(verb, .introducing) else { return false }
    var index = verb - 1
    while index >= sentence.lowerBound, verb - index <= 12 {
      if text.isAny(index, .ownVoice) { return true }
      let fold = text.tokens[index].fold
      if text.isAny(index, .joining), isBare(verb) || isQuote(verb + 1) {
        return (max(sentence.lowerBound, index - 60)..<index).contains {
          text.tokens[$0].fold == IntroductionWord.we
        }
      }
      if text.isAny(index, .boundary), fold != IntroductionWord.to, fold != IntroductionWord.by {
        return false
      }
      if verb - index > 6, !text.tokens[index].isWord { return false }
      index -= 1
    }
    return false
  }

  /// Whether a verb has its bare form, as behind `we`.
  private func isBare(_ verb: Int) -> Bool {
    let last = text.bytes[text.tokens[verb].end - 1]
    return last != UInt8(ascii: "s") && last != UInt8(ascii: "d") && last != UInt8(ascii: "g")
  }

  private func isDistinctive(_ tokens: Range<Int>) -> Bool {
    uses.use(at: tokens.lowerBound).map { uses.uses[$0].shape == .distinctive } ?? false
  }

  /// The names in the object of a verb: up to the first preposition or clause.
  private func object(of verb: Int, in sentence: Range<Int>) -> [Introduction] {
    var result: [Introduction] = []
    var index = verb + 1
    var isDataset = false
    var isIndefinite = false
    if let quoted = quoted(behind: verb, in: sentence) {
      return [Introduction(tokens: quoted, isDataset: isDataset)]
    }
    while index < sentence.upperBound, index - verb < 48 {
      if let item = item(at: index, in: sentence) {
        if isThing(item, isIndefinite: isIndefinite) {
          let isData =
            head(behind: item.end) ?? (isDataset || isApposedDataset(item.end, in: sentence))
          result.append(Introduction(tokens: item.tokens, isDataset: isData))
        }
        index = item.end
        continue
      }
      if endsObject(index, behind: verb) { break }
      if text.isAny(index, .datasetHead) { isDataset = true }
      if text.isAny(index, .methodHead) { isDataset = false }
      if IntroductionWord.indefinite.contains(text.tokens[index].fold) {
        isIndefinite = true
      } else if !text.tokens[index].isWord && !text.isMark(index, "-")
        || text.isAny(index, .joining)
      {
        isIndefinite = false
      }
      index += 1
    }
    return result
  }

  private func endsObject(_ index: Int, behind verb: Int) -> Bool {
    if text.isMark(index, ";") || text.isAny(index, .auxiliary) { return true }
    // `KNN-based` and `discrete-to-continuous` go on; `a method enabling …` does not.
    if text.isMark(index - 1, "-"), !text.tokens[index].spaceBefore { return false }
    // `a family of architectures, NAME`.
    if text.tokens[index].fold == IntroductionWord.of,
      IntroductionWord.groups.contains(text.tokens[index - 1].fold)
    {
      return false
    }
    if text.isAny(index, .boundary) { return true }
    return text.isAny(index - 1, [.methodHead, .datasetHead]) && isParticiple(index)
      && !text.isAny(index, .processNoun)
  }

  private func isParticiple(_ index: Int) -> Bool {
    let token = text.tokens[index]
    return token.isWord && token.count > 4
      && text.bytes[token.end - 3..<token.end].elementsEqual("ing".utf8)
  }

  /// Whether a name in an object is the thing itself and not a modifier: `an LSTM decoder`.
  private func isThing(_ item: Item, isIndefinite: Bool) -> Bool {
    guard isIndefinite, !item.isDefined else { return true }
    if item.isPhrase, text.isMark(item.end, ","), text.isAny(item.end + 1, .naming) { return false }
    if item.isPhrase, uses.holdsKnown(item.tokens) { return false }
    guard let next = text.tokens[safe: item.end], next.isWord,
      !text.isAny(item.end, [.boundary, .auxiliary, .joining])
    else { return true }
    guard !item.isPhrase, let place = uses.use(at: item.tokens.lowerBound) else { return false }
    return uses.uses[place].shape == .distinctive
      && text.isAny(item.end, [.methodHead, .datasetHead])
  }

  /// Whether the word behind a name is the head of a dataset; nil if it is no head.
  func head(behind end: Int) -> Bool? {
    let next = text.isMark(end, ")") ? end + 1 : end
    if text.isAny(next, .datasetHead) { return true }
    return text.isAny(next, .methodHead) ? false : nil
  }
}
