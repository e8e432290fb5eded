/// A stretch of Markdown, as far as lists of links use it.
struct MarkdownText {
  /// A link with what is shown for it.
  struct Link {
    /// The shown text, plain.
    var text: String
    /// Where it leads.
    var address: String
  }

  /// The links in their order; pictures are none.
  private(set) var links: [Link] = []
  /// What is shown, without emphasis, tags and pictures.
  private(set) var plain = ""
  /// What is shown before the first link.
  private(set) var lead: String?
  /// The first words in bold.
  private(set) var bold: String?

  private let bytes: [UInt8]
  private var index = 0
  private var output: [UInt8] = []
  private var boldStart: Int?

  /// How far a link may reach, in bytes.
  private static let maximumLength = 1000
  private static let maximumDepth = 4

  /// Reads a text.
  ///
  /// Time O(n) for n bytes, times `maximumLength` for brackets that are not closed.
  init(_ text: some StringProtocol) { self.init(Array(text.utf8), depth: 0) }

  private init(_ bytes: [UInt8], depth: Int) {
    self.bytes = bytes
    while index < bytes.count { readPiece(depth: depth) }
    plain = SourceText.folded(String(decoding: output, as: UTF8.self))
    output = []
  }

  private mutating func readPiece(depth: Int) {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "!") where starts(with: "!["):
      index += 1
      if bracket(depth: depth, isImage: true) { return }
      output.append(byte)
    case UInt8(ascii: "["):
      if bracket(depth: depth, isImage: false) { return }
      index += 1
      output.append(byte)
    case UInt8(ascii: "<"):
      if !tag() {
        output.append(byte)
        index += 1
      }
    case UInt8(ascii: "h") where starts(with: "http://") || starts(with: "https://"): bareLink()
    case UInt8(ascii: "*") where starts(with: "**"):
      toggleBold()
      index += 2
    case UInt8(ascii: "*"), UInt8(ascii: "`"): index += 1
    case UInt8(ascii: "|"):
      output.append(0x20)
      index += 1
    default:
      output.append(byte)
      index += 1
    }
  }

  private func starts(with text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func toggleBold() {
    if let start = boldStart {
      boldStart = nil
      let text = SourceText.folded(String(decoding: output[start...], as: UTF8.self))
      if bold == nil, !text.isEmpty { bold = text }
    } else {
      boldStart = output.count
    }
  }

  private mutating func take(_ link: Link) {
    if lead == nil { lead = SourceText.folded(String(decoding: output, as: UTF8.self)) }
    links.append(link)
    output.append(contentsOf: link.text.utf8)
  }

  /// Reads `[text](address)`; false if none starts here.
  private mutating func bracket(depth: Int, isImage: Bool) -> Bool {
    guard let label = span(from: index, UInt8(ascii: "["), UInt8(ascii: "]")),
      label.upperBound + 1 < bytes.count, bytes[label.upperBound + 1] == UInt8(ascii: "("),
      let target = span(from: label.upperBound + 1, UInt8(ascii: "("), UInt8(ascii: ")"))
    else { return false }
    index = target.upperBound + 1
    if isImage { return true }
    let inner =
      depth < Self.maximumDepth
      ? MarkdownText(Array(bytes[label]), depth: depth + 1).plain
      : String(decoding: bytes[label], as: UTF8.self)
    let address = bytes[target].drop { SourceText.isSpace($0) || $0 == UInt8(ascii: "<") }
      .prefix { !SourceText.isSpace($0) && $0 != UInt8(ascii: ">") }
    take(Link(text: inner, address: String(decoding: address, as: UTF8.self)))
    return true
  }

  /// What lies between a bracket and the one that closes it.
  private func span(from start: Int, _ open: UInt8, _ close: UInt8) -> Range<Int>? {
    var depth = 0
    for position in start..<min(bytes.count, start + Self.maximumLength) {
      if bytes[position] == open { depth += 1 }
      if bytes[position] == close { depth -= 1 }
      if depth == 0 { return start + 1..<position }
    }
    return nil
  }

  /// Reads `<a href="…">text</a>`, or passes over another tag or comment; false if there is none.
  private mutating func tag() -> Bool {
    guard index + 1 < bytes.count else { return false }
    let next = bytes[index + 1] | 0x20
    if starts(with: "<http") {
      index += 1
      return true
    }
    guard (0x61...0x7A).contains(next) || starts(with: "</") || starts(with: "<!"),
      let end = bytes[index...].prefix(Self.maximumLength).firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    let tag = String(decoding: bytes[index..<end], as: UTF8.self)
    index = end + 1
    guard tag.lowercased().hasPrefix("<a "), let address = Self.address(in: tag) else {
      return true
    }
    let shown = bytes[index...].prefix { $0 != UInt8(ascii: "<") }
    index = shown.endIndex
    take(Link(text: SourceText.folded(String(decoding: shown, as: UTF8.self)), address: address))
    return true
  }

  private static func address(in tag: String) -> String? {
    for piece in tag.split(separator: " ") where piece.lowercased().hasPrefix("href=") {
      return String(piece.dropFirst(5).filter { $0 != "\"" && $0 != "'" })
    }
    return nil
  }

  private mutating func bareLink() {
    var address = bytes[index...].prefix {
      $0 > 0x20 && !"<>()[]\"|`".utf8.contains($0)
    }
    while let last = address.last, ".,;:'*_".utf8.contains(last) { address = address.dropLast() }
    index = address.endIndex
    take(Link(text: "", address: String(decoding: address, as: UTF8.self)))
  }
}
