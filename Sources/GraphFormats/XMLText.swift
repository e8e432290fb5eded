extension GraphOutput {
  /// Writes text as XML content or an attribute's value in double quotes.
  ///
  /// Control characters, which no XML can hold, become their pictures (`␁`).
  mutating func writeXML(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for (place, byte) in bytes.enumerated() {
        let spelling: String
        switch byte {
        case UInt8(ascii: "&"): spelling = "&amp;"
        case UInt8(ascii: "<"): spelling = "&lt;"
        case UInt8(ascii: ">"): spelling = "&gt;"
        case UInt8(ascii: "\""): spelling = "&quot;"
        // Readers would turn these into spaces.
        case UInt8(ascii: "\t"): spelling = "&#9;"
        case UInt8(ascii: "\n"): spelling = "&#10;"
        case UInt8(ascii: "\r"): spelling = "&#13;"
        case ..<0x20: spelling = Self.picture(of: byte)
        case 0xEF where Self.isNoncharacter(bytes, place): spelling = "\u{FFFD}"
        default: continue
        }
        write(UnsafeBufferPointer(rebasing: bytes[start..<place]))
        write(spelling)
        start = place + (byte == 0xEF ? 3 : 1)
      }
      write(UnsafeBufferPointer(rebasing: bytes[min(start, bytes.count)...]))
    }
  }

  /// The picture of a control character.
  static func picture(of control: UInt8) -> String {
    Unicode.Scalar(0x2400 + UInt32(control)).map { String(Character($0)) } ?? "\u{FFFD}"
  }

  /// Whether U+FFFE or U+FFFF stands here, which no XML can hold.
  private static func isNoncharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    place + 2 < bytes.count && bytes[place + 1] == 0xBF && bytes[place + 2] >= 0xBE
  }

  /// Writes ` name="value"`.
  mutating func writeXML(_ name: StaticString, _ value: String) {
    write(" ")
    write(name)
    write("=\"")
    writeXML(value)
    write("\"")
  }
}

extension String {
  /// The text as the id of a node: never empty, which igraph refuses.
  var xmlID: String { isEmpty ? "\u{2400}" : self }
}

extension AttributeValue {
  /// The value as the types of XML Schema spell it; in lists `\` stands before `|` and `\`.
  var xmlText: String {
    switch self {
    case .double(let number) where !number.isFinite:
      number.isNaN ? "NaN" : (number < 0 ? "-INF" : "INF")
    case .list(let items):
      items.map { $0.replacing("\\", with: "\\\\").replacing("|", with: "\\|") }
        .joined(separator: "|")
    default: text
    }
  }

  /// Reads the items of a list that ``xmlText`` wrote, or another tool without escapes.
  init(xmlList text: String) {
    guard !text.isEmpty else {
      self = .list([])
      return
    }
    var items: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in text.utf8 {
      let isSpecial = byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\\")
      if isEscaped, !isSpecial { items[items.count - 1].append(UInt8(ascii: "\\")) }
      if isEscaped || !isSpecial {
        items[items.count - 1].append(byte)
      } else if byte == UInt8(ascii: "|") {
        items.append([])
      }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
    }
    if isEscaped { items[items.count - 1].append(UInt8(ascii: "\\")) }
    self = .list(items.map { String(decoding: $0, as: UTF8.self) })
  }
}
