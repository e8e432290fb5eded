import PaperModel

/// Writes CSL-JSON: an array, an item a line.
enum CSLWriter {
  static func bytes(of papers: [Paper]) -> [UInt8] {
    var json = JSONText()
    json.open("[")
    for paper in papers {
      json.breakLine()
      write(paper, &json)
    }
    json.close("]")
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// The types of CSL 1.0.2.
  private static let types: Set<String> = [
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
  ]
  /// Keys whose values are objects or arrays, written as they were read.
  private static let structured: Set<String> = [
    "editor", "translator", "director", "composer", "illustrator", "interviewer", "recipient",
    "container-author", "collection-editor", "editorial-director", "original-author",
    "reviewed-author", "event-date", "original-date", "accessed", "submitted", "available-date",
    "custom", "categories", "issued",
  ]

  private static func write(_ paper: Paper, _ json: inout JSONText) {
    let record = paper.record
    json.open("{")
    json.member("id", paper.id)
    let isType = record.type.map(types.contains) ?? false
    json.member("type", isType ? record.type : WorkType.of(record).csl)
    json.member("title", record.title)
    json.member("author", record.authors, write)
    let issued = record.extra.first { $0.name == "issued" && JSONText.isValid($0.value) }
    if let issued {
      json.key("issued")
      json.raw(issued.value)
    } else if let date = record.date, let year = date.year {
      json.key("issued")
      let parts = [year, date.month, date.month == nil ? nil : date.day].compactMap(\.self)
      json.raw("{\"date-parts\":[[\(parts.map { "\($0)" }.joined(separator: ","))]]}")
    }
    json.member("container-title", record.venue)
    json.member("abstract", record.abstract)
    json.member("keyword", record.keywords.joined(separator: ", "))
    json.member("DOI", record.identifiers(.doi).first)
    json.member("PMID", record.identifiers(.pubMed).first)
    json.member("PMCID", record.identifiers(.pubMedCentral).first)
    json.member("ISBN", record.identifiers(.isbn).joined(separator: " "))
    json.member("URL", record.urls.first)
    if let id = record.identifiers(.arxiv).first {
      json.member("archive", "arXiv")
      json.member("archive_location", id)
    }
    writeExtra(of: record, &json)
    json.close("}")
  }

  private static func writeExtra(of record: PaperRecord, _ json: inout JSONText) {
    var written: Set<String> = [
      "id", "type", "title", "author", "issued", "container-title", "abstract", "keyword", "DOI",
      "PMID", "PMCID", "ISBN", "URL",
    ]
    if !record.identifiers(.arxiv).isEmpty { written.formUnion(["archive", "archive_location"]) }
    for field in record.extra {
      let key = CommonField.named(field.name)?.csl ?? field.name
      let isNested = field.value.utf8.first.map { "{[".utf8.contains($0) } ?? true
      if isNested, !structured.contains(key) || !JSONText.isValid(field.value) { continue }
      guard written.insert(key).inserted else { continue }
      json.key(key)
      if isNested { json.raw(field.value) } else { json.value(field.value) }
    }
  }

  private static func write(_ author: Author, _ json: inout JSONText) {
    json.open("{")
    if let family = author.family {
      json.member("family", family)
      json.member("given", author.given)
    } else {
      json.member("literal", author.name)
    }
    json.member("ORCID", author.orcid)
    json.close("}")
  }
}
