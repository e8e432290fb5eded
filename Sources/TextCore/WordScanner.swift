/// Finds where the words of a text begin and end.
struct WordScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func scan(_ emit: (Range<Int>) -> Void) {
    while position < bytes.count {
      let byte = bytes[position]
      if ByteClass.isWord(byte) {
        if startsAddress() { skipAddress() } else { scanWord(emit) }
      } else if byte == UInt8(ascii: "\\") {
        if accentLength(at: position) > 0 { scanWord(emit) } else { skipCommand() }
      } else if byte >= 0x80 {
        let scalar = WideScalar.decode(bytes, at: position)
        switch scalar.kind {
        case .letter: scanWord(emit)
        case .unspaced: scanUnspaced(emit)
        default: position += scalar.length
        }
      } else if byte == UInt8(ascii: "{"), accentLength(at: position) > 0 {
        scanWord(emit)
      } else {
        position += 1
      }
    }
  }

  /// Emits the word that starts here, with the parts that hyphens join to it.
  private mutating func scanWord(_ emit: (Range<Int>) -> Void) {
    let start = position
    var part = start..<endOfPart(from: start)
    var end = part.upperBound
    while let next = startBehindHyphen(at: end), ByteClass.isWord(bytes[next]) {
      let following = next..<endOfPart(from: next)
      guard HyphenRule.joins(bytes, part, following) else { break }
      part = following
      end = part.upperBound
    }
    position = end
    if end - start <= Tokenizer.maximumWordLength { emit(start..<end) }
  }

  /// Emits each two neighbouring characters of a script without spaces.
  private mutating func scanUnspaced(_ emit: (Range<Int>) -> Void) {
    var previous: Range<Int>?
    var pairs = 0
    while position < bytes.count, bytes[position] >= 0x80 {
      let scalar = WideScalar.decode(bytes, at: position)
      guard scalar.kind == .unspaced else { break }
      let current = position..<(position + scalar.length)
      if let previous {
        emit(previous.lowerBound..<current.upperBound)
        pairs += 1
      }
      previous = current
      position = current.upperBound
    }
    if pairs == 0, let previous { emit(previous) }
  }

  private func endOfPart(from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if ByteClass.isWord(byte) {
        end += 1
      } else if byte >= 0x80 {
        let length = wideLength(at: end, isFirst: end == start)
        guard length > 0 else { break }
        end += length
      } else {
        let length = punctuationLength(at: end, start: start)
        guard length > 0 else { break }
        end += length
      }
    }
    return end
  }

  /// How many bytes of wide characters at `index` go on with the word; 0 if it ends.
  private func wideLength(at index: Int, isFirst: Bool) -> Int {
    let scalar = WideScalar.decode(bytes, at: index)
    switch scalar.kind {
    case .letter, .ignorable: return scalar.length
    case .apostrophe:
      let next = index + scalar.length
      return !isFirst && isLetter(index - 1) && isLetter(next) ? scalar.length : 0
    case .hyphen, .unspaced, .separator: return 0
    }
  }

  /// How many bytes of ASCII punctuation at `index` belong to the word; 0 if it ends.
  private func punctuationLength(at index: Int, start: Int) -> Int {
    switch bytes[index] {
    case UInt8(ascii: "'"):
      return index > start && isLetter(index - 1) && isLetter(index + 1) ? 1 : 0
    case UInt8(ascii: "."), UInt8(ascii: ","):
      return index > start && isDigit(index - 1) && isDigit(index + 1) ? 1 : 0
    case UInt8(ascii: "+"):
      let isDouble = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "+")
      return isDouble && index == start + 1 && isLetter(start) ? 2 : 0
    case UInt8(ascii: "#"):
      return index == start + 1 && isLetter(start) ? 1 : 0
    case UInt8(ascii: "\\"), UInt8(ascii: "{"):
      return accentLength(at: index)
    default:
      return 0
    }
  }

  /// The length of a LaTeX accent with its letter (`\"o`, `\'{e}`, `{\^a}`) at `index`, else 0.
  private func accentLength(at index: Int) -> Int {
    var cursor = index
    func take(_ byte: UInt8) -> Bool {
      guard cursor < bytes.count, bytes[cursor] == byte else { return false }
      cursor += 1
      return true
    }
    let isOuter = take(UInt8(ascii: "{"))
    guard take(UInt8(ascii: "\\")), cursor < bytes.count,
      ByteClass.isAccent(bytes[cursor])
    else { return 0 }
    cursor += 1
    let isInner = take(UInt8(ascii: "{"))
    guard isLetter(cursor), bytes[cursor] < 0x80 else { return 0 }
    cursor += 1
    if isInner, !take(UInt8(ascii: "}")) { return 0 }
    if isOuter, !take(UInt8(ascii: "}")) { return 0 }
    return cursor - index
  }

  /// The place behind a hyphen at `index`, if there is one and something follows it.
  private func startBehindHyphen(at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "-") {
      return index + 1 < bytes.count ? index + 1 : nil
    }
    guard bytes[index] >= 0x80 else { return nil }
    let scalar = WideScalar.decode(bytes, at: index)
    let next = index + scalar.length
    return scalar.kind == .hyphen && next < bytes.count ? next : nil
  }

  /// Steps over a backslash, and over the name behind it if that only formats.
  private mutating func skipCommand() {
    position += 1
    var end = position
    while end < bytes.count, ByteClass.isLetter(bytes[end]) { end += 1 }
    if ByteClass.formattingCommands.contains(Array(bytes[position..<end])) { position = end }
  }

  private func startsAddress() -> Bool {
    ["http://", "https://", "www."].contains { prefix in
      let end = position + prefix.utf8.count
      return bytes[position] | 0x20 == prefix.utf8.first && end < bytes.count
        && bytes[position..<end].elementsEqual(prefix.utf8) { $0 | 0x20 == $1 | 0x20 }
    }
  }

  private mutating func skipAddress() {
    while position < bytes.count, !ByteClass.endsAddress(bytes[position]) { position += 1 }
  }

  private func isLetter(_ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    return ByteClass.isLetter(bytes[index]) || bytes[index] >= 0x80
  }

  private func isDigit(_ index: Int) -> Bool {
    index < bytes.count && ByteClass.isDigit(bytes[index])
  }
}

