/// The kinds of bytes that BibTeX tells apart.
enum BibTeXByte {
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool { SourceText.isSpace(byte) }

  /// Whether a byte may stand in the name of a type, a field or a macro.
  @inline(__always)
  static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// Whether a byte cannot stand in a citation key.
  @inline(__always)
  static func endsKey(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\"")
  }

  /// A name in small letters.
  static func lowercased(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if bytes.contains(where: { $0 >= 0x80 }) { return DecodedText(bytes).text.lowercased() }
    return String(unsafeUninitializedCapacity: bytes.count) { target in
      for (index, byte) in bytes.enumerated() {
        target[index] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }
      return bytes.count
    }
  }
}
