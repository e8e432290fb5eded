/// JSON that is built as text, member after member.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Starts an object or array.
  mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  /// Ends an object or array.
  mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  /// Starts a line.
  mutating func breakLine() {
    separate()
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Ends the text with a line break, as JSON Lines does; the next value stands alone.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Writes a key.
  mutating func key(_ name: String) {
    value(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  mutating func value(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += Array("\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a number.
  mutating func value(_ number: Int) { raw("\(number)") }

  /// Writes JSON as it is.
  mutating func raw(_ json: String) {
    separate()
    bytes += Array(json.utf8)
    needsComma = true
  }

  /// Writes a member with a string, unless that is empty.
  mutating func member(_ name: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    key(name)
    value(text)
  }

  /// Writes a member with a number, unless there is none.
  mutating func member(_ name: String, _ number: Int?) {
    guard let number else { return }
    key(name)
    value(number)
  }

  /// Writes a member with an array, unless that is empty.
  mutating func member<Element>(
    _ name: String, _ elements: [Element], _ write: (Element, inout JSONText) -> Void
  ) {
    if elements.isEmpty { return }
    key(name)
    open("[")
    for element in elements { write(element, &self) }
    close("]")
  }

  /// Whether a text is one value of JSON, and nothing else.
  static func isValid(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let (_, end) = try? JSONTape().parse(bytes, from: 0) else { return false }
      return bytes[end...].allSatisfy(SourceText.isSpace)
    }
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }
}
