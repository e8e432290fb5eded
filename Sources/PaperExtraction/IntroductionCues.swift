import PaperModel

/// Finds the names that a paper gives to its own work: `we propose NAME`, `a method called NAME`,
/// `our NAME`, `NAME is introduced`, `NAME, a novel …`.
struct IntroductionCues {
  /// A name that the text introduces.
  struct Introduction: Sendable {
    let tokens: Range<Int>
    let isDataset: Bool
  }

  private let text: ScannedText
  private let uses: NameUses
  /// Whether a use is known to be somebody else's work or no work at all.
  private let isForeign: (NameUse) -> Bool

  init(_ text: ScannedText, _ uses: NameUses, isForeign: @escaping (NameUse) -> Bool) {
    self.text = text
    self.uses = uses
    self.isForeign = isForeign
  }

  /// The introductions of the text, in order; a name may come twice.
  func all() -> [Introduction] {
    var result: [Introduction] = []
    for sentence in text.sentences {
      let isOwn = hasOwnVerb(sentence)
      for index in sentence {
        if text.isAny(index, .introducing), isOwnVerb(index, in: sentence) {
          result += object(of: index, in: sentence)
        } else if text.isAny(index, .naming), isOwn || isOwnNaming(index, in: sentence) {
          result += name(behind: index, in: sentence)
        } else if text.tokens[index].fold == Word.our || isProposed(index, in: sentence) {
          result += owned(behind: index, in: sentence)
        }
      }
      result += passive(in: sentence)
    }
    return result
  }

  // `we propose`, `this paper presents`, `is proposed` is left to `passive`.
  private func isOwnVerb(_ verb: Int, in sentence: Range<Int>) -> Bool {
    var index = verb - 1
    while index >= sentence.lowerBound, verb - index <= 6 {
      if text.isAny(index, .ownVoice) { return true }
      if text.isAny(index, .boundary), text.tokens[index].fold != Word.to { return false }
      index -= 1
    }
    return false
  }

  private func hasOwnVerb(_ sentence: Range<Int>) -> Bool {
    sentence.contains { text.isAny($0, .introducing) && isOwnVerb($0, in: sentence) }
  }

