import PaperModel

extension Reference {
  /// Reads a cited work of Web of Science: `AUTHOR, YEAR, SOURCE, V1, P2, DOI 10.…`.
  init(webOfScience text: String) {
    let parts = text.split(separator: ",").map { SourceText.folded(String($0)) }
    self.init(
      identifiers: [Self.doi(in: text)].compactMap { $0 },
      year: parts.prefix(3).lazy.compactMap(Self.year).first, text: text)
  }

  /// Reads the references of a Scopus record.
  ///
  /// They end with their year in parentheses (`Title, Journal, 5, pp. 1-2, (2023)`), or in older
  /// files have it before the journal (`Title (1999) Journal, 5`); semicolons part both
  /// references and, in newer files, authors.
  static func scopus(_ text: String) -> [Reference] {
    var references: [Reference] = []
    var start = text.startIndex
    var end = start
    func take() {
      let printed = SourceText.folded(String(text[start..<end]))
      if !printed.isEmpty { references.append(Reference(scopus: printed)) }
    }
    for piece in text.split(separator: ";") {
      end = piece.endIndex
      guard yearInParentheses(piece) != nil else { continue }
      take()
      start = end < text.endIndex ? text.index(after: end) : end
    }
    if start < end { take() }
    return references
  }

  private init(scopus text: String) {
    self.init(identifiers: [Self.doi(in: text)].compactMap { $0 }, text: text)
    guard let found = Self.yearInParentheses(text[...]) else { return }
    year = found.year
    var parts = text[..<found.range.lowerBound].split(separator: ",")
      .map { SourceText.folded(String($0)) }.filter { !$0.isEmpty }
    if let lastAuthor = parts.lastIndex(where: Self.endsWithInitial) {
      parts.removeSubrange(...lastAuthor)
    }
    if text[found.range.upperBound...].isEmpty { Self.dropPlace(from: &parts) }
    if !parts.isEmpty { title = parts.joined(separator: ", ") }
  }

  /// Leaves out pages, numbers and, before them, the journal.
  private static func dropPlace(from parts: inout [String]) {
    while parts.count > 1, let last = parts.last,
      last.hasPrefix("pp. ") || last.hasPrefix("p. ") || Int(last) != nil
    {
      parts.removeLast()
    }
    if parts.count > 1 { parts.removeLast() }
  }

  private static func endsWithInitial(_ part: String) -> Bool {
    let bytes = Array(part.utf8.suffix(3))
    guard bytes.last == UInt8(ascii: "."), bytes.count >= 2 else { return false }
    let isCapital = (0x41...0x5A).contains(bytes[bytes.count - 2])
    return isCapital && (bytes.count == 2 || " .-".utf8.contains(bytes[0]))
  }

  private static func yearInParentheses(_ text: Substring)
    -> (year: Int, range: Range<Substring.Index>)?
  {
    var rest = text
    while let open = rest.lastIndex(of: "(") {
      let year = rest[rest.index(after: open)...].prefix(4)
      if let value = Self.year(String(year)), year.endIndex < text.endIndex,
        text[year.endIndex] == ")"
      {
        return (value, open..<text.index(after: year.endIndex))
      }
      rest = rest[..<open]
    }
    return nil
  }

  private static func year(_ text: String) -> Int? {
    guard text.utf8.count == 4, let year = Int(text), (1000..<3000).contains(year) else {
      return nil
    }
    return year
  }

  private static func doi(in text: String) -> Identifier? {
    guard let doi = Identifier.doi(text) else { return nil }
    // A list of spellings in brackets ends the first with a comma or bracket.
    let value = doi.value.prefix { !",]".contains($0) }
    return Identifier(.doi, String(value))
  }
}
