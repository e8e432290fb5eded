import PaperModel

/// The names that a corpus defines, for finding every place that uses them.
struct CorpusLexicon: Sendable {
  /// What a found name may stand for.
  struct Entry: Sendable {
    /// The senses that have it as their acronym, by place in `AbbreviationSenses.senses`.
    var acronymOf: [Int] = []
    /// The sense that has it as its long form.
    var longOf: Int?
    /// The papers that introduce a work of this name, by place in the corpus.
    var introducedBy: [Int] = []
    /// How papers print it as an acronym or a work's name, in the singular.
    var spellings: Set<String> = []
  }

  /// A use of a name.
  struct Use: Sendable {
    let entry: Int
    let span: TextSpan
    /// Whether it reads as a name and not as common words.
    let isName: Bool
    /// The field that holds it.
    let field: TextField
    /// The sentence that holds it.
    let sentence: TextSpan
  }

  let entries: [Entry]
  private let table: PhraseTable

  init(senses: AbbreviationSenses, mentions: [[Mention]]) {
    var entries: [String: Entry] = [:]
    for (index, sense) in senses.senses.enumerated() {
      for long in sense.longForms { entries[Self.key(long), default: Entry()].longOf = index }
      for acronym in sense.acronyms {
        entries[Self.key(acronym), default: Entry()].acronymOf.append(index)
        entries[Self.key(acronym), default: Entry()].spellings.insert(acronym)
      }
    }
    for (paper, list) in mentions.enumerated() {
      for mention in list where mention.role == .introduces && Self.isDistinctive(mention.name) {
        var entry = entries[Self.key(mention.name), default: Entry()]
        if entry.introducedBy.last != paper { entry.introducedBy.append(paper) }
        entry.spellings.insert(ShortForm.singular(mention.name))
        entries[Self.key(mention.name)] = entry
      }
    }
    var table = PhraseTable()
    var list: [Entry] = []
    for key in entries.keys.sorted() where !key.isEmpty {
      guard var entry = entries[key] else { continue }
      entry.acronymOf = Array(Set(entry.acronymOf)).sorted()
      table.insert(key, value: list.count)
      list.append(entry)
    }
    self.entries = list
    self.table = table
  }

  /// The uses in a text, in order, the longest name at each place.
  func uses(in text: ScannedText) -> [Use] {
    var result: [Use] = []
    var index = 0
    while index < text.tokens.count {
      guard text.tokens[index].isWord,
        let match = table.longestMatch(
          in: text, at: index, before: text.sentence(of: index).upperBound)
      else {
        index += 1
        continue
      }
      let entry = entries[match.value]
      let span = text.span(index..<match.end)
      let isName = isName(entry, span, tokens: index..<match.end, in: text)
      if isName || (entry.longOf != nil && !text.isInsideName(index..<match.end)) {
        result.append(
          Use(
            entry: match.value, span: span, isName: isName, field: text.field,
            sentence: text.span(text.sentence(of: index))))
        index = match.end
      } else {
        index += 1
      }
    }
    return result
  }

  /// Whether a span prints an acronym or a work's name and not small-letter words that fold to it.
  private func isName(
    _ entry: Entry, _ span: TextSpan, tokens: Range<Int>, in text: ScannedText
  ) -> Bool {
    guard !entry.spellings.isEmpty, !text.isInsideName(tokens) else { return false }
    let printed = ShortForm.singular(text.string(span))
    if entry.spellings.contains(printed) { return true }
    return Self.isDistinctive(printed)
  }

  /// Whether a name has two capitals or a digit, so that no common word folds to it by chance.
  static func isDistinctive(_ name: String) -> Bool {
    let bytes = name.utf8
    return bytes.count >= 3
      && (bytes.count(where: \.isUpper) >= 2
        || (bytes.contains(where: \.isUpper) && bytes.contains(where: \.isDigit)))
  }

  /// The form of a name in the phrase table: the plural of its last word folded.
  private static func key(_ name: String) -> String {
    Plural.singular(ShortForm.singular(name)).lowercased()
  }
}

extension ScannedText {
  /// Whether tokens are a part of a longer name joined by hyphens: `NeRF` in `D-NeRF`.
  func isInsideName(_ range: Range<Int>) -> Bool {
    let first = range.lowerBound
    if first >= 2, isMark(first - 1, "-"), !tokens[first].spaceBefore,
      !tokens[first - 1].spaceBefore, tokens[first - 2].hasCapital || tokens[first - 2].isNumber
    {
      return true
    }
    let end = range.upperBound
    guard end + 1 < tokens.count, isMark(end, "-") || isMark(end, "+"), !tokens[end].spaceBefore,
      !tokens[end + 1].spaceBefore
    else { return false }
    return tokens[end + 1].hasCapital || tokens[end + 1].has(.digit)
  }
}