  private func isOwnNaming(_ naming: Int, in sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, naming - 4)..<naming).contains {
      text.tokens[$0].fold == Word.we || text.tokens[$0].fold == Word.our
    }
  }

  private func isProposed(_ index: Int, in sentence: Range<Int>) -> Bool {
    text.tokens[index].fold == Word.proposed && index > sentence.lowerBound
      && text.isAny(index - 1, .determiner)
  }

  /// The names in the object of a verb: up to the first preposition or clause.
  private func object(of verb: Int, in sentence: Range<Int>) -> [Introduction] {
    var result: [Introduction] = []
    var index = verb + 1
    var isDataset = false
    var isIndefinite = false
    var words = 0
    while index < sentence.upperBound, index - verb < 40 {
      if let item = item(at: index, in: sentence) {
        let end = item.upperBound
        if accepts(item, isIndefinite: isIndefinite, words: words) {
          let headed = head(behind: end, in: sentence)
          result.append(
            Introduction(
              tokens: item, isDataset: headed ?? (isDataset || isApposedDataset(end, in: sentence))))
        }
        index = end
        words += 1
        continue
      }
      if text.isAny(index, .boundary) || text.isAny(index, .auxiliary) || text.isMark(index, ";") {
        break
      }
      if text.isAny(index, .datasetHead) { isDataset = true }
      if text.isAny(index, .methodHead) { isDataset = false }
      if Word.indefinite.contains(text.tokens[index].fold) { isIndefinite = true }
      if text.isMark(index, ",") || text.isMark(index, "(") || text.isMark(index, ":")
        || text.isAny(index, .joining)
      {
        isIndefinite = false
      }
      if text.tokens[index].isWord { words += 1 }
      index += 1
    }
    return result
  }

  /// Whether a name in an object is the thing itself and not a modifier: `an LSTM decoder`.
  private func accepts(_ item: Range<Int>, isIndefinite: Bool, words: Int) -> Bool {
    guard isIndefinite else { return true }
    // `a new NAME framework` presents NAME if its shape is a name's; `an XYZ receiver` does not.
    let end = item.upperBound
    guard end < text.tokens.count, text.tokens[end].isWord, !text.isAny(end, .boundary),
      !text.isAny(end, .auxiliary), !text.isAny(end, .joining)
    else { return true }
    guard let place = uses.use(at: item.lowerBound) else { return false }
    return uses.uses[place].shape == .distinctive
      && text.isAny(end, [.methodHead, .datasetHead])
  }

  /// The name behind `called`, in quotes or not, with those listed with it.
  private func name(behind naming: Int, in sentence: Range<Int>) -> [Introduction] {
    var result: [Introduction] = []
    var index = naming + 1
    let isDataset = datasetBefore(naming, in: sentence)
    while index < sentence.upperBound, index - naming < 24 {
      if let item = item(at: index, in: sentence) {
        result.append(
          Introduction(tokens: item, isDataset: head(behind: item.upperBound, in: sentence) ?? isDataset))
        index = item.upperBound
        continue
      }
      let isFiller =
        !text.tokens[index].isWord || text.isAny(index, .determiner) || text.isAny(index, .joining)
        || text.tokens[index].fold == Word.as
      guard isFiller, !text.isMark(index, "."), !text.isMark(index, ";") else { break }
      index += 1
    }
    return result
  }

  /// `our NAME`, `our new method, NAME,`, `the proposed NAME`.
  private func owned(behind our: Int, in sentence: Range<Int>) -> [Introduction] {
    var index = our + 1
    var isDataset = false
    while index < sentence.upperBound, index - our <= 5 {
      if let item = item(at: index, in: sentence) {
        let isHeaded = text.isAny(item.upperBound, .methodHead)
        guard let place = uses.use(at: item.lowerBound),
          uses.uses[place].shape > .capitalised, uses.uses[place].known == nil || isHeaded
        else { return [] }
        // `our CNN-LSTM baseline`, `our PPG recordings`: only a head of works, or the end of the
        // phrase, shows that the name is the thing.
        guard isHeaded || text.isAny(item.upperBound, .datasetHead)
          || endsPhrase(item.upperBound, in: sentence)
        else { return [] }
        return [
          Introduction(
            tokens: item, isDataset: head(behind: item.upperBound, in: sentence) ?? isDataset)
        ]
      }
      if text.isAny(index, .boundary) || text.isAny(index, .auxiliary) || text.isMark(index, ".") {
        return []
      }
      if text.isAny(index, .datasetHead) { isDataset = true }
      index += 1
    }
    return []
  }

  /// `NAME is proposed`, `NAME has been introduced`; `NAME, a novel …`.
  private func passive(in sentence: Range<Int>) -> [Introduction] {
    var result: [Introduction] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard let item = item(at: index, in: sentence) else {
        index += 1
        continue
      }
      let end = item.upperBound
      if isPassive(end, in: sentence) || isApposedNovelty(end, in: sentence) {
        result.append(Introduction(tokens: item, isDataset: isApposedDataset(end, in: sentence)))
      }
      index = end
    }
    return result
  }

  private func isPassive(_ end: Int, in sentence: Range<Int>) -> Bool {
    var index = end
    if text.isMark(index, ")") { index += 1 }
    var isAuxiliary = false
    while index < sentence.upperBound, index - end < 5 {
      if text.isAny(index, .auxiliary) {
        isAuxiliary = true
      } else if isAuxiliary, Word.passives.contains(text.tokens[index].fold) {
        return !text.isAny(index + 1, .on) && text.tokens[safe: index + 1]?.fold != Word.by
      } else if !text.isAny(index, .methodHead), !text.isAny(index, .datasetHead) {
        return false
      }
      index += 1
    }
    return false
  }

  private func isApposedNovelty(_ end: Int, in sentence: Range<Int>) -> Bool {
    guard text.isMark(end, ",") else { return false }
    var index = end + 1
    guard index < sentence.upperBound, text.isAny(index, .determiner) else { return false }
    index += 1
    return index < sentence.upperBound && Word.novelties.contains(text.tokens[index].fold)
  }

  /// Whether `, a … dataset` follows.
  private func isApposedDataset(_ end: Int, in sentence: Range<Int>) -> Bool {
    var index = end
    while index < sentence.upperBound, index < end + 2,
      text.isMark(index, ")") || text.isMark(index, ",")
    { index += 1 }
    guard index < sentence.upperBound, text.isAny(index, .determiner) else { return false }
    var last = index
    while index < sentence.upperBound, index - end < 14, !text.isAny(index, .boundary),
      text.tokens[index].isWord || text.isMark(index, "-") || text.isMark(index, ",")
    {
      if text.isAny(index, [.datasetHead, .methodHead]) { last = index }
      index += 1
    }
    return text.isAny(last, .datasetHead)
  }

  private func datasetBefore(_ end: Int, in sentence: Range<Int>) -> Bool {
    var index = end - 1
    while index >= sentence.lowerBound, end - index < 14 {
      if text.isAny(index, .datasetHead) { return true }
      if text.isAny(index, .methodHead) || text.isAny(index, .introducing) { return false }
      index -= 1
    }
    return false
  }

  /// Whether the word behind a name is the head of a dataset; nil if it is no head.
  private func head(behind end: Int, in sentence: Range<Int>) -> Bool? {
    guard end < sentence.upperBound else { return nil }
    if text.isAny(end, .datasetHead) { return true }
    return text.isAny(end, .methodHead) ? false : nil
  }

  private func endsPhrase(_ index: Int, in sentence: Range<Int>) -> Bool {
    guard index < sentence.upperBound, text.tokens[index].isWord else { return true }
    return text.isAny(index, [.boundary, .auxiliary, .joining]) || isVerb(index)
  }

  private func isVerb(_ index: Int) -> Bool {
    let token = text.tokens[index]
    return token.has(.lower) && !token.hasCapital
      && (text.bytes[token.end - 1] == UInt8(ascii: "s") || text.isAny(index, [.using, .comparing]))
  }

  /// The name that starts at a token: a use that is nobody else's, or capitalised words.
  private func item(at index: Int, in sentence: Range<Int>) -> Range<Int>? {
    if let place = uses.use(at: index) {
      let use = uses.uses[place]
      guard use.tokens.lowerBound == index, !isForeign(use) else { return nil }
      return phrase(from: index, in: sentence).flatMap { $0.upperBound > use.tokens.upperBound ? $0 : nil }
        ?? (use.shape > .capitalised || use.known != nil ? use.tokens : nil)
    }
    return phrase(from: index, in: sentence)
  }

  /// Two to six words that all start with a capital, inside a sentence: `Cross Normalization`.
  private func phrase(from start: Int, in sentence: Range<Int>) -> Range<Int>? {
    guard text.field == .abstract, start > sentence.lowerBound, isPhraseWord(start),
      start == 0 || !isPhraseWord(start - 1)
    else { return nil }
    var end = start
    var words = 0
    while end < sentence.upperBound, end - start < 12 {
      if isPhraseWord(end) {
        words += 1
        end += 1
      } else if text.isMark(end, "-"), !text.tokens[end].spaceBefore, end + 1 < sentence.upperBound,
        !text.tokens[end + 1].spaceBefore, text.tokens[end + 1].isWord
      {
        end += 2
      } else {
        break
      }
    }
    guard words >= 2, !text.isMark(end, "(") else { return nil }
    return start..<end
  }

  private func isPhraseWord(_ index: Int) -> Bool {
    guard text.tokens.indices.contains(index) else { return false }
    let token = text.tokens[index]
    return token.has(.firstUpper) && token.count > 1 && !text.isAny(index, [.determiner, .ownVoice])
  }

  private enum Word {
    static let to = Token.fold("to")
    static let we = Token.fold("we")
    static let our = Token.fold("our")
    static let by = Token.fold("by")
    static let `as` = Token.fold("as")
    static let proposed = Token.fold("proposed")
    static let indefinite = Set(["a", "an", "another"].map(Token.fold))
    static let passives = Set(
      ["proposed", "introduced", "presented", "developed", "designed", "released"].map(Token.fold))
    static let novelties = Set(["novel", "new", "first", "simple", "unified"].map(Token.fold))
  }
}

extension [Token] {
  /// The token at a place, or nil outside.
  subscript(safe index: Int) -> Token? { indices.contains(index) ? self[index] : nil }
}
