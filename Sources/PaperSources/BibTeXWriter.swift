import PaperModel

/// Writes BibTeX.
enum BibTeXWriter {
  static func bytes(of papers: [Paper]) -> [UInt8] {
    var text = ""
    let keys = PaperNaming.unique(papers.map { key($0.id) })
    for (paper, key) in zip(papers, keys) { append(paper.record, key, to: &text) }
    return Array(text.utf8)
  }

  /// An id without what ends a key or starts a comment.
  private static func key(_ id: String) -> String {
    let forbidden: Set<Character> = [",", "{", "}", "(", ")", "\"", "#", "%", "~", "\\", "=", "'"]
    let key = String(id.map { $0.isWhitespace || forbidden.contains($0) ? "-" : $0 })
    return key.isEmpty ? "-" : key
  }

  private static let entryTypes: Set<String> = [
    "article", "book", "mvbook", "inbook", "bookinbook", "suppbook", "booklet", "collection",
    "incollection", "manual", "misc", "online", "patent", "periodical", "proceedings",
    "inproceedings", "reference", "inreference", "report", "techreport", "thesis", "phdthesis",
    "mastersthesis", "unpublished", "dataset", "software", "electronic", "conference", "www",
  ]
  /// Fields whose values LaTeX takes literally.
  private static let verbatim: Set<String> = ["file", "pdf", "biburl", "adsurl", "doi", "url"]
  /// Fields that point to other entries, whose contents the record has taken over.
  private static let pointers: Set<String> = ["crossref", "xdata"]

  /// Fields that say what an `eprint` is, which is written anew.
  private static let eprintTypes: Set<String> = ["archiveprefix", "eprinttype"]

  private static func append(_ record: PaperRecord, _ key: String, to text: inout String) {
    let own = record.type?.lowercased() ?? ""
    let type = entryTypes.contains(own) ? own : WorkType.of(record).bibtex
    var fields = Fields()
    fields.add("title", escaped(record.title))
    let hasOthers = record.extra.contains(ExtraField("author", "others"))
    fields.add(
      "author",
      (record.authors.map(name) + (hasOthers ? ["others"] : [])).joined(separator: " and "))
    fields.add("year", record.date?.year.map { "\($0)" } ?? "")
    fields.add("month", record.date?.month.map { "\($0)" } ?? "")
    fields.add("day", record.date?.day.map { "\($0)" } ?? "")
    let isPart = ["inproceedings", "incollection", "inbook", "conference"].contains(type)
    fields.add(isPart ? "booktitle" : "journal", escaped(record.venue ?? ""))
    addIdentifiers(of: record, to: &fields)
    for (name, address) in zip(["url", "link", "ee"], record.urls) {
      fields.add(name, literal(address))
    }
    fields.add("abstract", escaped(record.abstract))
    fields.add("keywords", escaped(record.keywords.joined(separator: ", ")))
    fields.add("fields", escaped(record.fields.joined(separator: "; ")))
    fields.add("citations", record.citationCount.map { "\($0)" } ?? "")
    fields.add("author+an:orcid", orcids(record.authors))
    let hasArXiv = !record.identifiers(.arxiv).isEmpty
    for field in record.plainExtra where field != ExtraField("author", "others") {
      let name = CommonField.named(field.name)?.bibtex ?? fieldName(field.name)
      if pointers.contains(name) || (hasArXiv && eprintTypes.contains(name)) { continue }
      fields.add(name, verbatim.contains(name) ? literal(field.value) : escaped(field.value))
    }
    text += "@\(type){\(key),\n\(fields.text)}\n\n"
  }

  /// Fields in their order; a name that was taken gets a number.
  private struct Fields {
    private(set) var text = ""
    private var names: Set<String> = []

    mutating func add(_ name: String, _ value: String) {
      if value.isEmpty || name.isEmpty { return }
      var unique = name
      var number = 2
      while !names.insert(unique).inserted {
        unique = "\(name)-\(number)"
        number += 1
      }
      text += "  \(unique) = {\(value)},\n"
    }
  }

  private static func addIdentifiers(of record: PaperRecord, to fields: inout Fields) {
    for identifier in record.identifiers {
      let value = literal(identifier.value)
      switch identifier.scheme {
      case .doi: fields.add("doi", value)
      case .arxiv:
        fields.add("eprint", value)
        fields.add("archiveprefix", "arXiv")
      case .pubMed: fields.add("pmid", value)
      case .pubMedCentral: fields.add("pmcid", value)
      case .isbn: fields.add("isbn", value)
      case .acl: fields.add("anthology", "https://aclanthology.org/" + value)
      case .openAlex, .semanticScholar, .dblp, .mag:
        fields.add(identifier.scheme.rawValue.lowercased(), value)
      }
    }
  }

  private static func orcids(_ authors: [Author]) -> String {
    authors.enumerated().compactMap { index, author in
      author.orcid.map { "\(index + 1)=\"\($0)\"" }
    }.joined(separator: "; ")
  }

  /// `Family, Given`; a name that is not split, or would be split elsewhere, in braces.
  private static func name(_ author: Author) -> String {
    let parts = [author.family, author.given].compactMap(\.self)
    guard !parts.isEmpty, author.family != nil,
      !parts.contains(where: { $0.contains(",") || $0.lowercased().contains(" and ") })
    else { return "{" + escaped(author.name) + "}" }
    return parts.map(escaped).joined(separator: ", ")
  }

  private static func fieldName(_ name: String) -> String {
    String(
      name.lowercased().map { character in
        let isKept = character.isASCII && (character.isLetter || character.isNumber)
        return isKept || "-_:+".contains(character) ? character : "-"
      })
  }

  /// Text in which nothing is a command of LaTeX.
  private static func escaped(_ text: String) -> String {
    var output = ""
    var previous: Character = " "
    // BibTeX counts braces behind a backslash too.
    let isBalanced = hasBalancedBraces(text)
    for character in text {
      switch character {
      case "{" where !isBalanced: output += "\\textbraceleft{}"
      case "}" where !isBalanced: output += "\\textbraceright{}"
      case "\\": output += "\\textbackslash{}"
      case "{", "}", "$", "%", "&", "#", "_": output += "\\\(character)"
      case "^": output += "\\textasciicircum{}"
      case "~": output += "\\textasciitilde{}"
      // Two of these in a row would make a dash or a quotation mark.
      case "-", "'", "`", "?", "!":
        if previous == character || "?!`".contains(character) && "?!`".contains(previous) {
          output += "{}"
        }
        output.append(character)
      default: output.append(character)
      }
      previous = character
    }
    return output
  }

  private static func hasBalancedBraces(_ text: String) -> Bool {
    var depth = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  /// Text that is taken literally, without braces that would end it.
  private static func literal(_ text: String) -> String {
    String(text.filter { !"{}".contains($0) })
  }
}
