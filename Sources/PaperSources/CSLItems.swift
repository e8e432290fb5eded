import PaperModel

/// CSL-JSON, as Zotero, pandoc and citeproc exchange it.
enum CSLItems: JSONForm {
  static let format = SourceFormat.cslJSON

  static func confidence(_ object: JSONValue) -> Double {
    let hasTitle = object["title"]?.string != nil
    let names = object["author"] ?? object["editor"]
    let hasNames = names?.elements.contains { $0.has("family") || $0.has("literal") } == true
    let hasDate = object["issued"] != nil
    let marks = [
      hasNames, hasDate, object.has("container-title"), object["type"]?.string != nil,
      object.has("citation-key") || object.has("citation-label"),
    ].count { $0 }
    return marks >= 2 ? 0.85 : marks == 1 && (hasTitle || object.has("id")) ? 0.65 : 0
  }

  static func record(from object: JSONValue, notes: inout [String]) -> PaperRecord? {
    guard object.has("id") || object.has("title") || object.has("DOI") else { return nil }
    var record = PaperRecord(
      id: object.take("id")?.text,
      title: MarkupText.plain(object.take("title")?.folded ?? "", .inline),
      abstract: MarkupText.plain(object.take("abstract")?.folded ?? ""), location: .unset)
    record.add(object.takeIdentifier("DOI") { Identifier.doi($0) })
    record.add(object.takeIdentifier("PMID") { Identifier.pubMed($0) })
    record.add(object.takeIdentifier("PMCID") { Identifier.pubMedCentral($0) })
    if object["archive"]?.string?.lowercased() == "arxiv" {
      record.add(object.takeIdentifier("archive_location") { Identifier.arXiv($0) })
      if !record.identifiers.isEmpty { _ = object.take("archive") }
    }
    JSONFields.takeISBNs(object).forEach { record.add($0) }
    if let address = object.take("URL")?.text { record.addAddress(address, field: "url") }
    record.authors = (object.take("author")?.elements ?? []).compactMap(author)
    if let issued = object.take("issued") {
      let date = CSLDate.read(issued)
      if date == nil || issued["date-parts"]?.elements.count ?? 0 > 1 || issued.has("season") {
        record.extra.append(ExtraField("issued", issued.source))
      }
      record.date = JSONFields.checked(date, &notes)
    }
    record.venue = object.take("container-title").flatMap { JSONFields.texts($0).first }
    record.type = object.take("type").flatMap(JSONFields.text)
    record.keywords =
      object.take("keyword").map { keyword in
        JSONFields.texts(keyword).flatMap { $0.split { $0 == "," || $0 == ";" } }
          .map { String($0.trimmingSpaces()) }.filter { !$0.isEmpty }
      } ?? []
    return record
  }

  private static func author(_ value: JSONValue) -> Author? {
    if let literal = (value["literal"] ?? value["name"]).flatMap(JSONFields.text) {
      return Author(name: literal)
    }
    let particles = [value["non-dropping-particle"], value["dropping-particle"]]
      .compactMap { $0.flatMap(JSONFields.text) }
    let suffix = value["suffix"].flatMap(JSONFields.text)
    let base = value["family"].flatMap(JSONFields.text)
    let family = base.map {
      (particles + [$0] + (suffix.map { [$0] } ?? [])).joined(separator: " ")
    }
    let given = value["given"].flatMap(JSONFields.text)
    let name = [given, family].compactMap(\.self).joined(separator: " ")
    let orcid = (value["ORCID"] ?? value["orcid"]).flatMap(JSONFields.orcid)
    return name.isEmpty ? nil : Author(name: name, family: family, given: given, orcid: orcid)
  }
}
