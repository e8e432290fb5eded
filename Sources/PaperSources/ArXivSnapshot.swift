import PaperModel

/// The metadata snapshot of arXiv: one object a line.
enum ArXivSnapshot: JSONForm {
  static let format = SourceFormat.arxivJSON

  static func confidence(_ object: JSONValue) -> Double {
    if object.has("authors_parsed") { return 1 }
    return object.has("submitter") && object.has("categories") ? 0.95 : 0
  }

  static func record(from object: JSONValue, notes: inout [String]) -> PaperRecord? {
    guard let id = object.take("id")?.text else { return nil }
    var record = PaperRecord(
      id: id, title: object.take("title")?.folded ?? "",
      abstract: object.take("abstract")?.folded ?? "", location: .unset)
    if let identifier = Identifier.arXiv(id) {
      record.add(identifier)
    } else {
      notes.append("\(id) is no arXiv id")
    }
    for doi in object.take("doi")?.text?.split(separator: " ") ?? [] {
      record.add(Identifier.doi(doi))
    }
    let parsed = (object.take("authors_parsed")?.elements ?? []).compactMap(author)
    let printed = object.take("authors")
    record.authors = parsed.isEmpty ? JSONFields.authors(printed) : parsed
    let versions = object.take("versions")?.elements ?? []
    record.date = JSONFields.date(versions.first?["created"] ?? object["update_date"], &notes)
    record.venue = "arXiv"
    record.fields =
      object.take("categories").map { categories in
        categories.isArray
          ? JSONFields.texts(categories)
          : categories.folded.split(separator: " ").map(String.init)
      } ?? []
    return record
  }

  /// `[family, given, suffix, …]`.
  private static func author(_ value: JSONValue) -> Author? {
    let parts = value.elements.map(\.folded)
    guard let family = parts.first, !family.isEmpty else { return nil }
    let given = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
    let suffix = parts.count > 2 && !parts[2].isEmpty ? parts[2] : nil
    let name = [given, family, suffix].compactMap(\.self).joined(separator: " ")
    return Author(
      name: name, family: [family, suffix].compactMap(\.self).joined(separator: " "), given: given)
  }
}