/// Whether the two sides of a hyphen make one word.
enum HyphenRule {
  /// Beginnings that are written with and without a hyphen.
  private static let prefixes: [[UInt8]] = [
    "anti", "bi", "co", "de", "inter", "intra", "micro", "multi", "non", "post", "pre", "pseudo",
    "re", "semi", "sub", "super", "trans", "ultra", "un", "under",
  ].map { Array($0.utf8) }

  static func joins(
    _ bytes: UnsafeBufferPointer<UInt8>, _ left: Range<Int>, _ right: Range<Int>
  ) -> Bool {
    let leftIsNumber = bytes[left].allSatisfy(ByteClass.isDigit)
    if bytes[right].allSatisfy(ByteClass.isDigit) { return !leftIsNumber }
    if right.count == 1 { return left.count <= 3 || !leftIsNumber }
    if left.count == 1 { return !leftIsNumber }
    guard left.count <= 6 else { return false }
    return prefixes.contains { bytes[left].elementsEqual($0) { $0 | 0x20 == $1 } }
  }
}

/// What an ASCII byte is to a word.
enum ByteClass {
  static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 &- UInt8(ascii: "a") < 26 }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  /// Whether the byte behind a backslash sets an accent on the next letter.
  static func isAccent(_ byte: UInt8) -> Bool { "\"'`^~=.".utf8.contains(byte) }

  static func endsAddress(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "\"<>{}()[]".utf8.contains(byte)
  }

  /// LaTeX commands that say how their argument looks, not what it is.
  static let formattingCommands: Set<[UInt8]> = Set(
    """
    begin bf bfseries bm boldsymbol cal cite citep citet em emph end eqref footnote footnotesize \
    frac href it itshape label left left mathbb mathbf mathcal mathfrak mathit mathrm mathsf \
    mathtt operatorname overline qquad quad ref right rm sc scriptsize sf small sqrt tt text \
    textbf textit textnormal textrm textsc textsf textsl texttt textsubscript textsuperscript \
    underline url widehat widetilde
    """.split(separator: " ").map { Array($0.utf8) })
}
