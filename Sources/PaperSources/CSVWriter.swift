import PaperModel

/// Writes CSV (RFC 4180) with a header: a row a paper, a column a field.
enum CSVWriter {
  private static let columns: [(name: String, value: @Sendable (Paper) -> String)] = [
    ("id", { $0.id }),
    ("title", { $0.record.title }),
    ("abstract", { $0.record.abstract }),
    ("authors", { $0.record.authors.map(\.inverted).joined(separator: "; ") }),
    ("date", { $0.record.date.map(printed) ?? "" }),
    ("venue", { $0.record.venue ?? "" }),
    ("type", { $0.record.type ?? "" }),
    ("doi", { $0.record.identifiers(.doi).joined(separator: "; ") }),
    ("arxiv id", { $0.record.identifiers(.arxiv).joined(separator: "; ") }),
    ("pubmed id", { $0.record.identifiers(.pubMed).joined(separator: "; ") }),
    ("pmcid", { $0.record.identifiers(.pubMedCentral).joined(separator: "; ") }),
    ("openalex id", { $0.record.identifiers(.openAlex).joined(separator: "; ") }),
    ("semantic scholar id", { $0.record.identifiers(.semanticScholar).joined(separator: "; ") }),
    ("acl id", { $0.record.identifiers(.acl).joined(separator: "; ") }),
    ("isbn", { $0.record.identifiers(.isbn).joined(separator: "; ") }),
    ("url", { $0.record.urls.joined(separator: " ") }),
    ("keywords", { $0.record.keywords.joined(separator: "; ") }),
    ("fields of study", { $0.record.fields.joined(separator: "; ") }),
    ("cited by", { $0.record.citationCount.map { "\($0)" } ?? "" }),
    (
      "reference ids",
      {
        $0.record.references.compactMap { $0.id ?? $0.identifiers.first?.value }.joined(
          separator: "; ")
      }
    ),
  ]

  static func bytes(of papers: [Paper]) -> [UInt8] {
    // A column that no paper fills, and extra fields of which a table would have hundreds, are out.
    let used = columns.filter { column in
      column.name == "title" || papers.contains { !column.value($0).isEmpty }
    }
    let known = Set(columns.map(\.name))
    func header(_ name: String) -> String { known.contains(name) ? "other " + name : name }
    let extra = Set(papers.flatMap { $0.record.plainExtra.map(\.name) }).sorted()
      .prefix(maximumExtraColumns)
    var text = row(used.map(\.name) + extra.map(header))
    for paper in papers {
      let fields = Dictionary(
        paper.record.plainExtra.map { ($0.name, $0.value) }, uniquingKeysWith: { $0 + "; " + $1 })
      text += row(used.map { $0.value(paper) } + extra.map { fields[$0] ?? "" })
    }
    return Array(text.utf8)
  }

  /// More kinds of extra fields do not become columns.
  private static let maximumExtraColumns = 64

  /// A date in digits; without a year by the month's name, which no reader takes for a number.
  private static func printed(_ date: PartialDate) -> String {
    guard date.year == nil, let month = date.month, (1...12).contains(month) else {
      return date.description
    }
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return names[month - 1] + (date.day.map { " \($0)" } ?? "")
  }

  private static func row(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// A cell in quotes where needed; one that a spreadsheet would compute starts with `'`.
  private static func cell(_ value: String) -> String {
    let isFormula = value.first.map { "=+-@\t\r".contains($0) } ?? false
    let value = isFormula ? "'" + value : value
    let needsQuotes = value.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return value }
    return "\""
      + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
