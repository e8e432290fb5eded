/// Text as the bytes of a record give it.
enum SourceText {
  /// The decoded text with every run of white space folded to one space, and none at the ends.
  ///
  /// Time O(n), space O(n) for n bytes.
  static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if isFolded(bytes) { return DecodedText(bytes).text }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    for byte in bytes { append(folding: byte, to: &output) }
    if output.last == UInt8(ascii: " ") { output.removeLast() }
    return output.withUnsafeBufferPointer { DecodedText($0).text }
  }

  /// Whether white space in some bytes is single blanks only, and none at the ends.
  static func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    if isSpace(first) || isSpace(last) { return false }
    var found: UInt8 = 0
    var previous: UInt8 = 0
    for byte in bytes {
      found |= (byte == 0x20 && previous == 0x20 ? 1 : 0) | (byte < 0x20 ? 1 : 0)
      previous = byte
    }
    return found == 0
  }

  /// The parts of a text between separators, folded, without those that are empty.
  static func items(_ text: String, separatedBy isSeparator: (UInt8) -> Bool) -> [String] {
    text.utf8.split(whereSeparator: isSeparator).compactMap { part in
      let item = folded(String(Substring(part)))
      return item.isEmpty ? nil : item
    }
  }

  /// Folds white space in text that is decoded already.
  static func folded(_ text: String) -> String {
    var text = text
    return text.withUTF8(folded)
  }

  /// Appends a byte; white space only once and never first.
  @inline(__always)
  static func append(folding byte: UInt8, to output: inout [UInt8]) {
    if isSpace(byte) {
      if let last = output.last, last != UInt8(ascii: " ") { output.append(UInt8(ascii: " ")) }
    } else {
      output.append(byte)
    }
  }

  /// Whether a byte is a blank, a tab or a line break.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// The part of some bytes that is neither blank nor line break at its ends.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// An address that may be opened, as printed: http, https or mailto; nil for anything else.
  static func webAddress(_ text: some StringProtocol) -> String? {
    let bytes = text.utf8
    guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.startIndex
    let rest = text[colon...]
    switch text[..<colon].lowercased() {
    case "http", "https": return rest.utf8.count > 3 && rest.hasPrefix("://") ? String(text) : nil
    case "mailto": return rest.utf8.count > 1 ? String(text) : nil
    default: return nil
    }
  }
}
