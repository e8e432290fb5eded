import PaperModel

/// A stretch of text that may be a proper name: `ResNet-50`, `R$^3$Mem`, `zkDL`.
struct NameCandidate: Sendable {
  /// What its letters tell.
  enum Shape: Int, Comparable, Sendable {
    /// One capital at the start of each part, as any word at the start of a sentence has.
    case capitalised
    /// Capitals only: `DARTS`.
    case capitals
    /// Capitals and small letters mixed within a word, or capitals and digits: `FireFlow`, `QM9`.
    case distinctive

    static func < (lhs: Shape, rhs: Shape) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  /// Its tokens.
  let tokens: Range<Int>
  let shape: Shape

  /// More bytes than any name has.
  private static let maximumBytes = 128

  /// The candidate that starts at a token, as long as its parts are joined without space.
  static func starting(at start: Int, in text: ScannedText) -> NameCandidate? {
    guard let end = end(from: start, in: text),
      text.tokens[end - 1].end - text.tokens[start].start <= maximumBytes
    else { return nil }
    guard let shape = shape(start..<end, in: text) else { return nil }
    return NameCandidate(tokens: start..<end, shape: shape)
  }

  private static func end(from start: Int, in text: ScannedText) -> Int? {
    let tokens = text.tokens
    let first = tokens[start]
    guard first.isWord, first.hasCapital || first.has(.digit) || startsPrefixed(start, in: text)
    else { return nil }
    var end = start + 1
    while end < tokens.count, end - start < 16, !tokens[end].spaceBefore {
      guard let next = joined(at: end, in: text) else { break }
      end = next
    }
    return end
  }

  /// A short small-letter word before a hyphen and a name: `e-ASPP`, `mini-ImageNet`.
  private static func startsPrefixed(_ start: Int, in text: ScannedText) -> Bool {
    let tokens = text.tokens
    guard start + 2 < tokens.count, tokens[start].count <= 4, text.isMark(start + 1, "-"),
      !tokens[start + 1].spaceBefore, !tokens[start + 2].spaceBefore, tokens[start + 2].hasCapital
    else { return false }
    return !text.isAny(start, .plainPrefix)
  }

  /// The place behind the joint at `index` and the part that follows it; nil if the name ends.
  private static func joined(at index: Int, in text: ScannedText) -> Int? {
    let tokens = text.tokens
    guard let mark = tokens[index].mark else {
      return tokens[index].isWord ? index + 1 : nil
    }
    let hasNext = index + 1 < tokens.count && !tokens[index + 1].spaceBefore
    switch mark {
    case UInt8(ascii: "-"):
      guard hasNext, tokens[index + 1].isWord else { return nil }
      let next = tokens[index + 1]
      if text.isAny(index + 1, .adjectiveTail) { return nil }
      if next.hasCapital || next.has(.digit) { return index + 2 }
      return text.isAny(index + 1, .variant) ? index + 2 : nil
    case UInt8(ascii: "+"):
      return hasNext && tokens[index + 1].isWord ? nil : index + 1
    case UInt8(ascii: "."):
      guard hasNext, tokens[index - 1].has(.digit), tokens[index + 1].isWord,
        text.bytes[tokens[index + 1].start].isDigit
      else { return nil }
      return index + 2
    case UInt8(ascii: "'"):
      // `WorldExpo'10`.
      return hasNext && tokens[index + 1].isNumber ? index + 2 : nil
    case UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      return raised(at: index, in: text)
    default:
      return nil
    }
  }

  /// The place behind an exponent or index of typesetting: `$^3$`, `^2`, `^{2}`.
  private static func raised(at index: Int, in text: ScannedText) -> Int? {
    let tokens = text.tokens
    var next = index
    var words = 0
    while next < tokens.count, next - index < 7, next == index || !tokens[next].spaceBefore {
      if tokens[next].isWord {
        guard words == 0 else { break }
        words += 1
      } else if let mark = tokens[next].mark, !"$^_{}".utf8.contains(mark) {
        break
      }
      next += 1
    }
    return words == 1 && next > index + 1 ? next : nil
  }

  private static func shape(_ range: Range<Int>, in text: ScannedText) -> Shape? {
    var capitals = 0
    var small = 0
    var digits = 0
    var isMixed = false
    for token in text.tokens[range] where token.isWord {
      for byte in text.bytes[token.start..<token.end] {
        if byte.isUpper { capitals += 1 } else if byte.isDigit { digits += 1 } else { small += 1 }
      }
      if token.has(.innerUpper), token.has(.lower), !token.isPluralAcronym(in: text.bytes) {
        isMixed = true
      }
    }
    guard capitals > 0, !isQuantity(range, letters: capitals + small, in: text) else { return nil }
    if isMixed, isOrdinal(range, in: text) { return nil }
    if isMixed || digits > 0 { return .distinctive }
    if capitals >= 2, small <= 1 { return .capitals }
    if text.isAny(range.upperBound - 1, [.methodHead, .datasetHead]) { return .capitalised }
    let parts = text.tokens[range].filter(\.isWord)
    // One part of capitals beside another word: `Meta-RTL`, `D-Struct`.
    if parts.count > 1, parts.contains(where: \.isAllCapitals) { return .distinctive }
    return .capitalised
  }

  /// A Roman number with an ending: `XIXth`.
  private static func isOrdinal(_ range: Range<Int>, in text: ScannedText) -> Bool {
    let token = text.tokens[range.lowerBound]
    let bytes = text.bytes[token.start..<token.end]
    let roman = bytes.prefix { "IVXLCM".utf8.contains($0) }
    return range.count == 1 && roman.count >= 2 && bytes.count - roman.count <= 2
  }

  /// A number with its unit, one letter with an index: `10M`, `1024x1024`, `2-Lipschitz`, `L2`.
  private static func isQuantity(_ range: Range<Int>, letters: Int, in text: ScannedText) -> Bool {
    let first = text.tokens[range.lowerBound]
    if letters <= 1 { return true }
    guard text.bytes[first.start].isDigit else { return range.count == 1 && first.count <= 2 }
    // `300-VW` is a name, `10-fold` and `2-Lipschitz` are none.
    if first.isNumber { return !text.tokens[range].contains { $0.isAllCapitals && $0.count >= 2 } }
    return letters <= 2
  }

}

extension Token {
  /// Whether it is capitals with the `s` of a plural: `GNNs`.
  func isPluralAcronym(in bytes: [UInt8]) -> Bool {
    bytes[end - 1] == UInt8(ascii: "s")
      && bytes[start..<end - 1].allSatisfy { $0.isUpper || $0.isDigit }
  }
}
