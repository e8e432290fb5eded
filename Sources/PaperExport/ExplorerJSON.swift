/// Writes JSON that may stand inside a `<script>` element.
///
/// `<`, `>`, `&`, line separators and overrides of direction are written as `\u` escapes, so that no
/// text can end the element, open a comment in it or look like other text to who reads the source.
/// Members keep the order in which they come.
struct ExplorerJSON {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  mutating func object(_ members: (inout ExplorerJSON) -> Void) {
    enclose("{", "}", members)
  }

  mutating func array(_ elements: (inout ExplorerJSON) -> Void) {
    enclose("[", "]", elements)
  }

  mutating func member(_ name: String, _ value: (inout ExplorerJSON) -> Void) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
    value(&self)
  }

  mutating func member(_ name: String, _ value: String) {
    member(name) { $0.string(value) }
  }

  mutating func member(_ name: String, _ value: Int) {
    member(name) { $0.integer(value) }
  }

  mutating func member(_ name: String, _ values: some Sequence<String>) {
    member(name) { json in json.array { for value in values { $0.string(value) } } }
  }

  mutating func member(_ name: String, _ values: some Sequence<Int>) {
    member(name) { json in json.array { for value in values { $0.integer(value) } } }
  }

  mutating func integer(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var copied = 0
      for (index, byte) in utf8.enumerated() where Self.isSpecial(byte) {
        guard let escape = Self.escape(utf8, at: index) else { continue }
        bytes.append(contentsOf: utf8[copied..<index])
        bytes.append(contentsOf: escape.utf8)
        // Separators and overrides are three bytes long.
        copied = index + (byte == 0xE2 ? 3 : 1)
      }
      bytes.append(contentsOf: utf8[copied...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func enclose(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ content: (inout ExplorerJSON) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    content(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "&"), 0x7F, 0xE2:
      true
    default: false
    }
  }

  private static func escape(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> String? {
    switch utf8[index] {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case 0xE2:
      guard index + 2 < utf8.count else { return nil }
      let scalar = 0x2000 | Int(utf8[index + 1] & 0x3F) << 6 | Int(utf8[index + 2] & 0x3F)
      switch scalar {
      case 0x2028...0x202E, 0x2066...0x2069: return "\\u" + String(scalar, radix: 16)
      default: return nil
      }
    case let byte:
      let digits = String(byte, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
