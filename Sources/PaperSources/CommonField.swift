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

extension PaperRecord {
  /// Extra fields that are plain text and not nested data of another format.
  var plainExtra: [ExtraField] {
    extra.filter { field in
      guard let first = field.value.utf8.first else { return false }
      return !"{[".utf8.contains(first) && field.value.utf8.count <= 4096
    }
  }
}
