import PaperModel

/// Finds addresses, bare repositories, DOIs and arXiv ids.
///
/// An address starts at a scheme, at `www.`, or at a bare host of code or pages; it ends at white
/// space, at a bracket that it did not open, at a quote or brace, or where the next address is
/// glued to it. Time is linear in the text: no byte is looked at by two addresses.
struct LinkRecognizer: Sendable {
  /// The addresses and identifiers of a text, in order, without overlaps.
  func mentions(in text: ScannedText) -> [Mention] {
    var result: [Mention] = []
    var free = 0
    for index in text.tokens.indices where text.tokens[index].isWord {
      let token = text.tokens[index]
      guard token.start >= free, let found = found(in: text, at: index) else { continue }
      guard found.span.start >= free else { continue }
      free = found.span.end
      if let mention = mention(for: found, in: text) { result.append(mention) }
    }
    return result
  }

  private struct Found {
    var span: TextSpan
    var rule: String
    var identifier: String?
  }

  private func found(in text: ScannedText, at index: Int) -> Found? {
    let token = text.tokens[index]
    if let scheme = schemeStart(token, in: text) { return address(from: scheme, in: text) }
    switch token.fold {
    case Word.www:
      return bareHost(index, index, in: text)
    case Word.github, Word.gitlab, Word.gitee, Word.huggingface, Word.hf, Word.bitbucket,
      Word.readthedocs, Word.herokuapp:
      return hostName(at: index, in: text)
    case Word.arxiv: return arXivID(behind: index, in: text)
    case Word.doi: return doi(behind: index, in: text)
    default: return nil
    }
  }

  /// Where `http` or `https` starts, if `://` follows; a word may be glued before it.
  private func schemeStart(_ token: Token, in text: ScannedText) -> Int? {
    let bytes = text.bytes
    guard token.end < bytes.count, bytes[token.end] == UInt8(ascii: ":"), token.count >= 4 else {
      return nil
    }
    let slashes = bytes.skippingSpaces(token.end + 1)
    guard slashes + 1 < bytes.count, bytes[slashes] == UInt8(ascii: "/"),
      bytes[slashes + 1] == UInt8(ascii: "/")
    else { return nil }
    for word in ["https", "http"] where bytes.hasFolded(word, endingAt: token.end) {
      return max(token.start, token.end - word.utf8.count)
    }
    return nil
  }

  private func address(from start: Int, in text: ScannedText) -> Found? {
    let bytes = text.bytes
    var body = start
    while bytes[body] != UInt8(ascii: "/") { body += 1 }
    body += 2
    let host = bytes.skippingSpaces(body)
    let isBroken = host > body || bytes[start..<body].contains(where: \.isSpace)
    let end = addressEnd(bytes, from: host, isBroken: isBroken)
    guard end > host else { return nil }
    return Found(span: TextSpan(start, end), rule: "url")
  }

  /// A known host printed without scheme, perhaps with a subdomain: `name.github.io/page`.
  private func hostName(at index: Int, in text: ScannedText) -> Found? {
    let tokens = text.tokens
    guard index + 2 < tokens.count, text.isMark(index + 1, "."), !tokens[index + 1].spaceBefore,
      !tokens[index + 2].spaceBefore, Word.hostEndings.contains(tokens[index + 2].fold)
    else { return nil }
    var first = index
    while first >= 2, index - first < 16, !tokens[first].spaceBefore,
      !tokens[first - 1].spaceBefore,
      text.isMark(first - 1, ".") || text.isMark(first - 1, "-"), tokens[first - 2].isWord
    {
      first -= 2
    }
    return bareHost(first, index, in: text)
  }

  private func bareHost(_ first: Int, _ index: Int, in text: ScannedText) -> Found? {
    let start = text.tokens[first].start
    guard start == 0 || text.bytes[start - 1] != UInt8(ascii: "@") else { return nil }
    let end = addressEnd(text.bytes, from: start, isBroken: false)
    let isPage = first < index || text.tokens[index].fold == Word.www
    guard isPage || text.bytes[start..<end].contains(UInt8(ascii: "/")) else { return nil }
    return Found(span: TextSpan(start, end), rule: "bare-host")
  }

