import PaperModel

/// Papers of Semantic Scholar: objects of its Graph API, and lines of its bulk data sets, whose
/// keys are in small letters.
enum SemanticScholarPapers: JSONForm {
  static let format = SourceFormat.semanticScholar

  static func confidence(_ object: JSONValue) -> Double {
    if object.has("paperId") || object.has("citedPaper") || object.has("citingPaper") { return 1 }
    if object.has("corpusid") || object.has("corpusId") { return 0.95 }
    return object.has("snippet") && object["paper"]?.has("corpusId") == true ? 0.9 : 0
  }

  static func record(from object: JSONValue, notes: inout [String]) -> PaperRecord? {
    for key in ["citedPaper", "citingPaper", "paper"] as [StaticString] {
      if let inner = object.take(key) {
        var record = paper(inner, notes: &notes)
        record?.addUntaken(of: inner)
        return record
      }
    }
    return paper(object, notes: &notes)
  }

  private static func paper(_ object: JSONValue, notes: inout [String]) -> PaperRecord? {
    let paperID = object.take("paperId")?.string
    let corpusID = (object.take("corpusId") ?? object.take("corpusid"))?.text
    guard paperID != nil || corpusID != nil || object.has("title") else { return nil }
    var record = PaperRecord(
      id: paperID ?? corpusID.map { "CorpusId:" + $0 },
      title: object.take("title")?.folded ?? "", abstract: object.take("abstract")?.folded ?? "",
      location: .unset)
    record.add(paperID.map { Identifier(.semanticScholar, $0) })
    record.add(corpusID.map { Identifier(.semanticScholar, "CorpusId:" + $0) })
    for ids in [object.take("externalIds"), object.take("externalids")].compactMap(\.self) {
      identifiers(ids).forEach { record.add($0) }
    }
    record.add(object.takeIdentifier("arxivId") { Identifier.arXiv($0) })
    record.add(object.takeIdentifier("doi") { Identifier.doi($0) })
    record.authors = JSONFields.authors(object.take("authors"))
    record.date = JSONFields.date(
      object.take("publicationDate") ?? object.take("publicationdate"), year: object.take("year"),
      &notes)
    for key in ["url", "openAccessPdf"] as [StaticString] {
      guard let value = object.take(key), let address = (value["url"] ?? value).string
      else { continue }
      record.addAddress(address, field: "url")
    }
    addVenue(object, to: &record)
    record.type =
      JSONFields.texts(
        object.take("publicationTypes") ?? object.take("publicationtypes")
      ).first
    record.references = (object.take("references")?.elements ?? []).compactMap(reference)
    record.citationCount =
      (object.take("citationCount") ?? object.take("citationcount") ?? object.take("numCitedBy"))?
      .integer
    record.fields = fields(object)
    return record
  }

  private static func addVenue(_ object: JSONValue, to record: inout PaperRecord) {
    let journal = object.take("journal")
    record.venue =
      object.take("venue").flatMap(JSONFields.text)
      ?? object["publicationVenue"]?["name"].flatMap(JSONFields.text)
      ?? journal?["name"].flatMap(JSONFields.text)
    for (key, field) in [("volume", "volume"), ("pages", "pages")] as [(StaticString, String)] {
      if let text = journal?[key].flatMap(JSONFields.text) {
        record.extra.append(ExtraField(field, text))
      }
    }
  }

  private static func identifiers(_ ids: JSONValue) -> [Identifier] {
    ids.members.compactMap { key, value in
      guard let text = value.text, !text.isEmpty else { return nil }
      return switch key.string {
      case "DOI": Identifier.doi(text)
      case "ArXiv": Identifier.arXiv(text)
      case "ACL": Identifier(.acl, text)
      case "DBLP": Identifier(.dblp, text)
      case "PubMed": Identifier.pubMed(text)
      case "PubMedCentral": Identifier.pubMedCentral(text)
      case "MAG": Identifier(.mag, text)
      case "CorpusId": Identifier(.semanticScholar, "CorpusId:" + text)
      default: nil
      }
    }
  }

  private static func reference(_ value: JSONValue) -> Reference? {
    let cited = value["citedPaper"] ?? value
    var reference = Reference(
      id: cited["paperId"].flatMap(JSONFields.text), title: cited["title"].flatMap(JSONFields.text),
      year: cited["year"]?.integer)
    if let id = reference.id { reference.identifiers.append(Identifier(.semanticScholar, id)) }
    reference.identifiers += cited["externalIds"].map(identifiers) ?? []
    for identifier in [
      cited["doi"]?.string.flatMap { Identifier.doi($0) },
      cited["arxivId"]?.string.flatMap { Identifier.arXiv($0) },
    ].compactMap(\.self) where !reference.identifiers.contains(identifier) {
      reference.identifiers.append(identifier)
    }
    return reference == Reference() ? nil : reference
  }

  private static func fields(_ object: JSONValue) -> [String] {
    var fields = JSONFields.texts(object.take("fieldsOfStudy"))
    for list in [object.take("s2FieldsOfStudy"), object.take("s2fieldsofstudy")] {
      for field in list?.elements ?? [] {
        guard let name = field["category"].flatMap(JSONFields.text), !fields.contains(name)
        else { continue }
        fields.append(name)
      }
    }
    return fields
  }
}
