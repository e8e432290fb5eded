import PaperModel

/// Splits the names of a BibTeX field as BibTeX does.
///
/// O. Patashnik: *Designing BibTeX Styles* (1988), section 4, tells the rules; labelled parts
/// (`given=A, family=B`) are BibLaTeX's.
struct BibTeXNames {
  /// The names in their order, in LaTeX.
  private(set) var names: [ArraySlice<UInt8>] = []
  /// Whether the list ends with `and others`.
  private(set) var hasOthers = false

  /// Splits a list at each `and` outside braces.
  init(_ list: ArraySlice<UInt8>) {
    for name in Self.pieces(of: list) {
      let name = Self.trimmed(name)
      if name.elementsEqual("others".utf8) {
        hasOthers = true
      } else if !name.isEmpty, !name.elementsEqual(",".utf8) {
        names.append(name)
      }
    }
  }

  private static func pieces(of list: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = list.startIndex
    var depth = 0
    var index = start
    while index < list.endIndex {
      switch list[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "a"), UInt8(ascii: "A"):
        guard depth <= 0, isAnd(list, at: index) else { break }
        pieces.append(list[start..<index])
        index += 3
        start = index
        continue
      default: break
      }
      index += 1
    }
    pieces.append(list[start...])
    return pieces
  }

  private static func isAnd(_ list: ArraySlice<UInt8>, at index: Int) -> Bool {
    guard index == list.startIndex || SourceText.isSpace(list[index - 1]),
      index + 3 <= list.endIndex, list[index + 1] | 0x20 == UInt8(ascii: "n"),
      list[index + 2] | 0x20 == UInt8(ascii: "d")
    else { return false }
    return index + 3 == list.endIndex || SourceText.isSpace(list[index + 3])
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, SourceText.isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, SourceText.isSpace(last) { bytes.removeLast() }
    return bytes
  }

  /// The author that a name in LaTeX tells of.
  static func author(_ name: ArraySlice<UInt8>, _ latex: inout LaTeXDecoder) -> Author {
    // Most names are `Family, Given` without a brace.
    if !name.contains(UInt8(ascii: "{")), !name.contains(UInt8(ascii: "=")),
      let comma = name.firstIndex(of: UInt8(ascii: ",")),
      !name[(comma + 1)...].contains(UInt8(ascii: ","))
    {
      return author(
        given: latex.decode(name[(comma + 1)...]), family: latex.decode(name[..<comma]))
    }
    let parts = split(name, at: UInt8(ascii: ","))
    if parts.count > 1, let labelled = labelled(parts, &latex) { return labelled }
    switch parts.count {
    case 0, 1: return inReadingOrder(name, &latex)
    case 2: return author(given: latex.decode(parts[1]), family: latex.decode(parts[0]))
    default:
      let family = latex.decode(parts[0]) + " " + latex.decode(parts[1])
      let given = parts[2...].map { latex.decode($0) }.joined(separator: " ")
      return author(given: given, family: SourceText.folded(family))
    }
  }

  /// `First von Last`: the last word, and those from the first small one on, are the family name.
  private static func inReadingOrder(_ name: ArraySlice<UInt8>, _ latex: inout LaTeXDecoder)
    -> Author
  {
    if name.first == UInt8(ascii: "{"), groupEnd(name) == name.endIndex - 1 {
      return Author(name: latex.decode(name))
    }
    let words = words(of: name)
    guard words.count > 1 else {
      let family = latex.decode(name)
      return Author(name: family, family: family.isEmpty ? nil : family)
    }
    let start = words.dropLast().firstIndex(where: isSmall) ?? words.count - 1
    let given = words[..<start].map { latex.decode($0) }.joined(separator: " ")
    let family = words[start...].map { latex.decode($0) }.joined(separator: " ")
    return author(given: given, family: family)
  }

  private static func author(given: String, family: String) -> Author {
    // A word of braces alone leaves two blanks between its neighbours.
    let (given, family) = (SourceText.folded(given), SourceText.folded(family))
    if given.isEmpty || family.isEmpty {
      let name = given.isEmpty ? family : given
      return Author(name: name, family: name.isEmpty ? nil : name)
    }
    return Author(name: given + " " + family, family: family, given: given)
  }

  private static func labelled(_ parts: [ArraySlice<UInt8>], _ latex: inout LaTeXDecoder)
    -> Author?
  {
    var values: [String: String] = [:]
    for part in parts {
      guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let label = String(decoding: trimmed(part[..<equals]), as: UTF8.self).lowercased()
      guard
        ["given", "family", "prefix", "suffix", "useprefix", "given-i", "family-i"].contains(label)
      else { return nil }
      values[label] = latex.decode(part[(equals + 1)...])
    }
    let family = [values["prefix"], values["family"], values["suffix"]].compactMap { $0 }
    return author(given: values["given"] ?? "", family: family.joined(separator: " "))
  }

  /// Whether the first letter of a word is a small one; a word without letters is none.
  private static func isSmall(_ word: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var isCommand = false
    for byte in word {
      switch byte {
      case UInt8(ascii: "{"):
        depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\\"): isCommand = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        if depth == 0 || isCommand { return true }
        return false
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF: return false
      default: isCommand = isCommand && depth > 0
      }
    }
    return false
  }

  private static func words(of name: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    split(name) { SourceText.isSpace($0) || $0 == UInt8(ascii: "~") }.filter { !$0.isEmpty }
  }

  private static func split(_ bytes: ArraySlice<UInt8>, at separator: UInt8)
    -> [ArraySlice<UInt8>]
  {
    split(bytes) { $0 == separator }
  }

  private static func split(_ bytes: ArraySlice<UInt8>, where isSeparator: (UInt8) -> Bool)
    -> [ArraySlice<UInt8>]
  {
    var pieces: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var depth = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth <= 0, isSeparator(byte) {
        pieces.append(bytes[start..<index])
        start = index + 1
      }
    }
    pieces.append(bytes[start...])
    return pieces
  }

  /// Where the group that opens a name is closed.
  private static func groupEnd(_ name: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    for index in name.indices {
      if name[index] == UInt8(ascii: "{") { depth += 1 }
      if name[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
