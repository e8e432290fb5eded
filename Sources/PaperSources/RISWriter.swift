import PaperModel

/// Writes RIS, with line ends as the format asks for.
enum RISWriter {
  static func bytes(of papers: [Paper]) -> [UInt8] {
    var text = ""
    for paper in papers { append(paper, to: &text) }
    return Array(text.utf8)
  }

  private static func append(_ paper: Paper, to text: inout String) {
    let record = paper.record
    let own = record.type ?? ""
    let isTag =
      (3...6).contains(own.utf8.count) && own.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    line("TY", isTag ? own : WorkType.of(record).ris, &text)
    line("ID", paper.id, &text)
    line("TI", record.title, &text)
    for author in record.authors { line("AU", author.inverted, &text) }
    if let date = record.date, let year = date.year {
      line("PY", "\(year)", &text)
      if let month = date.month {
        let day = date.day.map(digits) ?? ""
        line("DA", "\(year)/\(digits(month))/\(day)", &text)
      }
    }
    line("T2", record.venue ?? "", &text)
    line("AB", record.abstract, &text)
    for keyword in record.keywords { line("KW", keyword, &text) }
    appendIdentifiers(of: record, to: &text)
    for address in record.urls { line("UR", address, &text) }
    if let count = record.citationCount { line("N1", "Cited By :\(count)", &text) }
    for field in record.plainExtra { append(field, to: &text) }
    text += "ER  - \r\n\r\n"
  }

  private static func appendIdentifiers(of record: PaperRecord, to text: inout String) {
    for doi in record.identifiers(.doi) { line("DO", doi, &text) }
    for id in record.identifiers(.pubMed) { line("PM", id, &text) }
    for id in record.identifiers(.pubMedCentral) { line("U2", "\(id) [pmcid]", &text) }
    for isbn in record.identifiers(.isbn) { line("SN", isbn, &text) }
    for id in record.identifiers(.arxiv) where !record.urls.contains(where: { $0.contains(id) }) {
      line("UR", "https://arxiv.org/abs/" + id, &text)
    }
  }

  private static func append(_ field: ExtraField, to text: inout String) {
    let isTag =
      field.name.utf8.count == 2 && !["TY", "ID", "ER"].contains(field.name)
      && (field.name.utf8.first.map { (0x41...0x5A).contains($0) } ?? false)
    if isTag { return line(field.name, field.value, &text) }
    guard let common = CommonField.named(field.name) else {
      return line("N1", "\(field.name): \(field.value)", &text)
    }
    if common.ris == "SP" {
      let ends = field.value.split { $0 == "-" || $0 == "–" || $0 == "—" }
      if ends.count == 2 {
        line("SP", String(ends[0].trimmingSpaces()), &text)
        return line("EP", String(ends[1].trimmingSpaces()), &text)
      }
    }
    line(common.ris, field.value, &text)
  }

  private static func line(_ tag: String, _ value: String, _ text: inout String) {
    if !value.isEmpty { text += "\(tag)  - \(SourceText.folded(value))\r\n" }
  }

  private static func digits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
