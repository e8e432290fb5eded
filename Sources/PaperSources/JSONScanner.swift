/// The tokens of a JSON text.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Moves behind white space and shows the byte there.
  @inline(__always)
  mutating func next() throws(JSONError) -> UInt8 {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte > 0x20 { return byte }
      if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 {
        throw unexpected("JSON text")
      }
      offset += 1
    }
    throw ended()
  }

  /// The error of a byte that does not belong here.
  func unexpected(_ expected: String) -> JSONError {
    JSONError(
      kind: .unexpected, offset: offset, message: "this is no well-formed JSON",
      expected: expected)
  }

  private func ended() -> JSONError {
    JSONError(kind: .ended, offset: bytes.count, message: "the JSON ends in the middle of a value")
  }

  /// Scans a number, `true`, `false` or `null`.
  mutating func scanScalar() throws(JSONError) -> JSONNode.Kind {
    switch bytes[offset] {
    case UInt8(ascii: "t"): return try scan("true", .yes)
    case UInt8(ascii: "f"): return try scan("false", .no)
    case UInt8(ascii: "n"): return try scan("null", .null)
    case UInt8(ascii: "N"): return try scan("NaN", .null)
    case UInt8(ascii: "I"): return try scan("Infinity", .null)
    case UInt8(ascii: "-") where offset + 1 < bytes.count && bytes[offset + 1] == 0x49:
      return try scan("-Infinity", .null)
    default: return try scanNumber()
    }
  }

  private mutating func scan(
    _ word: StaticString, _ kind: JSONNode.Kind
  ) throws(JSONError) -> JSONNode.Kind {
    for index in 0..<word.utf8CodeUnitCount {
      if offset + index == bytes.count { throw ended() }
      if bytes[offset + index] != word.utf8Start[index] { throw unexpected("a value") }
    }
    offset += word.utf8CodeUnitCount
    return kind
  }

  private mutating func scanNumber() throws(JSONError) -> JSONNode.Kind {
    skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try scanDigits("a value") }
    if skip(UInt8(ascii: ".")) { try scanDigits("a digit") }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
      try scanDigits("a digit")
    }
    return .number
  }

  @discardableResult
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func scanDigits(_ expected: String) throws(JSONError) {
    let start = offset
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
    if offset > start { return }
    throw offset == bytes.count ? ended() : unexpected(expected)
  }

  /// Scans a string from its opening quote to behind its closing one.
  ///
  /// - Parameter warn: Takes dirt that was mended.
  /// - Returns: What was seen in it.
  /// - Throws: `JSONError` when it does not end, or breaks off at the end of a line.
  mutating func scanString(_ warn: (Int, String) -> Void) throws(JSONError) -> JSONNode.Flags {
    var flags: JSONNode.Flags = []
    offset += 1
    while true {
      if skipPlainText() { flags.insert(.isWide) }
      guard offset < bytes.count else { throw ended() }
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return flags
      case UInt8(ascii: "\\"):
        flags.insert(.isEscaped)
        try scanEscape(warn)
      case 0x0A:
        throw unexpected("a closing quote before the end of the line")
      case 0x00..<0x20:
        warn(offset, "a control character stands in a string without an escape")
        offset += 1
      case 0x80...:
        flags.insert(.isWide)
        offset += 1
      default:
        offset += 1
      }
    }
  }

  /// Moves over bytes that need no look, eight at a time; true if some were beyond ASCII.
  ///
  /// The zero-byte tests are those of Mycroft (1987): exact for the lowest byte found.
  @inline(__always)
  private mutating func skipPlainText() -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    var wide: UInt64 = 0
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return false }
    while offset + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let found =
        ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash
          | (word &- ones &* 0x20) & ~word) & high
      if found != 0 {
        let length = found.trailingZeroBitCount >> 3
        let before = length == 0 ? 0 : high >> UInt64(64 - 8 * length)
        offset += length
        return (wide | word & before) & high != 0
      }
      wide |= word
      offset += 8
    }
    return wide & high != 0
  }

  private mutating func scanEscape(_ warn: (Int, String) -> Void) throws(JSONError) {
    guard offset + 1 < bytes.count else { throw ended() }
    switch bytes[offset + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 2
    case UInt8(ascii: "u"):
      guard offset + 6 <= bytes.count else { throw ended() }
      if let unit = JSONEscape.unit(bytes, at: offset) {
        checkSurrogate(unit, warn)
        offset += 6
      } else {
        warn(offset, "\\u must be followed by four hexadecimal digits; kept as it stands")
        offset += 2
      }
    case let byte:
      let name = byte > 0x20 && byte < 0x7F ? String(Unicode.Scalar(byte)) : ""
      warn(offset, "\\\(name) is no escape of JSON; kept as it stands")
      offset += byte == UInt8(ascii: "\"") ? 1 : 2
    }
  }

  private mutating func checkSurrogate(_ unit: UInt16, _ warn: (Int, String) -> Void) {
    guard unit & 0xF800 == 0xD800 else { return }
    if UTF16.isLeadSurrogate(unit), let trail = JSONEscape.unit(bytes, at: offset + 6),
      UTF16.isTrailSurrogate(trail)
    {
      offset += 6
    } else {
      warn(offset, "half of a surrogate pair was replaced")
    }
  }
}
