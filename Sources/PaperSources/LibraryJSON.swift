import PaperModel

/// The project's own JSON Lines: `{"id","title","abstract"}` and what else a record holds.
///
/// Unknown keys are kept as extra fields; `JSONLinesWriter` writes what this reads.
enum LibraryJSON: JSONForm {
  static let format = SourceFormat.jsonLines

  static func confidence(_ object: JSONValue) -> Double {
    let hasTitle = object["title"]?.string != nil
    let hasAbstract = object["abstract"]?.string != nil
    if hasTitle, hasAbstract { return object.has("id") ? 0.7 : 0.6 }
    return hasTitle || hasAbstract ? 0.3 : 0
  }

  static func record(from object: JSONValue, notes: inout [String]) -> PaperRecord? {
    guard object.has("title") || object.has("abstract") || object.has("id") else { return nil }
    var record = PaperRecord(
      id: object.take("id")?.text.flatMap { $0.isEmpty ? nil : $0 },
      title: object.take("title")?.folded ?? "", abstract: object.take("abstract")?.folded ?? "",
      location: .unset)
    record.authors = JSONFields.authors(object.take("authors"))
    record.authorCount = object.take("authorCount")?.integer
    record.date = JSONFields.date(
      object.take("date"), year: object.take("year"), &notes)
    record.commentCount = object.take("commentCount")?.integer
    for value in object.take("identifiers")?.elements ?? [] {
      record.add(JSONFields.identifier(value))
    }
    record.versions = (object.take("versions")?.elements ?? []).compactMap(JSONFields.identifier)
    record.add(object.takeIdentifier("doi") { Identifier.doi($0) })
    record.add(object.takeIdentifier("arxiv") { Identifier.arXiv($0) })
    for value in [object.take("url")].compactMap(\.self) + (object.take("urls")?.elements ?? []) {
      if let text = value.text { record.addAddress(text, field: "url") }
    }
    record.venue = object.take("venue").flatMap(JSONFields.text)
    record.type = object.take("type").flatMap(JSONFields.text)
    record.references = (object.take("references")?.elements ?? []).compactMap(
      JSONFields.reference)
    record.citationCount = object.take("citationCount")?.integer
    record.fields = JSONFields.texts(object.take("fields"))
    record.keywords = JSONFields.texts(object.take("keywords"))
    for field in object.take("extra")?.elements ?? [] {
      if let name = field["name"]?.string, let value = field["value"]?.string {
        record.extra.append(ExtraField(name, value))
      }
    }
    return record
  }
}
