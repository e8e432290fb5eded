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
      } else if text.tokens[index].fold == Word.our || isProposed(index, in: sentence) {
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
          text.tokens[$0].fold == Word.we
        }
      }
      if text.isAny(index, .boundary), fold != Word.to, fold != Word.by { return false }
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

  /// The word that a name follows: `called`, or the `as` of `refer to these models as`.
  private func naming(at index: Int, in sentence: Range<Int>) -> Int? {
    if text.isAny(index, .naming) { return index }
    guard text.tokens[index].fold == Word.refer else { return nil }
    return (index + 1..<min(index + 9, sentence.upperBound)).first {
      text.tokens[$0].fold == Word.as
    }
  }

  /// Two to four words in small letters that end a clause: `is called quantized distillation and`.
  private func plainName(behind naming: Int, in sentence: Range<Int>) -> Range<Int>? {
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
      && !Word.fillers.contains(token.fold)
  }

  private func isOwnNaming(_ naming: Int, in sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, naming - 6)..<naming).contains {
      text.tokens[$0].fold == Word.we || text.tokens[$0].fold == Word.our
    }
  }

  private func isProposed(_ index: Int, in sentence: Range<Int>) -> Bool {
    Word.passives.contains(text.tokens[index].fold) && index > sentence.lowerBound
      && (text.isAny(index - 1, .determiner)
        || text.isAny(index - 2, .determiner) && isAdverb(index - 1)
          && !Word.earlier.contains(text.tokens[index - 1].fold))
  }

  private func isAdverb(_ index: Int) -> Bool {
    let token = text.tokens[index]
    return token.count > 3 && text.bytes[token.end - 2..<token.end].elementsEqual("ly".utf8)
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
      if Word.indefinite.contains(text.tokens[index].fold) {
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
    if text.tokens[index].fold == Word.of, Word.groups.contains(text.tokens[index - 1].fold) {
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

  /// The names behind `called`, in quotes or not, with those listed with them.
  private func names(behind naming: Int, in sentence: Range<Int>) -> [Introduction] {
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
        || Word.fillers.contains(text.tokens[index].fold)
      guard isFiller, !text.isMark(index, "."), !text.isMark(index, ";") else { break }
      index += 1
    }
    return result
  }

  /// Up to four words in quotes right behind a naming word: `which we call "unary form"`.
  private func quoted(behind naming: Int, in sentence: Range<Int>) -> Range<Int>? {
    var start = naming + 1
    while start < sentence.upperBound, Word.fillers.contains(text.tokens[start].fold) { start += 1 }
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

  private func isQuote(_ index: Int) -> Bool {
    guard let token = text.tokens[safe: index] else { return false }
    if let mark = token.mark { return "\"'`*".utf8.contains(mark) }
    // “ ” ‘ ’
    return !token.isWord && text.bytes[token.start..<token.end].starts(with: [0xe2, 0x80])
      && (0x98...0x9f).contains(text.bytes[token.end - 1])
  }

  /// `our NAME`, `our new method, NAME,`, `the proposed long form (NAME)`.
  private func owned(behind our: Int, in sentence: Range<Int>) -> [Introduction] {
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

  /// Names that open the points of a list: `we present: (i) NAME: a …, (ii) NAME, a …`.
  private func enumerated(in sentence: Range<Int>) -> [Introduction] {
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
  private func spelt(in sentence: Range<Int>) -> [Introduction] {
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

extension IntroductionCues {
  /// Whether no preposition makes a complement of a name: `combinations of NAME are proposed`.
  private func isSubject(_ index: Int) -> Bool {
    !text.isAny(index - 1, .boundary.union(.on))
  }

  /// Whether a name tells what came before: `Inspired by NAME, the first …`.
  private func isInspiration(_ index: Int, in sentence: Range<Int>) -> Bool {
    index == sentence.lowerBound + 2 && text.isAny(index - 1, .boundary.union(.on))
  }

  /// `NAME is proposed`; what `has been proposed` is older work.
  private func isPassive(_ end: Int, in sentence: Range<Int>) -> Bool {
    var index = end
    if text.isMark(index, ")") { index += 1 }
    var isAuxiliary = false
    while index < sentence.upperBound, index - end < 5 {
      if Word.present.contains(text.tokens[index].fold) {
        isAuxiliary = true
      } else if isAuxiliary, Word.passives.contains(text.tokens[index].fold) {
        return !text.isAny(index + 1, .on) && text.tokens[safe: index + 1]?.fold != Word.by
      } else if !text.isAny(index, [.methodHead, .datasetHead]) {
        return false
      }
      index += 1
    }
    return false
  }

  /// `NAME, a novel …`, `NAME, our …`.
  private func isApposedNovelty(_ end: Int, in sentence: Range<Int>) -> Bool {
    guard text.isMark(end, ","), end + 2 < sentence.upperBound else { return false }
    if text.tokens[end + 1].fold == Word.our { return true }
    return text.isAny(end + 1, .determiner) && Word.novelties.contains(text.tokens[end + 2].fold)
  }

  /// Whether `, a … dataset` follows.
  private func isApposedDataset(_ end: Int, in sentence: Range<Int>) -> Bool {
    var index = end
    while index < min(sentence.upperBound, end + 2),
      text.isMark(index, ")") || text.isMark(index, ",")
    { index += 1 }
    if text.isMark(index, ":") { index += 1 }
    return text.head(ofPhraseAt: index).map { text.isAny($0, .datasetHead) } ?? false
  }

  private func isDatasetNamed(_ naming: Int, in sentence: Range<Int>) -> Bool {
    var index = naming - 1
    while index >= sentence.lowerBound, naming - index < 14 {
      if text.isAny(index, .datasetHead) { return true }
      if text.isAny(index, [.methodHead, .introducing]) { return false }
      index -= 1
    }
    return false
  }

  /// Whether the word behind a name is the head of a dataset; nil if it is no head.
  private func head(behind end: Int) -> Bool? {
    let next = text.isMark(end, ")") ? end + 1 : end
    if text.isAny(next, .datasetHead) { return true }
    return text.isAny(next, .methodHead) ? false : nil
  }

  private func endsPhrase(_ index: Int, in sentence: Range<Int>) -> Bool {
    guard index < sentence.upperBound, text.tokens[index].isWord else { return true }
    if text.isAny(index, [.boundary, .auxiliary, .joining]) { return true }
    return !text.tokens[index].hasCapital && text.endsInS(index)
  }

  private enum Word {
    static let to = Token.fold("to")
    static let of = Token.fold("of")
    static let groups = FoldSet([
      "family", "class", "set", "series", "suite", "collection", "notion", "concept", "type",
      "kind",
    ])
    static let we = Token.fold("we")
    static let our = Token.fold("our")
    static let refer = Token.fold("refer")
    static let `as` = Token.fold("as")
    static let by = Token.fold("by")
    static let fillers = FoldSet(["as", "to", "it", "them", "this", "which"])
    static let present = FoldSet(["is", "are", "was", "were", "being"])
    static let indefinite = FoldSet(["a", "an", "another"])
    static let passives = FoldSet([
      "proposed", "introduced", "presented", "developed", "designed", "released",
    ])
    static let earlier = FoldSet(["recently", "previously", "originally", "initially"])
    static let novelties = FoldSet(["novel", "new", "first", "simple", "unified"])
  }
}
