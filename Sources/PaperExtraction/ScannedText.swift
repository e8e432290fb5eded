import PaperModel

/// One field of a record, cut into tokens and sentences once for every recogniser.
///
/// Takes time and space linear in the text.
struct ScannedText: Sendable {
  /// The field that was cut.
  let field: TextField
  /// Its UTF-8 bytes.
  let bytes: [UInt8]
  /// Words and single punctuation marks in order; white space is left out.
  let tokens: [Token]
  /// For each token, the parts it plays in cues.
  let classes: [WordClass]
  /// Ranges of `tokens`, one a sentence, in order and without gaps.
  let sentences: [Range<Int>]
  /// For each token, the place of its sentence in `sentences`.
  let sentenceOfToken: [Int32]

  init(_ text: String, field: TextField) {
    self.field = field
    bytes = Array(text.utf8)
    tokens = Token.cut(bytes)
    classes = Self.classes(of: tokens)
    sentences = Self.cutSentences(tokens, bytes)
    var places: [Int32] = []
    places.reserveCapacity(tokens.count)
    for (place, range) in sentences.enumerated() {
      for _ in range { places.append(Int32(place)) }
    }
    sentenceOfToken = places
  }

  /// The range of tokens of the sentence that holds a token.
  func sentence(of token: Int) -> Range<Int> { sentences[Int(sentenceOfToken[token])] }

  /// The printed text of a span.
  func string(_ span: TextSpan) -> String {
    String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }

  /// The printed text of a token.
  func string(_ token: Token) -> String {
    String(decoding: bytes[token.start..<token.end], as: UTF8.self)
  }

  /// The span from the start of the first token to the end of the last.
  func span(_ range: Range<Int>) -> TextSpan {
    TextSpan(tokens[range.lowerBound].start, tokens[range.upperBound - 1].end)
  }

  /// Whether a token plays any of these parts.
  func isAny(_ index: Int, _ members: WordClass) -> Bool {
    classes.indices.contains(index) && !classes[index].isDisjoint(with: members)
  }

  /// Whether a token is this punctuation mark.
  func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
    tokens.indices.contains(index) && tokens[index].mark == UInt8(ascii: mark)
  }
}

extension ScannedText {
  /// Whether a token ends in `s`, as plurals do.
  func endsInS(_ index: Int) -> Bool { bytes[tokens[index].end - 1] == UInt8(ascii: "s") }

  /// The last head of a dataset or method in the noun phrase that a determiner opens: `dataset` in
  /// `a large, human-made dataset for …`.
  func head(ofPhraseAt determiner: Int) -> Int? {
    guard isAny(determiner, .determiner) else { return nil }
    let end = min(sentence(of: determiner).upperBound, determiner + 16)
    var last: Int?
    var index = determiner
    while index < end, !isAny(index, .boundary),
      tokens[index].isWord || isMark(index, "-")
        || isMark(index, ",")
    {
      if isAny(index, [.datasetHead, .methodHead]) { last = index }
      index += 1
    }
    return last
  }
}

extension ScannedText {
  /// The classes of each token; `data set` and `tree bank` are heads as `dataset` is.
  private static func classes(of tokens: [Token]) -> [WordClass] {
    var classes = tokens.map { $0.isWord ? WordClass.of($0.fold) : [] }
    for index in tokens.indices.dropFirst() {
      guard splitHeads[tokens[index].fold]?.contains(tokens[index - 1].fold) == true else {
        continue
      }
      classes[index - 1].insert(.datasetHead)
      classes[index].insert(.datasetHead)
    }
    return classes
  }

  /// Second words of heads that are written apart, with their first words.
  private static let splitHeads: FoldTable<FoldSet> = {
    let data = FoldSet(["data", "test", "training", "benchmark"])
    let tree = FoldSet(["tree"])
    return FoldTable([("set", data), ("sets", data), ("bank", tree), ("banks", tree)])
  }()

  /// Cuts at `.`, `!` and `?` before white space and a token that can start a sentence.
  private static func cutSentences(_ tokens: [Token], _ bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for index in tokens.indices {
      guard let mark = tokens[index].mark,
        mark == UInt8(ascii: ".") || mark == UInt8(ascii: "!") || mark == UInt8(ascii: "?"),
        index + 1 < tokens.count
      else { continue }
      let next = tokens[index + 1]
      guard next.spaceBefore, !next.isWord || next.has(.firstUpper) || next.has(.digit) else {
        continue
      }
      if mark == UInt8(ascii: "."), index > start, endsInAbbreviation(tokens[index - 1], bytes) {
        continue
      }
      result.append(start..<index + 1)
      start = index + 1
    }
    if start < tokens.count { result.append(start..<tokens.count) }
    return result
  }

  /// Whether the dot behind a word belongs to it: `et al.`, `Fig.`, a person's initial.
  private static func endsInAbbreviation(_ token: Token, _ bytes: [UInt8]) -> Bool {
    guard token.isWord else { return false }
    if token.count == 1 { return token.has(.firstUpper) }
    return Self.dottedWords.contains(token.fold)
  }

  private static let dottedWords = FoldSet([
    "al", "fig", "figs", "eq", "eqs", "sec", "vs", "cf", "approx", "dr", "mr", "mrs", "prof",
    "resp", "no", "st", "ref", "refs", "etc", "e.g", "i.e",
  ])
}

extension String {
  /// The sentence that a span of this text starts in; nil if the span does not fit the text.
  ///
  /// Takes time and space linear in the text.
  public func sentence(around span: TextSpan) -> String? {
    let text = ScannedText(self, field: .abstract)
    guard span.end <= text.bytes.count, let token = text.tokens.firstToken(endingAfter: span.start)
    else { return nil }
    return text.string(text.span(text.sentence(of: token)))
  }
}
