import PaperModel

/// The canonical form of an identifier, from the ways in which sources print it; nil for a text
/// that is none.
extension Identifier {
  /// A DOI with or without resolver or `doi:`, percent-escaped or not.
  static func doi(_ text: some StringProtocol) -> Identifier? {
    let lower = text.lowercased()
    guard let start = doiStart(lower.utf8) else { return nil }
    var name = lower[start...].prefix { !$0.isWhitespace && !"\"<>|".contains($0) }
    while let last = name.last, ".,;:".contains(last) { name.removeLast() }
    let isAddress = lower.hasPrefix("http")
    let value = isAddress ? percentDecoded(String(name.prefix { $0 != "?" })) : String(name)
    return Identifier(.doi, value)
  }

  /// Where `10.`, four or more digits and a slash start, after a resolver or a label at most.
  private static func doiStart(_ text: String.UTF8View) -> String.Index? {
    var start = text.startIndex
    while let found = text[start...].firstIndex(of: UInt8(ascii: "1")) {
      let rest = text[found...]
      if rest.starts(with: "10.".utf8) {
        let registrant = rest.dropFirst(3).prefix { (0x30...0x39).contains($0) || $0 == 0x2E }
        let suffix = text[registrant.endIndex...]
        if registrant.count >= 4,
          suffix.starts(with: "/".utf8) && suffix.count > 1 || suffix.starts(with: "%2f".utf8)
        {
          return isLabel(text[..<found]) ? found : nil
        }
      }
      start = text.index(after: found)
    }
    return nil
  }

  private static func isLabel(_ text: String.UTF8View.SubSequence) -> Bool {
    guard let last = text.last else { return true }
    return !(0x61...0x7A).contains(last) && !(0x30...0x39).contains(last)
  }

