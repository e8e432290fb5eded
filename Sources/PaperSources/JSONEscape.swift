/// The escapes in strings of JSON.
enum JSONEscape {
  /// The code unit of an escape `\uXXXX` at an offset; nil if there is none.
  static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt16? {
    guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[(offset + 2)..<(offset + 6)] {
      guard let digit = hexadecimalValue(byte) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte & 0x0F)
    case 0x41...0x46, 0x61...0x66: UInt16(byte & 0x0F) + 9
    default: nil
    }
  }

  /// The bytes with their escapes replaced; what is no escape stays, half a surrogate is U+FFFD.
  static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var offset = 0
    while let backslash = bytes.offset(of: UInt8(ascii: "\\"), from: offset),
      backslash + 1 < bytes.count
    {
      output.append(contentsOf: bytes[offset..<backslash])
      offset = backslash + 2
      switch bytes[backslash + 1] {
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
        output.append(bytes[backslash + 1])
      case UInt8(ascii: "u"):
        guard let unit = unit(bytes, at: backslash) else { fallthrough }
        offset = backslash + 6
        append(unit, bytes, &offset, to: &output)
      default:
        output += [UInt8(ascii: "\\"), bytes[backslash + 1]]
      }
    }
    output.append(contentsOf: bytes[offset...])
    return output
  }

  private static func append(
    _ unit: UInt16, _ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int,
    to output: inout [UInt8]
  ) {
    var scalar = Unicode.Scalar(unit)
    if UTF16.isLeadSurrogate(unit), let trail = self.unit(bytes, at: offset),
      UTF16.isTrailSurrogate(trail)
    {
      offset += 6
      scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00))
    }
    output.append(contentsOf: Array(String(scalar ?? "\u{FFFD}").utf8))
  }
}
