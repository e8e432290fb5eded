/// Text that may carry tags of HTML or JATS and character references.
enum MarkupText {
  /// Which tags are taken for such.
  enum Tags {
    /// Any.
    case all
    /// Those of CSL-JSON, which writes other signs of order as they are.
    case inline
  }

  /// The text without tags, references resolved, white space folded; as it is if it has neither.
  ///
  /// A tag is `<` and a letter or `/`, up to `>`; other signs of order stay.
  static func plain(_ text: String, _ tags: Tags = .all) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") })
    else { return text }
    var plain = ""
    var rest = text[...]
    while let mark = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      plain += rest[..<mark]
      rest = rest[mark...]
      if rest.first == "<" {
        guard let tag = tag(rest), tags == .all || inlineNames.contains(name(of: tag)) else {
          plain.append(rest.removeFirst())
          continue
        }
        // Words on both sides of a paragraph's end must not run together.
        if isBlock(tag) { plain += " " }
        rest = rest[tag.endIndex...]
      } else if let (character, length) = reference(rest) {
        plain += character
        rest = rest.dropFirst(length)
      } else {
        plain.append(rest.removeFirst())
      }
    }
    return SourceText.folded(plain + rest)
  }

  private static func tag(_ text: Substring) -> Substring? {
    guard let second = text.dropFirst().first, second.isLetter || second == "/",
      let end = text.firstIndex(of: ">"),
      !text[text.index(after: text.startIndex)..<end].contains("<")
    else { return nil }
    return text[...end]
  }

  private static let inlineNames: Set<String> = [
    "i", "b", "sub", "sup", "sc", "span", "em", "strong",
  ]

  private static func isBlock(_ tag: Substring) -> Bool {
    ["p", "br", "title", "sec", "list", "li", "div", "ul", "ol", "tr"].contains(name(of: tag))
  }

  /// The name of a tag without prefix, in small letters.
  private static func name(of tag: Substring) -> String {
    let name = tag.drop { $0 == "<" || $0 == "/" }.prefix { $0.isLetter || $0 == ":" }.lowercased()
    return name.split(separator: ":").last.map(String.init) ?? ""
  }

  private static func reference(_ text: Substring) -> (character: String, length: Int)? {
    let name = text.dropFirst().prefix(10).prefix { $0 != ";" && $0 != " " }
    guard text.dropFirst(name.count + 1).first == ";" else { return nil }
    let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " "]
    if let character = named[String(name)] { return (character, name.count + 2) }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let scalar = value.flatMap(Unicode.Scalar.init), scalar.value >= 0x20 else { return nil }
    return (String(scalar), name.count + 2)
  }
}
