import PaperModel

/// A field that is no part of the model but has a name in several formats.
struct CommonField {
  /// Its name in BibTeX.
  let bibtex: String
  /// Its tag in RIS.
  let ris: String
  /// Its key in CSL-JSON.
  let csl: String

  /// Whether a name of an extra field means this one.
  func isNamed(_ name: String) -> Bool {
    name == bibtex || name == ris || name == csl
  }

  /// The fields, in the order in which they are written.
  static let all = [
    CommonField(bibtex: "volume", ris: "VL", csl: "volume"),
    CommonField(bibtex: "number", ris: "IS", csl: "issue"),
    CommonField(bibtex: "pages", ris: "SP", csl: "page"),
    CommonField(bibtex: "publisher", ris: "PB", csl: "publisher"),
    CommonField(bibtex: "address", ris: "CY", csl: "publisher-place"),
    CommonField(bibtex: "edition", ris: "ET", csl: "edition"),
    CommonField(bibtex: "series", ris: "T3", csl: "collection-title"),
    CommonField(bibtex: "chapter", ris: "SE", csl: "chapter-number"),
    CommonField(bibtex: "issn", ris: "SN", csl: "ISSN"),
    CommonField(bibtex: "language", ris: "LA", csl: "language"),
    CommonField(bibtex: "note", ris: "N1", csl: "note"),
  ]

  /// The field that a name means.
  static func named(_ name: String) -> CommonField? { all.first { $0.isNamed(name) } }
}

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

extension PaperRecord {
  /// Extra fields that are plain text and not nested data of another format.
  var plainExtra: [ExtraField] {
    extra.filter { field in
      guard let first = field.value.utf8.first else { return false }
      return !"{[".utf8.contains(first) && field.value.utf8.count <= 4096
    }
  }

  /// The identifiers of one registry.
  func identifiers(_ scheme: Identifier.Scheme) -> [String] {
    identifiers.filter { $0.scheme == scheme }.map(\.value)
  }
}

extension Author {
  /// The name as `Family, Given` where the parts are known.
  var inverted: String {
    guard let family else { return name }
    return given.map { "\(family), \($0)" } ?? family
  }
}
