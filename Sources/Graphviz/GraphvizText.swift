/// How strings must be spelled so that Graphviz and XML take them for what they say.
package enum GraphvizText {
  /// An attribute value, ready for Graphviz.
  package struct Encoded {
    package var string: String
    package var isHTML = false
  }

  /// The name by which Graphviz shall know a node, an edge or a graph.
  ///
  /// Different ids stay different. Control characters become their pictures;
  /// `&name;` becomes `&amp;name;`, for Graphviz copies entities as they are into
  /// an SVG's titles; a backslash that would swallow a closing quote becomes
  /// full-width.
  package static func identifier(_ id: String) -> String {
    guard id.utf8.contains(where: isSuspect) else { return id }
    return endable(escapingEntities(pictured(id)))
  }

  /// The id with pictures in place of what XML cannot hold.
  private static func pictured(_ id: String) -> String {
    var pictures = String.UnicodeScalarView()
    for scalar in id.unicodeScalars {
      let picture: UInt32 =
        switch scalar.value {
        case 0..<0x20: 0x2400 + scalar.value
        case 0x7F: 0x2421
        case 0xFFFE, 0xFFFF: 0xFFFD
        default: scalar.value
        }
      pictures.append(Unicode.Scalar(picture) ?? scalar)
    }
    return String(pictures)
  }

  /// The spelling of an attribute's value; `nil` where it must be left out.
  ///
  /// `isRecord` tells whether the label belongs to a record, whose text has a syntax.
  package static func encode(
    _ value: Drawing.Value, of name: String, isRecord: Bool = false
  ) -> Encoded? {
    if links.contains(name) {
      guard let link = Link.sanitized(value) else { return nil }
      return Encoded(string: link)
    }
    switch value {
    case .html(let markup):
      return Encoded(string: printable(markup), isHTML: true)
    case .escaped(let string):
      return Encoded(string: endable(printable(string)))
    case .text(let text):
      let text = printable(text)
      if texts.contains(name) {
        return Encoded(string: escaping(text, isRecord: isRecord && name == "label"))
      }
      if name == "fontname" { return Encoded(string: text.filter { !"\"<>&\\".contains($0) }) }
      return Encoded(string: endable(text))
    }
  }

  /// The label that shows a node's id; `nil` where Graphviz's default shows it as it is.
  package static func label(ofID id: String, isRecord: Bool) -> String? {
    let special = id.utf8.contains { $0 == 0x5C || $0 == 0x26 }
    return special || isRecord ? escaping(pictured(id), isRecord: isRecord) : nil
  }

  /// Whether a text means the same in every attribute as in quotes, if the attribute is not one
  /// of the restricted.
  package static func isPlain(_ text: String) -> Bool {
    text.utf8.count < limit
      && !text.utf8.contains { isSuspect($0) || $0 == UInt8(ascii: "\"") }
  }

  /// Whether an attribute takes less than any plain text: a link, or the name of a font.
  package static func isRestricted(_ name: String) -> Bool {
    links.contains(name) || name == "fontname"
  }

  /// Whether Graphviz reads escapes and entities in the values of an attribute.
  package static func isEscaped(_ name: String) -> Bool { texts.contains(name) }

  /// Attributes in whose values Graphviz reads escapes and entities.
  private static let texts: Set<String> = [
    "label", "xlabel", "headlabel", "taillabel", "tooltip", "edgetooltip", "labeltooltip",
    "headtooltip", "tailtooltip", "target", "edgetarget", "labeltarget", "headtarget",
    "tailtarget", "id",
  ]

  /// Attributes that become links of a picture, or go unescaped to where links stand.
  private static let links: Set<String> = [
    "URL", "href", "edgeURL", "edgehref", "labelURL", "labelhref", "headURL", "headhref",
    "tailURL", "tailhref", "stylesheet",
  ]

  /// Whether a byte may begin something that ``identifier(_:)`` must change.
  private static func isSuspect(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\\")
      || byte == 0xEF
  }

  /// The text without the characters that XML cannot hold.
  private static func printable(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) else { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: kept.append(scalar)
      case 0..<0x20, 0xFFFE, 0xFFFF: break
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// Plain text as Graphviz's escape language spells it.
  private static func escaping(_ text: String, isRecord: Bool) -> String {
    let special = text.utf8.contains {
      $0 == 0x5C || $0 == 0x0A || $0 == 0x0D || $0 == 0x26 || isRecord
    }
    guard special else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    var previous: UInt8 = 0
    for byte in escapingEntities(text).utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += [byte, byte]
      case UInt8(ascii: "\r"): bytes += Array("\\n".utf8)
      case UInt8(ascii: "\n"): if previous != UInt8(ascii: "\r") { bytes += Array("\\n".utf8) }
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: " "):
        if isRecord { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      default: bytes.append(byte)
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with `&amp;` for each `&` that begins something like an entity.
  static func escapingEntities(_ text: String) -> String {
    let ampersand = UInt8(ascii: "&")
    guard text.utf8.contains(ampersand) else { return text }
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    for (index, byte) in source.enumerated() {
      bytes.append(byte)
      guard byte == ampersand else { continue }
      let rest = source[(index + 1)...]
      let name = rest.prefix { isASCIIAlphanumeric($0) || $0 == UInt8(ascii: "#") }
      if !name.isEmpty, name.endIndex < source.count, source[name.endIndex] == UInt8(ascii: ";") {
        bytes += Array("amp;".utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with no odd run of backslashes before a quote or the end.
  ///
  /// DOT cannot spell such a run: its last backslash would escape the quote.
  private static func endable(_ text: String) -> String {
    let backslash = UInt8(ascii: "\\")
    guard text.utf8.contains(backslash) else { return text }
    var bytes: [UInt8] = []
    var run = 0
    for byte in Array(text.utf8) + [UInt8(ascii: "\"")] {
      if byte == UInt8(ascii: "\""), !run.isMultiple(of: 2) {
        bytes.removeLast()
        bytes += Array("\u{FF3C}".utf8)
      }
      run = byte == backslash ? run + 1 : 0
      bytes.append(byte)
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  /// Appends a quoted string whose backslash runs before quotes are even.
  ///
  /// It is written in parts, `"…" + "…"`, for Graphviz 2 reads none of 16,384 bytes.
  package static func appendQuoted(_ string: String, to bytes: inout [UInt8]) {
    var string = string
    bytes.append(UInt8(ascii: "\""))
    string.withUTF8 { text in
      if text.count < limit, !text.contains(UInt8(ascii: "\"")) {
        bytes.append(contentsOf: text)
      } else {
        appendInParts(text, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static let limit = 16_000

  private static func appendInParts(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var length = 0
    var run = 0
    for byte in text {
      let isContinuation = byte & 0xC0 == 0x80
      if length >= limit, !isContinuation, run.isMultiple(of: 2) {
        bytes.append(contentsOf: "\" + \"".utf8)
        length = 0
      }
      if byte == UInt8(ascii: "\"") {
        bytes.append(UInt8(ascii: "\\"))
        length += 1
      }
      run = byte == UInt8(ascii: "\\") ? run + 1 : 0
      bytes.append(byte)
      length += 1
    }
  }

  private static func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