  private static func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), code > 0x20
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self).lowercased()
  }

  /// An arXiv id, new (`2309.03453`) or old (`hep-th/9901001`), without label, address or version.
  static func arXiv(_ text: some StringProtocol) -> Identifier? {
    var name = Substring(text)
    for label in ["abs/", "pdf/", "html/"] {
      if let path = range(of: "arxiv.org/" + label, in: name) { name = name[path.upperBound...] }
    }
    if let label = range(of: "arxiv:", in: name) { name = name[label.upperBound...] }
    name = name.drop { $0 == " " }.prefix { !$0.isWhitespace && !"[](),;?#{}".contains($0) }
    if name.lowercased().hasSuffix(".pdf") { name = name.dropLast(4) }
    while name.last == "." { name.removeLast() }
    if let v = name.lastIndex(of: "v"), v > name.startIndex, name[v...].count > 1,
      name[name.index(after: v)...].utf8.allSatisfy(isDigit)
    {
      name = name[..<v]
    }
    return isArXivName(name) ? Identifier(.arxiv, String(name)) : nil
  }

  private static func isArXivName(_ name: Substring) -> Bool {
    let bytes = Array(name.utf8)
    if bytes.count == 9 || bytes.count == 10, bytes[4] == UInt8(ascii: ".") {
      return bytes[..<4].allSatisfy(isDigit) && bytes[5...].allSatisfy(isDigit)
    }
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), slash > 1,
      bytes.count - slash == 8, bytes[(slash + 1)...].allSatisfy(isDigit)
    else { return false }
    return bytes[..<slash].allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D || $0 == 0x2E
    }
  }

  /// An ISBN of ten or thirteen digits, with hyphens or blanks; the check digit may be `X`.
  static func isbn(_ text: some StringProtocol) -> Identifier? {
    var digits = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: digits.append(Character(Unicode.Scalar(byte)))
      case UInt8(ascii: "X"), UInt8(ascii: "x"): digits.append("X")
      case UInt8(ascii: "-"), UInt8(ascii: " "): continue
      default:
        if digits.utf8.count >= 10 { return isbn(digits) }
        digits = ""
      }
      if digits.utf8.count > 13 { return nil }
    }
    let count = digits.utf8.count
    guard count == 10 || count == 13, !digits.dropLast().utf8.contains(UInt8(ascii: "X"))
    else { return nil }
    return Identifier(.isbn, digits)
  }

  /// A PubMed id: digits, with or without a label or an address.
  static func pubMed(_ text: some StringProtocol) -> Identifier? {
    trailingNumber(text).map { Identifier(.pubMed, $0) }
  }

  /// A PubMed Central id as `PMC123`.
  static func pubMedCentral(_ text: some StringProtocol) -> Identifier? {
    trailingNumber(text).map { Identifier(.pubMedCentral, "PMC" + $0) }
  }

  /// An OpenAlex work id, `W…`, from its address or bare.
  static func openAlex(_ text: some StringProtocol) -> Identifier? {
    let name = text.split(separator: "/").last ?? ""
    guard name.first == "W" || name.first == "w", name.dropFirst().utf8.allSatisfy(isDigit),
      name.utf8.count > 1
    else { return nil }
    return Identifier(.openAlex, name.uppercased())
  }

  /// An id of the ACL Anthology from its address or as a DOI's suffix.
  static func acl(_ text: some StringProtocol) -> Identifier? {
    for place in ["aclanthology.org/", "aclweb.org/anthology/", "10.18653/v1/"] {
      guard let found = range(of: place, in: Substring(text)) else { continue }
      var name = text[found.upperBound...].prefix { !$0.isWhitespace && !"/?#".contains($0) }
      for suffix in [".pdf", ".bib"] where name.hasSuffix(suffix) { name.removeLast(4) }
      if name.utf8.contains(UInt8(ascii: "-")) { return Identifier(.acl, String(name)) }
    }
    return nil
  }

  /// The identifier that an address names, if it is a page of DOI, arXiv, PubMed or the like.
  static func ofAddress(_ address: some StringProtocol) -> Identifier? {
    let lower = address.lowercased()
    if lower.contains("doi.org/") { return doi(address) }
    if lower.contains("arxiv.org/") { return arXiv(address) }
    if lower.contains("aclanthology.org/") { return acl(address) }
    if lower.contains("openalex.org/") { return openAlex(address) }
    if lower.contains("pubmed") && lower.contains("nlm.nih.gov") { return pubMed(address) }
    if lower.contains("/pmc/articles/pmc") { return pubMedCentral(address) }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func trailingNumber(_ text: some StringProtocol) -> String? {
    var number = ""
    for byte in text.utf8 {
      if isDigit(byte) {
        number.append(Character(Unicode.Scalar(byte)))
      } else if !number.isEmpty {
        break
      }
    }
    return (1...10).contains(number.utf8.count) && number != "0" ? number : nil
  }

  /// Where a word of small letters stands in a text, whatever the case of its letters there.
  private static func range(of word: String, in text: some StringProtocol) -> Range<String.Index>? {
    let bytes = text.utf8
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let tail = bytes[start...].prefix(word.utf8.count)
      if tail.elementsEqual(word.utf8, by: { ($0 | ((0x41...0x5A).contains($0) ? 0x20 : 0)) == $1 })
      {
        return start..<tail.endIndex
      }
      start = bytes.index(after: start)
    }
    return nil
  }
}

extension PaperRecord {
  /// Adds an identifier unless the record has it.
  mutating func add(_ identifier: Identifier?) {
    guard let identifier, !identifiers.contains(identifier) else { return }
    identifiers.append(identifier)
  }

  /// Adds an address of the paper and the identifier it names; one that may not be opened is kept
  /// as a field.
  mutating func addAddress(_ text: some StringProtocol, field: String) {
    guard let address = SourceText.webAddress(text) else {
      if !text.isEmpty { extra.append(ExtraField(field, String(text))) }
      return
    }
    if !urls.contains(address) { urls.append(address) }
    add(Identifier.ofAddress(address))
  }
}
