/// A word or a punctuation mark of a `ScannedText`.
///
/// A word is a run of letters and digits; every scalar above ASCII counts as a letter, but for
/// spaces and the marks of the General Punctuation block.
struct Token: Sendable {
  /// What the letters of a word look like.
  struct Shape: OptionSet, Sendable {
    let rawValue: UInt8
    /// The first character is a capital.
    static let firstUpper = Shape(rawValue: 1)
    /// A capital stands behind the first character.
    static let innerUpper = Shape(rawValue: 2)
    /// A small letter occurs.
    static let lower = Shape(rawValue: 4)
    /// A digit occurs.
    static let digit = Shape(rawValue: 8)
    /// A letter occurs.
    static let letter = Shape(rawValue: 16)
  }

  /// Offset of the first byte.
  let start: Int
  /// Offset behind the last byte.
  let end: Int
  /// Whether white space stands before it, or nothing at all.
  let spaceBefore: Bool
  /// What its letters look like; empty for a mark.
  let shape: Shape
  /// Hash of the word with ASCII letters folded to small ones; of a mark, its bytes.
  let fold: UInt64
  /// The byte of an ASCII punctuation mark.
  let mark: UInt8?

  /// Whether it is a word.
  var isWord: Bool { !shape.isEmpty }
  /// How many bytes it has.
  var count: Int { end - start }
  /// Whether the shape has all of these traits.
  func has(_ trait: Shape) -> Bool { shape.isSuperset(of: trait) }
  /// Whether every letter is a capital, and there is one.
  var isAllCapitals: Bool { !has(.lower) && (has(.firstUpper) || has(.innerUpper)) }
  /// Whether it is a number written in digits only.
  var isNumber: Bool { has(.digit) && !has(.letter) }
  /// Whether it has a capital anywhere.
  var hasCapital: Bool { has(.firstUpper) || has(.innerUpper) }

  /// The hash of a word as `fold` has it.
  static func fold(_ word: String) -> UInt64 {
    var hash = FoldHash()
    for byte in word.utf8 { hash.add(byte) }
    return hash.value
  }
}

/// FNV-1a over bytes with ASCII capitals folded to small letters.
struct FoldHash {
  private(set) var value = Self.start
  private static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte.lowered)) &* 0x0000_0100_0000_01b3
  }

  /// Adds the bytes of a token; those of the first are hashed already.
  mutating func add(_ token: Token, in bytes: [UInt8]) {
    if value == Self.start {
      value = token.fold
    } else {
      for offset in token.start..<token.end { add(bytes[offset]) }
    }
  }
}

extension UInt8 {
  /// The small letter of an ASCII capital; any other byte itself.
  var lowered: UInt8 { isUpper ? self | 0x20 : self }
  /// Whether it is an ASCII capital.
  var isUpper: Bool { self &- 0x41 < 26 }
  /// Whether it is a small ASCII letter.
  var isLower: Bool { self &- 0x61 < 26 }
  /// Whether it is an ASCII digit.
  var isDigit: Bool { self &- 0x30 < 10 }
  /// Whether it can stand in a word: letter, digit, or part of a scalar above ASCII.
  var isWordByte: Bool { isUpper || isLower || isDigit || self >= 0x80 }
  /// Whether it is ASCII white space or a control character.
  var isSpace: Bool { self <= 0x20 || self == 0x7f }
}

extension Token {
  /// Cuts text into tokens.
  static func cut(_ bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 5)
    var index = 0
    var spaced = true
    while index < bytes.count {
      let gap = spaceLength(bytes, index)
      if gap > 0 {
        spaced = true
        index += gap
        continue
      }
      let token = word(bytes, index, spaced) ?? mark(bytes, index, spaced)
      tokens.append(token)
      index = token.end
      spaced = false
    }
    return tokens
  }

  private static func word(_ bytes: [UInt8], _ start: Int, _ spaced: Bool) -> Token? {
    var shape: Shape = []
    var hash = FoldHash()
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        guard byte.isWordByte else { break }
        if byte.isUpper {
          shape.insert(index == start ? [.firstUpper, .letter] : [.innerUpper, .letter])
        } else {
          shape.insert(byte.isDigit ? .digit : [.lower, .letter])
        }
      } else {
        guard spaceLength(bytes, index) == 0, markLength(bytes, index) == 1 else { break }
        shape.insert([.lower, .letter])
      }
      hash.add(byte)
      index += 1
    }
    guard index > start else { return nil }
    return Token(
      start: start, end: index, spaceBefore: spaced, shape: shape, fold: hash.value, mark: nil)
  }

  private static func mark(_ bytes: [UInt8], _ start: Int, _ spaced: Bool) -> Token {
    let length = markLength(bytes, start)
    var hash = FoldHash()
    for index in start..<start + length { hash.add(bytes[index]) }
    return Token(
      start: start, end: start + length, spaceBefore: spaced, shape: [], fold: hash.value,
      mark: length == 1 ? bytes[start] : nil)
  }

  /// The bytes of white space here: ASCII, U+00A0, U+2000–U+200B, U+202F, U+3000.
  private static func spaceLength(_ bytes: [UInt8], _ index: Int) -> Int {
    let byte = bytes[index]
    if byte.isSpace { return 1 }
    if byte == 0xc2, index + 1 < bytes.count, bytes[index + 1] == 0xa0 { return 2 }
    guard byte == 0xe2 || byte == 0xe3, index + 2 < bytes.count else { return 0 }
    switch (byte, bytes[index + 1], bytes[index + 2]) {
    case (0xe2, 0x80, 0x80...0x8b), (0xe2, 0x80, 0xaf), (0xe3, 0x80, 0x80): return 3
    default: return 0
    }
  }

  /// 3 for a scalar of General Punctuation (U+2000–U+206F), else 1.
  private static func markLength(_ bytes: [UInt8], _ index: Int) -> Int {
    guard bytes[index] == 0xe2, index + 2 < bytes.count else { return 1 }
    switch (bytes[index + 1], bytes[index + 2]) {
    case (0x80, 0x80...0xbf), (0x81, 0x80...0xaf): return 3
    default: return 1
    }
  }
}
