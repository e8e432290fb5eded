import PaperModel

/// Writes the project's own JSON Lines, which `LibraryJSON` reads back without loss.
enum JSONLinesWriter {
  static func bytes(of papers: [Paper]) -> [UInt8] {
    var json = JSONText()
    for paper in papers {
      write(paper, &json)
      json.endLine()
    }
    return json.bytes
  }

  private static func write(_ paper: Paper, _ json: inout JSONText) {
    let record = paper.record
    json.open("{")
    json.key("id")
    json.value(paper.id)
    json.key("title")
    json.value(record.title)
    json.key("abstract")
    json.value(record.abstract)
    json.member("authors", record.authors, write)
    json.member("authorCount", record.authorCount)
    json.member("date", record.date?.description)
    json.member("commentCount", record.commentCount)
    json.member("identifiers", record.identifiers, write)
    json.member("versions", record.versions, write)
    json.member("urls", record.urls) { $1.value($0) }
    json.member("venue", record.venue)
    json.member("type", record.type)
    json.member("references", record.references, write)
    json.member("citationCount", record.citationCount)
    json.member("fields", record.fields) { $1.value($0) }
    json.member("keywords", record.keywords) { $1.value($0) }
    json.member("extra", record.extra) { field, json in
      json.open("{")
      json.key("name")
      json.value(field.name)
      json.key("value")
      json.value(field.value)
      json.close("}")
    }
    json.close("}")
  }

  private static func write(_ author: Author, _ json: inout JSONText) {
    if author == Author(name: author.name) { return json.value(author.name) }
    json.open("{")
    json.member("name", author.name)
    json.member("family", author.family)
    json.member("given", author.given)
    json.member("orcid", author.orcid)
    json.close("}")
  }

  private static func write(_ identifier: Identifier, _ json: inout JSONText) {
    json.open("{")
    json.member("scheme", identifier.scheme.rawValue)
    json.member("value", identifier.value)
    json.close("}")
  }

  private static func write(_ reference: Reference, _ json: inout JSONText) {
    json.open("{")
    json.member("id", reference.id)
    json.member("identifiers", reference.identifiers, write)
    json.member("title", reference.title)
    json.member("year", reference.year)
    json.member("text", reference.text)
    json.close("}")
  }
}
