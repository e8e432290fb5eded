/// A word of a text: its folded form and where it stands.
public struct Token: Hashable, Sendable {
  /// The word in lower case, without accents, hyphens and LaTeX remnants.
  public var text: String
  /// The UTF-8 byte offsets of the word as written.
  public var utf8Range: Range<Int>

  /// Creates a token.
  public init(text: String, utf8Range: Range<Int>) {
    self.text = text
    self.utf8Range = utf8Range
  }
}

/// Cuts scientific text into words.
///
/// A word is a run of letters, digits and marks of any script, with these rules beside:
/// - `U-Net`, `GPT-4`, `top-k`, `pre-training`: a hyphen joins where one side is a single letter,
///   where digits follow it, or behind a prefix such as `pre`; elsewhere it parts (`graph-based`).
/// - `don't`, `model's`: an apostrophe between letters joins; `3.5`, `1,000`: so do point and comma
///   between digits; `C++` and `C#` are words.
/// - `Schr\"odinger`, `caf{\'e}`: a LaTeX accent belongs to its letter. Other LaTeX commands are
///   words (`\alpha`) unless they only format (`\textbf`, `\mathcal`).
/// - Scripts that write no spaces (Han, Kana, Thai, Lao, Burmese, Khmer) give each pair of
///   neighbouring characters, a lone one by itself.
/// - An address (`https://…`, `www.…`) is no word, nor is a run of more than 64 bytes.
///
/// Bytes that are not UTF-8 part words and do no other harm. Takes time linear in the text.
public struct Tokenizer: Sendable {
  /// The longest word in bytes; a longer run is data rather than language.
  public static let maximumWordLength = 64

  /// Creates a tokenizer; it has no state.
  public init() {}

  /// The words of a text in their order.
  public func tokens(in text: String) -> [Token] {
    var tokens: [Token] = []
    var text = text
    text.withUTF8 { bytes in
      forEachWord(in: bytes) { range in
        let folded = TokenFolding.fold(bytes[range])
        tokens.append(Token(text: String(decoding: folded, as: UTF8.self), utf8Range: range))
      }
    }
    return tokens
  }

  /// Calls `body` with the byte range of each word, in order, without allocating.
  public func forEachWord(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void
  ) {
    var scanner = WordScanner(bytes)
    scanner.scan(body)
  }
}
