/// Cuts running text into sentences.
///
/// A sentence ends at `.`, `!` or `?` before white space, unless the next word starts with a small
/// letter, or the point belongs to an abbreviation (`e.g.`, `et al.`, `Fig.`) or an initial
/// (`J. Smith`); a line break alone ends none. Takes time linear in the text.
public struct SentenceScanner: Sendable {
  /// Abbreviations that stand before their object, so that no sentence ends at their point.
  private static let abbreviations: Set<[UInt8]> = Set(
    ["al", "cf", "e.g", "eg", "eq", "eqs", "fig", "figs", "i.e", "ie", "no", "sec", "resp", "vs"]
      .map { Array($0.utf8) })

  /// Creates a scanner; it has no state.
  public init() {}

  /// The UTF-8 byte ranges of the sentences of a text, in order, without the space between them.
  public func sentences(in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { sentences(in: $0) }
  }

  func sentences(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = skipSpace(bytes, 0)
    var index = start
    while index < bytes.count {
      if isTerminator(bytes[index]), ends(bytes, at: index, start: start) {
        sentences.append(start..<(index + 1))
        start = skipSpace(bytes, index + 1)
        index = start
      } else {
        index += 1
      }
    }
    var end = bytes.count
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    if end > start { sentences.append(start..<end) }
    return sentences
  }

  private func isTerminator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  private func ends(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, start: Int) -> Bool {
    guard index + 1 < bytes.count, bytes[index + 1] <= 0x20 else { return false }
    let next = skipSpace(bytes, index + 1)
    guard next < bytes.count, !isSmall(bytes[next]) else { return false }
    guard bytes[index] == UInt8(ascii: ".") else { return true }
    var word = index
    while word > start, ByteClass.isLetter(bytes[word - 1]) || bytes[word - 1] == 0x2E {
      word -= 1
    }
    let isInitial = index - word == 1 && !isSmall(bytes[word])
    return !isInitial && !Self.abbreviations.contains(bytes[word..<index].map { $0 | 0x20 })
  }

  private func isSmall(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

  private func skipSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
    var index = from
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index
  }
}
