import PaperModel

/// Finds in-text citations: `Foster and Rakhlin, 2020`, `Wortsman et al. (2020)`, and keys of a
/// bibliography left over: `yao2023spike`, `finn:maml:DBLP:conf/icml/FinnAL17`, `\cite{key}`.
///
/// Time is linear in the text.
struct CitationRecognizer: Sendable {
  /// The citations of a text, in order.
  func mentions(in text: ScannedText) -> [Mention] {
    var result: [Mention] = []
    var index = 0
    while index < text.tokens.count {
      if let (end, name, rule) = citation(at: index, in: text) {
        let span = text.span(index..<end)
        result.append(
          Mention(
            kind: .identifier, name: "citation:" + name, surface: text.string(span),
            field: text.field, span: span, rule: rule, detail: "citation"))
        index = end
      } else {
        index += 1
      }
    }
    return result
  }

  private func citation(at index: Int, in text: ScannedText) -> (Int, String, String)? {
    let token = text.tokens[index]
    guard token.isWord, index == 0 || token.spaceBefore || !text.tokens[index - 1].isWord else {
      return nil
    }
    if token.has(.firstUpper), token.has(.lower) {
      return token.has(.digit) ? key(at: index, in: text) : authorYear(at: index, in: text)
    }
    guard token.has(.lower), !token.hasCapital else { return nil }
    if token.fold == Word.cite, text.isMark(index - 1, "\\") {
      return citedKey(at: index, in: text)
    }
    return token.has(.digit) ? key(at: index, in: text) : dblpKey(at: index, in: text)
  }

  /// `Name et al., 2020`, `Name and Name (2020)`, `Name & Name, 2020b`.
  private func authorYear(at index: Int, in text: ScannedText) -> (Int, String, String)? {
    var next = index + 1
    var names = [text.string(text.tokens[index])]
    if text.tokens[safe: next]?.fold == Word.et, text.tokens[safe: next + 1]?.fold == Word.al {
      next += text.isMark(next + 2, ".") ? 3 : 2
      names.append("et al")
    } else if text.tokens[safe: next]?.fold == Word.and || text.isMark(next, "&"),
      let second = text.tokens[safe: next + 1], second.has(.firstUpper), second.has(.lower)
    {
      names.append(text.string(second))
      next += 2
    } else {
      return nil
    }
    if text.isMark(next, ",") { next += 1 }
    let isBracketed = text.isMark(next, "(")
    if isBracketed { next += 1 }
    guard let year = text.tokens[safe: next], isYear(year, text.bytes) else { return nil }
    next += 1
    if isBracketed {
      guard text.isMark(next, ")") else { return nil }
      next += 1
    }
    names.append(text.string(year))
    return (next, names.joined(separator: " ").lowercased(), "author-year")
  }

  /// `2020` or `2020b`.
  private func isYear(_ token: Token, _ bytes: [UInt8]) -> Bool {
    guard token.count == 4 || token.count == 5 else { return false }
    let digits = bytes[token.start..<token.start + 4]
    guard digits.allSatisfy(\.isDigit) else { return false }
    let isCentury = digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8)
    return isCentury && (token.count == 4 || bytes[token.end - 1].isLower)
  }

  /// `yao2023spike`, `Sak2014`: a name and a year, perhaps a word, in one.
  private func key(at index: Int, in text: ScannedText) -> (Int, String, String)? {
    let token = text.tokens[index]
    let bytes = Array(text.bytes[token.start..<token.end])
    guard let digit = bytes.firstIndex(where: \.isDigit), digit >= 3, digit + 4 <= bytes.count,
      bytes[1..<digit].allSatisfy(\.isLower), bytes[(digit + 4)...].allSatisfy(\.isLower),
      bytes[0].isLower != (bytes.count == digit + 4),
      bytes[digit...].starts(with: "19".utf8) || bytes[digit...].starts(with: "20".utf8),
      bytes[digit..<digit + 4].allSatisfy(\.isDigit)
    else { return nil }
    return (index + 1, String(decoding: bytes, as: UTF8.self), "citation-key")
  }

  /// `finn:maml:DBLP:conf/icml/FinnAL17`: an unbroken run with `DBLP:` in it.
  private func dblpKey(at index: Int, in text: ScannedText) -> (Int, String, String)? {
    guard text.isMark(index + 1, ":"), !text.tokens[index + 1].spaceBefore,
      text.tokens[safe: index + 2]?.spaceBefore == false
    else { return nil }
    var end = index + 1
    var isKnown = false
    while end < text.tokens.count, end - index < 32, !text.tokens[end].spaceBefore {
      if text.tokens[end].fold == Word.dblp { isKnown = true }
      end += 1
    }
    while end > index, !text.tokens[end - 1].isWord { end -= 1 }
    guard isKnown else { return nil }
    return (end, text.string(text.span(index..<end)), "citation-key")
  }

  /// The key in `\cite{key}`.
  private func citedKey(at index: Int, in text: ScannedText) -> (Int, String, String)? {
    guard text.isMark(index + 1, "{") else { return nil }
    var end = index + 2
    while end < text.tokens.count, end - index < 32, !text.isMark(end, "}") { end += 1 }
    guard end > index + 2, text.isMark(end, "}") else { return nil }
    return (end + 1, text.string(text.span(index + 2..<end)), "citation-key")
  }

  private enum Word {
    static let et = Token.fold("et")
    static let al = Token.fold("al")
    static let and = Token.fold("and")
    static let cite = Token.fold("cite")
    static let dblp = Token.fold("dblp")
  }
}
