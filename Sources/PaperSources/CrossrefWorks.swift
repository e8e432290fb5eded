import PaperModel

/// Works of Crossref, as its API writes them.
enum CrossrefWorks: JSONForm {
  static let format = SourceFormat.crossref

  static func confidence(_ object: JSONValue) -> Double {
    guard object.has("DOI") else { return 0 }
    let isAPI = object["title"]?.isArray == true || object["container-title"]?.isArray == true
    return isAPI || object.has("is-referenced-by-count") || object.has("reference-count")
      || object.has("content-domain") ? 0.95 : 0.2
  }

  static func record(from object: JSONValue, notes: inout [String]) -> PaperRecord? {
    let doi = object.takeIdentifier("DOI") { Identifier.doi($0) }
    let titles = JSONFields.texts(object.take("title"))
    guard doi != nil || !titles.isEmpty else { return nil }
    let subtitles = JSONFields.texts(object.take("subtitle"))
    var record = PaperRecord(
      id: doi?.value,
      title: MarkupText.plain((titles.prefix(1) + subtitles.prefix(1)).joined(separator: ": ")),
      abstract: MarkupText.plain(object.take("abstract")?.folded ?? ""), location: .unset)
    record.add(doi)
    JSONFields.takeISBNs(object).forEach { record.add($0) }
    record.versions = versions(object["relation"])
    record.authors = JSONFields.authors(object.take("author"))
    record.date = date(object, &notes)
    if let address = object.take("URL")?.string { record.addAddress(address, field: "url") }
    record.venue = JSONFields.texts(object.take("container-title")).first
    record.type = object.take("type").flatMap(JSONFields.text)
    record.references = (object.take("reference")?.elements ?? []).compactMap(reference)
    record.citationCount = object.take("is-referenced-by-count")?.integer
    record.fields = JSONFields.texts(object.take("subject"))
    return record
  }

  /// The preprint of an article, the article of a preprint, and later versions of either.
  private static func versions(_ relations: JSONValue?) -> [Identifier] {
    let kinds: [StaticString] = [
      "is-preprint-of", "has-preprint", "is-version-of", "has-version", "is-manuscript-of",
      "has-manuscript",
    ]
    return kinds.flatMap { relations?[$0]?.elements ?? [] }
      .compactMap { $0["id"]?.string.flatMap { Identifier.doi($0) } }
  }

  /// The date of publication, else that of print or of the first appearance online.
  private static func date(_ object: JSONValue, _ notes: inout [String]) -> PartialDate? {
    let keys: [StaticString] = ["published", "issued", "published-print", "published-online"]
    for key in keys {
      if let date = CSLDate.read(object[key]) { return JSONFields.checked(date, &notes) }
    }
    return nil
  }

  private static func reference(_ value: JSONValue) -> Reference? {
    var reference = Reference(
      title: (value["article-title"] ?? value["volume-title"]).flatMap(JSONFields.text),
      year: value["year"]?.text.flatMap { PartialDate.read($0)?.year },
      text: value["unstructured"].flatMap(JSONFields.text))
    if let doi = value["DOI"]?.string.flatMap({ Identifier.doi($0) }) {
      reference.identifiers = [doi]
    }
    if reference.text == nil, reference.title == nil, reference.identifiers.isEmpty {
      let parts = ["author", "journal-title", "volume", "first-page"] as [StaticString]
      let printed = parts.compactMap { value[$0].flatMap(JSONFields.text) }.joined(separator: ", ")
      if !printed.isEmpty { reference.text = printed }
    }
    return reference == Reference() ? nil : reference
  }
}

/// Dates as CSL-JSON and Crossref write them.
enum CSLDate {
  /// `{"date-parts":[[2020,5,1]]}`, `{"raw":"…"}`, `{"literal":"…"}` or a text; of a span the start.
  static func read(_ value: JSONValue?) -> PartialDate? {
    guard let value else { return nil }
    guard value.isObject else { return value.text.flatMap { PartialDate.read($0) } }
    let parts = (value["date-parts"]?.elements.first?.elements ?? []).map(\.integer)
    guard let year = parts.first ?? nil else {
      let printed = value["raw"] ?? value["literal"] ?? value["date-time"]
      return printed?.text.flatMap { PartialDate.read($0) }
    }
    let month = parts.count > 1 ? parts[1] : nil
    // Numbers above 12 stand for seasons.
    guard let month, (1...12).contains(month) else { return PartialDate(year: year) }
    return PartialDate(year: year, month: month, day: parts.count > 2 ? parts[2] : nil)
  }
}
