import PaperModel

/// The kinds of work that formats tell apart.
struct WorkType {
  let bibtex: String
  let ris: String
  let csl: String
  /// Other words for it, in small letters.
  private let others: Set<String>

  private init(_ bibtex: String, _ ris: String, _ csl: String, _ others: String) {
    self.bibtex = bibtex
    self.ris = ris
    self.csl = csl
    self.others = Set(others.split(separator: " ").map(String.init))
  }

  private static let all = [
    WorkType("article", "JOUR", "article-journal", "journal-article journalarticle review letter"),
    WorkType(
      "inproceedings", "CPAPER", "paper-conference",
      "proceedings-article conference conferencepaper conf conference-paper"),
    WorkType("book", "BOOK", "book", "monograph edited-book"),
    WorkType(
      "incollection", "CHAP", "chapter", "book-chapter inbook bookchapter booksection book-section"),
    WorkType("phdthesis", "THES", "thesis", "dissertation mastersthesis"),
    WorkType("techreport", "RPRT", "report", "standard"),
    WorkType("proceedings", "CONF", "book", "proceedings-series"),
    WorkType("unpublished", "UNPB", "manuscript", "preprint posted-content"),
    WorkType("misc", "GEN", "document", "other dataset"),
  ]

  /// The kind that a source's word means; an article if there is a venue and no word.
  static func of(_ record: PaperRecord) -> WorkType {
    guard let word = record.type?.lowercased() else { return record.venue == nil ? all[8] : all[0] }
    return all.first {
      $0.bibtex == word || $0.ris.lowercased() == word || $0.csl == word
        || $0.others.contains(word)
    } ?? all[8]
  }
}