  /// Where an address ends, with the punctuation of the sentence behind it left out.
  private func addressEnd(_ bytes: [UInt8], from start: Int, isBroken: Bool) -> Int {
    var index = start
    var depth = 0
    scan: while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth < 0 { break scan }
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "{"),
        UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "`"),
        UInt8(ascii: "["), UInt8(ascii: "]"):
        break scan
      case UInt8(ascii: "\\"):
        guard index + 1 < bytes.count,
          bytes[index + 1] == UInt8(ascii: "_") || bytes[index + 1] == UInt8(ascii: "%")
            || bytes[index + 1] == UInt8(ascii: "&") || bytes[index + 1] == UInt8(ascii: "#")
            || bytes[index + 1] == UInt8(ascii: "~")
        else { break scan }
      case UInt8(ascii: "h"), UInt8(ascii: "H"):
        if index > start, startsAddress(bytes, index), bytes[index - 1] != UInt8(ascii: "="),
          bytes[index - 1] != UInt8(ascii: "/")
        {
          break scan
        }
      case 0x00...0x20, 0x7f:
        guard isBroken, continues(bytes, at: index) else { break scan }
      case 0xe2 where index + 1 < bytes.count && bytes[index + 1] == 0x80: break scan
      default: break
      }
      index += 1
    }
    while index > start, Self.trailing.contains(bytes[index - 1]) { index -= 1 }
    if index - start > 2, bytes[index - 1] == UInt8(ascii: "s"),
      bytes[index - 2] == UInt8(ascii: "'")
    {
      index -= 2
    }
    return index
  }

  private static let trailing = Set(Array(".,;:!?'*~".utf8) + [0x20, 0x09, 0x0a, 0x0d])

  private func startsAddress(_ bytes: [UInt8], _ index: Int) -> Bool {
    bytes.hasFolded("http://", at: index) || bytes.hasFolded("https://", at: index)
  }

  /// Whether an address broken by typesetting goes on behind white space: `github. com/ name`.
  private func continues(_ bytes: [UInt8], at space: Int) -> Bool {
    let next = bytes.skippingSpaces(space)
    guard next < bytes.count, bytes[next].isWordByte else { return false }
    let before = bytes[space - 1]
    if before == UInt8(ascii: "/") { return true }
    if before == UInt8(ascii: ".") { return bytes[next].isLower }
    var end = next
    while end < bytes.count, end - next < 24, bytes[end].isWordByte { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "/")
  }

  /// `arXiv:2309.03453v2`, `arXiv 2309.03453`, `arXiv:cs/0112017`.
  private func arXivID(behind index: Int, in text: ScannedText) -> Found? {
    let bytes = text.bytes
    var start = text.tokens[index].end
    if start < bytes.count, bytes[start] == UInt8(ascii: ":") { start += 1 }
    start = bytes.skippingSpaces(start)
    var end = start
    while end < bytes.count,
      bytes[end].isWordByte || bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: "/")
        || bytes[end] == UInt8(ascii: "-")
    { end += 1 }
    while end > start, !bytes[end - 1].isWordByte { end -= 1 }
    let id = Array(bytes[start..<end])
    guard isArXivID(id) else { return nil }
    let name = LinkCanonicalizer.arXivIDWithoutVersion(String(decoding: id, as: UTF8.self))
    return Found(
      span: TextSpan(text.tokens[index].start, end), rule: "arxiv-id", identifier: "arxiv:" + name)
  }

  /// New form `dddd.ddddd`, old form `archive/ddddddd`.
  private func isArXivID(_ id: [UInt8]) -> Bool {
    let digits = id.filter(\.isDigit).count
    if id.count >= 9, id[0..<4].allSatisfy(\.isDigit), id[4] == UInt8(ascii: ".") {
      return digits >= 8 && id[5..<9].allSatisfy(\.isDigit)
    }
    guard let slash = id.firstIndex(of: UInt8(ascii: "/")), slash >= 2 else { return false }
    return id[..<slash].allSatisfy { !$0.isDigit } && digits >= 7
  }

  /// `doi:10.1000/182`, `DOI 10.1000/182`.
  private func doi(behind index: Int, in text: ScannedText) -> Found? {
    let bytes = text.bytes
    var start = text.tokens[index].end
    if start < bytes.count, bytes[start] == UInt8(ascii: ":") { start += 1 }
    start = bytes.skippingSpaces(start)
    guard bytes.hasFolded("10.", at: start) else { return nil }
    let end = addressEnd(bytes, from: start, isBroken: false)
    guard let slash = bytes[start..<end].firstIndex(of: UInt8(ascii: "/")), slash + 1 < end,
      bytes[start + 3..<slash].allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") })
    else { return nil }
    let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    return Found(
      span: TextSpan(text.tokens[index].start, end), rule: "doi", identifier: "doi:" + name)
  }

  private func mention(for found: Found, in text: ScannedText) -> Mention? {
    let surface = text.string(found.span)
    if let identifier = found.identifier {
      return Mention(
        kind: .identifier, name: identifier, surface: surface, field: text.field,
        span: found.span, rule: found.rule)
    }
    guard let link = LinkCanonicalizer.canonical(surface) else { return nil }
    return Mention(
      kind: link.kind == .repository ? .repository : .link, name: link.name, surface: surface,
      field: text.field, span: found.span, rule: found.rule,
      detail: link.kind == .repository
        ? nil : link.detail ?? LinkContext.detail(of: found.span, in: text))
  }

  private enum Word {
    static let www = Token.fold("www")
    static let github = Token.fold("github")
    static let gitlab = Token.fold("gitlab")
    static let gitee = Token.fold("gitee")
    static let huggingface = Token.fold("huggingface")
    static let hf = Token.fold("hf")
    static let bitbucket = Token.fold("bitbucket")
    static let readthedocs = Token.fold("readthedocs")
    static let herokuapp = Token.fold("herokuapp")
    static let arxiv = Token.fold("arxiv")
    static let doi = Token.fold("doi")
    static let hostEndings = FoldSet(["com", "io", "co", "org"])
  }
}

extension [UInt8] {
  /// The first offset from `index` on that is no white space.
  func skippingSpaces(_ index: Int) -> Int {
    var index = index
    while index < count, self[index].isSpace { index += 1 }
    return index
  }

  /// Whether the bytes at an offset are `word`, ASCII case aside.
  func hasFolded(_ word: String, at offset: Int) -> Bool {
    guard offset >= 0, offset + word.utf8.count <= count else { return false }
    var index = offset
    for byte in word.utf8 {
      guard self[index].lowered == byte else { return false }
      index += 1
    }
    return true
  }

  /// Whether the bytes before an offset are `word`, ASCII case aside.
  func hasFolded(_ word: String, endingAt end: Int) -> Bool {
    hasFolded(word, at: end - word.utf8.count)
  }
}
