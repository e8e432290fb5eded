/// Turns LaTeX as it stands in bibliographies into plain text.
///
/// Accents and symbols become their characters, commands for fonts and boxes give way to what is
/// in them, braces vanish, runs of white space become one space. A command that is not known
/// stays as it is written. One decoder is used for many values, so that its buffer is made once.
struct LaTeXDecoder {
  private var output: [UInt8] = []

  /// How deep commands within the arguments of commands are followed.
  private static let maximumDepth = 16

  /// The text of a value.
  ///
  /// Time O(n) for n bytes, times the depth of nested arguments, 16 at most.
  ///
  /// - Parameter latex: The value.
  /// - Returns: Its text.
  mutating func decode(_ latex: ArraySlice<UInt8>) -> String {
    latex.withUnsafeBufferPointer { decode($0) }
  }

  /// The text of a value.
  ///
  /// - Parameter latex: The value.
  /// - Returns: Its text.
  mutating func decode(_ latex: UnsafeBufferPointer<UInt8>) -> String {
    if latex.allSatisfy({ Self.isPlain($0) || $0 == UInt8(ascii: " ") }) {
      return SourceText.folded(latex)
    }
    output.removeAll(keepingCapacity: true)
    append(latex, inMath: false, depth: 0)
    return output.withUnsafeBufferPointer { SourceText.folded($0) }
  }

