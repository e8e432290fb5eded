import PaperModel

/// The canonical form of an identifier, from the ways in which sources print it; nil for a text
/// that is none.
extension Identifier {
  /// A DOI with or without resolver or `doi:`, percent-escaped or not.
  static func doi(_ text: some StringProtocol) -> Identifier? {
    withLowercasedBytes(text) { bytes in
      guard let start = doiStart(bytes) else { return nil }
      let isAddress = bytes.starts(with: "http".utf8)
      var end = start
      while end < bytes.count, !endsDOI(bytes[end], isAddress: isAddress) { end += 1 }
      while end > start, ".,;:".utf8.contains(bytes[end - 1]) { end -= 1 }
      let name = String(decoding: bytes[start..<end], as: UTF8.self)
      return Identifier(.doi, isAddress ? percentDecoded(name) : name)
    }
  }

  private static func endsDOI(_ byte: UInt8, isAddress: Bool) -> Bool {
    switch byte {
    case 0x00...0x20, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"):
      true
    case UInt8(ascii: "?"), UInt8(ascii: "#"): isAddress
    default: false
    }
  }

  /// Where `10.`, four or more digits and a slash start, after a resolver or a label at most.
  private static func doiStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var from = 0
    while let start = offset(of: "10.", in: bytes, from: from) {
      from = start + 3
      while from < bytes.count, isDigit(bytes[from]) || bytes[from] == UInt8(ascii: ".") {
        from += 1
      }
      let hasSlash =
        from + 1 < bytes.count && bytes[from] == UInt8(ascii: "/")
        || bytes[from...].starts(with: "%2f".utf8)
      guard from - start >= 7, hasSlash else { continue }
      return start == 0 || !isAlphanumeric(bytes[start - 1]) ? start : nil
    }
    return nil
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
    var text = String(text)
    return text.withUTF8 { bytes in
      var start = 0
      for label in ["arxiv.org/abs/", "arxiv.org/pdf/", "arxiv.org/html/", "arxiv:"] {
        if let found = offset(of: label, in: bytes, from: start) {
          start = found + label.utf8.count
        }
      }
      while start < bytes.count, bytes[start] == 0x20 { start += 1 }
      var end = start
      while end < bytes.count, bytes[end] > 0x20, !"[](),;?#{}".utf8.contains(bytes[end]) {
        end += 1
      }
      var name = bytes[start..<end]
      if name.count > 4, name.suffix(4).elementsEqual(".pdf".utf8) { name = name.dropLast(4) }
      while name.last == UInt8(ascii: ".") { name = name.dropLast() }
      let version = name.reversed().prefix(while: isDigit).count
      if version > 0, name.dropLast(version).last == UInt8(ascii: "v") {
        name = name.dropLast(version + 1)
      }
      guard isArXivName(Array(name)) else { return nil }
      return Identifier(.arxiv, String(decoding: name, as: UTF8.self))
    }
  }

  private static func isArXivName(_ bytes: [UInt8]) -> Bool {
    if bytes.count == 9 || bytes.count == 10, bytes[4] == UInt8(ascii: ".") {
      return bytes[..<4].allSatisfy(isDigit) && bytes[5...].allSatisfy(isDigit)
    }
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), slash > 1,
      bytes.count - slash == 8, bytes[(slash + 1)...].allSatisfy(isDigit)
    else { return false }
    return bytes[..<slash].allSatisfy {
      isAlphanumeric($0 | 0x20) && !isDigit($0) || $0 == 0x2D || $0 == 0x2E
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
    firstNumber(text).map { Identifier(.pubMed, $0) }
  }

  /// A PubMed Central id as `PMC123`.
  static func pubMedCentral(_ text: some StringProtocol) -> Identifier? {
    firstNumber(text).map { Identifier(.pubMedCentral, "PMC" + $0) }
  }

  /// An OpenAlex work id, `W…`, from its address or bare.
  static func openAlex(_ text: some StringProtocol) -> Identifier? {
    // Works have hundreds of references, so bytes and not characters.
    let bytes = Array(text.utf8)
    let name = bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    guard let first = name.first, first | 0x20 == UInt8(ascii: "w"), name.count > 1,
      name.dropFirst().allSatisfy(isDigit)
    else { return nil }
    return Identifier(.openAlex, "W" + String(decoding: name.dropFirst(), as: UTF8.self))
  }

  /// A Semantic Scholar paper id, 40 hexadecimal digits, or `CorpusId:` with a number.
  static func semanticScholar(_ text: some StringProtocol) -> Identifier? {
    let bytes = text.utf8
    let corpus = "CorpusId:"
    let isPaper =
      bytes.count == 40 && bytes.allSatisfy { isDigit($0) || (0x61...0x66).contains($0) }
    let isCorpus =
      text.hasPrefix(corpus) && bytes.count > corpus.utf8.count
      && bytes.dropFirst(corpus.utf8.count).allSatisfy(isDigit)
    return isPaper || isCorpus ? Identifier(.semanticScholar, String(text)) : nil
  }

  /// An id of the ACL Anthology from its address or as a DOI's suffix.
  static func acl(_ text: some StringProtocol) -> Identifier? {
    var text = String(text)
    return text.withUTF8 { bytes in
      for place in ["aclanthology.org/", "aclweb.org/anthology/", "10.18653/v1/"] {
        guard let found = offset(of: place, in: bytes, from: 0) else { continue }
        var name = bytes[(found + place.utf8.count)...].prefix {
          $0 > 0x20 && !"/?#".utf8.contains($0)
        }
        if name.count > 4, name.suffix(4).first == UInt8(ascii: ".") { name = name.dropLast(4) }
        guard name.contains(UInt8(ascii: "-")) else { continue }
        return Identifier(.acl, String(decoding: name, as: UTF8.self))
      }
      return nil
    }
  }

  /// The identifier that an address names, if it is a page of DOI, arXiv, PubMed or the like.
  static func ofAddress(_ address: some StringProtocol) -> Identifier? {
    var text = String(address)
    func has(_ place: String) -> Bool {
      text.withUTF8 { offset(of: place, in: $0, from: 0) != nil }
    }
    if has("doi.org/") || has("/doi/") { return doi(address) }
    if has("arxiv.org/") { return arXiv(address) }
    if has("aclanthology.org/") { return acl(address) }
    if has("openalex.org/") { return openAlex(address) }
    if has("nlm.nih.gov/") {
      if has("/pmc/articles/pmc") || has("pmc.ncbi") { return pubMedCentral(address) }
      if has("pubmed") { return pubMed(address) }
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether a byte is a digit or a small letter.
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte)
  }

  private static func firstNumber(_ text: some StringProtocol) -> String? {
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

  private static func withLowercasedBytes<Result>(
    _ text: some StringProtocol, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var lower = text.lowercased()
    return lower.withUTF8(body)
  }

  /// Where a word of small letters stands in a text, whatever the case of its letters there.
  private static func offset(
    of word: String, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = word.utf8.first, bytes.count - start >= word.utf8.count else { return nil }
    for position in start...(bytes.count - word.utf8.count) {
      guard lower(bytes[position]) == first else { continue }
      if zip(word.utf8, bytes[position...]).allSatisfy({ lower($1) == $0 }) { return position }
    }
    return nil
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

extension PaperRecord {
  /// The identifiers of one registry.
  func identifiers(_ scheme: Identifier.Scheme) -> [String] {
    identifiers.filter { $0.scheme == scheme }.map(\.value)
  }

  /// Adds an identifier unless the record has it.
  mutating func add(_ identifier: Identifier?) {
    guard let identifier, !identifier.value.isEmpty, !identifiers.contains(identifier) else {
      return
    }
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
