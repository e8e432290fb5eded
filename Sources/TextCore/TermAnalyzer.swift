/// Turns words into the terms that documents are compared by.
///
/// A word is folded, dropped if it is a stop word, a number or a single ASCII letter, and cut to
/// its stem.
public struct TermAnalyzer: Sendable {
  /// What words are compared by.
  public enum Form: Sendable, Hashable {
    /// The stem, so that `networks` and `network` are one term.
    case stem
    /// The folded word itself.
    case word
  }

  /// The words that are dropped, in their folded form.
  public var stopWords: StopWords
  /// What words are compared by.
  public var form: Form

  let tokenizer = Tokenizer()
  private let stemmer = PorterStemmer()

  /// Creates an analyzer.
  public init(stopWords: StopWords = .english, form: Form = .stem) {
    self.stopWords = stopWords
    self.form = form
  }

  /// The term of a word as written, or nil if it is dropped.
  public func term(of word: String) -> String? {
    var word = word
    return word.withUTF8 { term(of: $0[...]) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The terms of a text in their order, with the byte range of the word behind each.
  public func terms(in text: String) -> [Token] {
    var terms: [Token] = []
    var text = text
    text.withUTF8 { bytes in
      tokenizer.forEachWord(in: bytes) { range in
        guard let term = term(of: bytes[range]) else { return }
        terms.append(Token(text: String(decoding: term, as: UTF8.self), utf8Range: range))
      }
    }
    return terms
  }

  /// Calls `body` with each word of a text as written, in order.
  package func forEachWord(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Void
  ) {
    tokenizer.forEachWord(in: bytes) { body(bytes[$0]) }
  }

  package func term(of word: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
    let folded = TokenFolding.fold(word)
    guard let first = folded.first, !stopWords.contains(folded) else { return nil }
    if folded.count == 1, first < 0x80 { return nil }
    if folded.allSatisfy({ !ByteClass.isLetter($0) && $0 < 0x80 }) { return nil }
    guard form == .stem else { return folded }
    let stem = stemmer.stem(folded)
    return stem.isEmpty ? nil : stem
  }
}
