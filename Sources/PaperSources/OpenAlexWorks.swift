import PaperModel

/// Works of OpenAlex, as its API and its snapshot write them.
enum OpenAlexWorks: JSONForm {
  static let format = SourceFormat.openAlex

  static func confidence(_ object: JSONValue) -> Double {
    if object["id"]?.string?.contains("openalex.org/W") == true { return 1 }
    return object.has("abstract_inverted_index") || object.has("referenced_works") ? 0.9 : 0
  }

  static func record(from object: JSONValue, notes: inout [String]) -> PaperRecord? {
    let openAlex = object.takeIdentifier("id") { Identifier.openAlex($0) }
    let name = object.take("display_name")
    guard let title = object.take("title") ?? name ?? (openAlex == nil ? nil : object)
    else { return nil }
    var record = PaperRecord(
      id: openAlex?.value, title: MarkupText.plain(title.folded),
      abstract: abstract(object.take("abstract_inverted_index"))
        ?? object.take("abstract")?.folded ?? "", location: .unset)
    record.add(openAlex)
    record.add(object.takeIdentifier("doi") { Identifier.doi($0) })
    if let ids = object.take("ids") { addIdentifiers(ids, to: &record) }
    record.authors = (object.take("authorships")?.elements ?? []).compactMap(author)
    record.date = JSONFields.date(
      object.take("publication_date"), year: object.take("publication_year"), &notes)
    let location = object.take("primary_location")
    record.venue =
      (location?["source"] ?? object.take("host_venue"))?["display_name"].flatMap(JSONFields.text)
    for address in [location?["landing_page_url"], location?["pdf_url"]] {
      if let text = address?.string { record.addAddress(text, field: "url") }
    }
    record.type = object.take("type").flatMap(JSONFields.text)
    record.references = (object.take("referenced_works")?.elements ?? []).compactMap(reference)
    record.citationCount = object.take("cited_by_count")?.integer
    record.fields = fields(object)
    record.keywords = names(object.take("keywords"))
    if let biblio = object.take("biblio") { addPlace(biblio, to: &record) }
    return record
  }

  /// The text from its words and their places; nil if there is none.
  private static func abstract(_ index: JSONValue?) -> String? {
    guard let index, index.isObject else { return nil }
    var words: [(place: Int, word: JSONValue)] = []
    index.forEachMember { word, places in
      places.forEachElement { if let place = $0.integer { words.append((place, word)) } }
    }
    words.sort { $0.place < $1.place }
    var text: [UInt8] = []
    for (_, word) in words {
      if !text.isEmpty { text.append(UInt8(ascii: " ")) }
      word.append(to: &text)
    }
    return text.withUnsafeBufferPointer(SourceText.folded)
  }

  private static func addIdentifiers(_ ids: JSONValue, to record: inout PaperRecord) {
    record.add(ids["openalex"]?.string.flatMap { Identifier.openAlex($0) })
    record.add(ids["doi"]?.string.flatMap { Identifier.doi($0) })
    record.add(ids["mag"]?.text.map { Identifier(.mag, $0) })
    record.add(ids["pmid"]?.text.flatMap { Identifier.pubMed($0) })
    record.add(ids["pmcid"]?.text.flatMap { Identifier.pubMedCentral($0) })
  }

  private static func author(_ authorship: JSONValue) -> Author? {
    let author = authorship["author"]
    guard
      let name = author?["display_name"].flatMap(JSONFields.text)
        ?? authorship["raw_author_name"].flatMap(JSONFields.text)
    else { return nil }
    return Author(name: name, orcid: author?["orcid"].flatMap(JSONFields.orcid))
  }

  private static func reference(_ value: JSONValue) -> Reference? {
    guard let id = value.string.flatMap({ Identifier.openAlex($0) }) else { return nil }
    return Reference(id: id.value, identifiers: [id])
  }

  /// The topics with the fields above them, or the concepts of older records.
  private static func fields(_ object: JSONValue) -> [String] {
    let primary = object.take("primary_topic")
    let topics = [primary].compactMap(\.self) + (object.take("topics")?.elements ?? [])
    var fields: [String] = []
    for topic in topics {
      for level in [topic["field"], topic["subfield"], topic] {
        guard let name = level?["display_name"].flatMap(JSONFields.text), !fields.contains(name)
        else { continue }
        fields.append(name)
      }
    }
    let concepts = object.take("concepts")
    return fields.isEmpty ? names(concepts) : fields
  }

  private static func names(_ values: JSONValue?) -> [String] {
    (values?.elements ?? []).compactMap {
      ($0["display_name"] ?? $0["keyword"]).flatMap(JSONFields.text)
    }
  }

  private static func addPlace(_ biblio: JSONValue, to record: inout PaperRecord) {
    for (key, field) in [("volume", "volume"), ("issue", "issue")] as [(StaticString, String)] {
      if let text = biblio[key]?.text { record.extra.append(ExtraField(field, text)) }
    }
    let pages = [biblio["first_page"]?.text, biblio["last_page"]?.text].compactMap(\.self)
    if !pages.isEmpty {
      let isOne = Set(pages).count == 1
      record.extra.append(ExtraField("pages", isOne ? pages[0] : pages.joined(separator: "-")))
    }
  }
}