  /// The text of a value that LaTeX takes literally, such as an address: only outer braces,
  /// `\url{}` and escapes of single characters are undone.
  mutating func decodeVerbatim(_ latex: ArraySlice<UInt8>) -> String {
    output.removeAll(keepingCapacity: true)
    var rest = latex
    if rest.starts(with: "\\url".utf8) { rest = rest.dropFirst(4) }
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"): continue
      case UInt8(ascii: "\\"):
        if let next = rest.first, "_%&#$~{}-".utf8.contains(next) {
          output.append(next)
          rest = rest.dropFirst()
        } else {
          output.append(byte)
        }
      default: SourceText.append(folding: byte, to: &output)
      }
    }
    if output.last == UInt8(ascii: " ") { output.removeLast() }
    return output.withUnsafeBufferPointer { DecodedText($0).text }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, inMath: Bool, depth: Int) {
    var inMath = inMath
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, Self.isPlain(bytes[index]) { index += 1 }
      if index > start { output.append(contentsOf: bytes[start..<index]) }
      guard index < bytes.count else { return }
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"): break
      case UInt8(ascii: "~"): SourceText.append(folding: 0x20, to: &output)
      case UInt8(ascii: "-"): appendDashes(bytes, &index)
      case UInt8(ascii: "`"), UInt8(ascii: "'"):
        if index < bytes.count, bytes[index] == byte {
          index += 1
          output.append(contentsOf: (byte == UInt8(ascii: "`") ? "“" : "”").utf8)
        } else {
          output.append(byte)
        }
      case UInt8(ascii: "$"):
        if inMath || index < bytes.count && bytes[index...].contains(byte) {
          inMath.toggle()
        } else {
          output.append(byte)
        }
      case UInt8(ascii: "^"), UInt8(ascii: "_"):
        if !inMath || !appendScript(byte, bytes, &index) { output.append(byte) }
      case UInt8(ascii: "\\"): appendCommand(bytes, &index, inMath: inMath, depth: depth)
      default: SourceText.append(folding: byte, to: &output)
      }
    }
  }

  private mutating func appendDashes(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    var count = 1
    while index < bytes.count, bytes[index] == UInt8(ascii: "-") {
      count += 1
      index += 1
    }
    switch count {
    case 2: output.append(contentsOf: "–".utf8)
    case 3: output.append(contentsOf: "—".utf8)
    default: output.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: count))
    }
  }

  /// Appends digits and signs behind `^` or `_` as raised or lowered characters.
  ///
  /// - Returns: Whether all of the script has such characters; if not, nothing is appended.
  private mutating func appendScript(
    _ kind: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) -> Bool {
    var position = index
    let script = Self.argument(bytes, &position)
    let table = kind == UInt8(ascii: "^") ? LaTeXSymbols.raised : LaTeXSymbols.lowered
    guard !script.isEmpty, script.count <= 8 else { return false }
    let characters = script.map { table[$0] }
    guard !characters.contains(nil) else { return false }
    for character in characters { output.append(contentsOf: (character ?? "").utf8) }
    index = position
    return true
  }

  private mutating func appendCommand(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, inMath: Bool, depth: Int
  ) {
    guard index < bytes.count else { return output.append(UInt8(ascii: "\\")) }
    let start = index
    while index < bytes.count, Self.isLetter(bytes[index]) { index += 1 }
    guard index > start else { return appendSign(bytes, &index, depth: depth) }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    if name.utf8.count == 1, let byte = name.utf8.first, LaTeXSymbols.isLetterAccent(byte),
      index < bytes.count,
      SourceText.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "{")
        || bytes[index] == UInt8(ascii: "\\")
    {
      return appendAccent(byte, bytes, &index, depth: depth)
    }
    // MathSciNet's macro for a ring.
    if name == "ocirc" {
      return appendAccent(UInt8(ascii: "r"), bytes, &index, depth: depth)
    }
    if let symbol = LaTeXSymbols.symbols[name] {
      // In formulas blanks mean nothing to LaTeX, but set signs apart for readers.
      if !inMath || bytes[index...].starts(with: "{}".utf8) {
        Self.skipSpaceOrGroup(bytes, &index)
      }
      return output.append(contentsOf: symbol.utf8)
    }
    switch name {
    case _ where LaTeXSymbols.transparent.contains(name): Self.skipSpace(bytes, &index)
    case "enquote", "mkbibquote":
      surround(Self.argument(bytes, &index), "“", "”", inMath: inMath, depth: depth)
    case "href":
      _ = Self.argument(bytes, &index)
      Self.skipSpace(bytes, &index)
    case "url", "path":
      let address = Self.argument(bytes, &index)
      output.append(contentsOf: address.filter { $0 != UInt8(ascii: "\\") })
    case "textsuperscript", "textsubscript":
      if !appendScript(name == "textsuperscript" ? 0x5E : 0x5F, bytes, &index) {
        Self.skipSpace(bytes, &index)
      }
    case "noopsort", "SortNoop", "vphantom", "hphantom", "phantom", "label", "cite", "footnote":
      let argument = Self.argument(bytes, &index)
      if name == "footnote" { surround(argument, " (", ")", inMath: inMath, depth: depth) }
    case "char", "symbol", "unichar", "ElsevierGlyph": appendCode(name, bytes, &index)
    default:
      // Not known: shown as written.
      output.append(UInt8(ascii: "\\"))
      output.append(contentsOf: name.utf8)
    }
  }

  private mutating func surround(
    _ argument: UnsafeBufferPointer<UInt8>, _ opening: String, _ closing: String, inMath: Bool,
    depth: Int
  ) {
    output.append(contentsOf: opening.utf8)
    if depth < Self.maximumDepth {
      append(argument, inMath: inMath, depth: depth + 1)
    } else {
      output.append(contentsOf: argument)
    }
    output.append(contentsOf: closing.utf8)
  }

  /// A backslash before what is no letter: an escape, a space or an accent.
  private mutating func appendSign(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, depth: Int
  ) {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      index += 1
      SourceText.append(folding: 0x20, to: &output)
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "@"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
      index += 1
    case _ where LaTeXSymbols.isSignAccent(byte):
      index += 1
      appendAccent(byte, bytes, &index, depth: depth)
    default:
      index += 1
      output.append(byte)
    }
  }

  private mutating func appendAccent(
    _ accent: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, depth: Int
  ) {
    guard depth < Self.maximumDepth else { return }
    let argument = Self.argument(bytes, &index)
    // `\~{}` and `\^{}` are how the bare signs are written.
    guard !argument.isEmpty else { return output.append(accent) }
    let start = output.count
    append(argument, inMath: false, depth: depth + 1)
    let base = String(decoding: output[start...], as: UTF8.self)
    output.removeSubrange(start...)
    output.append(contentsOf: LaTeXSymbols.accented(base, accent).utf8)
  }

  /// `\char"2014`, `\symbol{8212}`, `\ElsevierGlyph{2014}`.
  private mutating func appendCode(
    _ name: String, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) {
    var digits = Self.argument(bytes, &index)[...]
    if digits.count == 1, digits.first == UInt8(ascii: "\"") {
      let start = index
      while index < bytes.count, Self.isHexDigit(bytes[index]), index < start + 6 { index += 1 }
      digits = bytes[start..<index]
    } else if digits.first == UInt8(ascii: "\"") {
      digits = digits.dropFirst()
    }
    let isDecimal = name == "symbol" && digits.startIndex == 0
    let text = String(decoding: digits, as: UTF8.self)
    if let code = UInt32(text, radix: isDecimal ? 10 : 16), code >= 0x20,
      let scalar = Unicode.Scalar(code)
    {
      output.append(contentsOf: String(Character(scalar)).utf8)
    } else {
      output.append(contentsOf: "\\\(name)".utf8)
      output.append(contentsOf: digits)
    }
  }

  /// The group, command or character that follows, without its braces.
  private static func argument(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int)
    -> UnsafeBufferPointer<UInt8>
  {
    skipSpace(bytes, &index)
    let start = index
    guard index < bytes.count else { return UnsafeBufferPointer(rebasing: bytes[start..<start]) }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      var depth = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "{") { depth += 1 }
        if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
        index += 1
        if depth == 0 { return UnsafeBufferPointer(rebasing: bytes[(start + 1)..<(index - 1)]) }
      }
      return UnsafeBufferPointer(rebasing: bytes[(start + 1)...])
    case UInt8(ascii: "}"): break
    case UInt8(ascii: "\\"):
      index += 1
      let name = index
      while index < bytes.count, isLetter(bytes[index]) { index += 1 }
      if index == name, index < bytes.count { index += 1 }
    default:
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
    }
    return UnsafeBufferPointer(rebasing: bytes[start..<index])
  }

  private static func skipSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    while index < bytes.count, SourceText.isSpace(bytes[index]) { index += 1 }
  }

  /// A command ends with a blank or an empty group, which are not part of the text.
  private static func skipSpaceOrGroup(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "{"),
      bytes[index + 1] == UInt8(ascii: "}")
    {
      index += 2
    } else {
      skipSpace(bytes, &index)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// Whether a byte stands for itself everywhere.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09...0x0D, 0x20, UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "$"), UInt8(ascii: "~"), UInt8(ascii: "-"), UInt8(ascii: "`"),
      UInt8(ascii: "'"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      false
    default: true
    }
  }
}
