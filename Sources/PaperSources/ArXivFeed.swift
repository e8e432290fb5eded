import PaperModel

/// Reads the Atom feed of the arXiv API.
public struct ArXivFeed: RecordSource {
  /// An arXiv Atom feed.
  public let format = SourceFormat.arxivAtom

  /// Creates a source.
  public init() {}

  /// Whether the head has a `<feed>` that speaks of arXiv.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    let text = String(decoding: head.prefix(4096), as: UTF8.self)
    return text.contains("<feed") && text.lowercased().contains("arxiv") ? 0.95 : 0
  }

  /// Reads every entry; an entry by which the API tells of an error is reported as one.
  ///
  /// Time O(n) for n bytes, space that of the largest entry.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the document declares entities or cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    let records = try XMLRecords(reader, whole: ["entry"])
    while let entry = try records.next(reportingTo: &sink) {
      let line = records.line
      if let id = entry.child("id")?.text, id.contains("/api/errors") {
        let message = entry.child("summary")?.text ?? "no reason given"
        sink.report(
          SourceDiagnostic(
            .error, file: reader.file, line: line, message: "the arXiv API says: \(message)"))
      } else {
        sink.add(Self.record(of: entry, at: SourceLocation(file: reader.file, line: line)))
      }
    }
  }

  private static func record(of entry: XMLElement, at location: SourceLocation) -> PaperRecord {
    var record = PaperRecord(title: "", abstract: "", location: location)
    record.type = "preprint"
    for element in entry.children {
      switch element.name {
      case "id":
        record.take(element.text, as: .address, of: "id")
        record.id = record.identifiers.first?.value
      case "title": record.take(element.text, as: .title, of: "title")
      case "summary": record.take(element.text, as: .abstract, of: "summary")
      case "published": record.take(element.text, as: .date, of: "published")
      case "doi": record.take(element.text, as: .doi, of: "doi")
      case "journal_ref": record.take(element.text, as: .venue, of: "journal_ref")
      case "category":
        if let term = element.attribute("term") { record.fields.append(term) }
      case "author": take(author: element, into: &record)
      case "link":
        record.take(element.attribute("href") ?? "", as: .address, of: "link")
      case "primary_category":
        record.take(element.attribute("term") ?? "", as: nil, of: "primary_category")
      default: record.take(element.text, as: nil, of: element.name)
      }
    }
    return record
  }

  private static func take(author: XMLElement, into record: inout PaperRecord) {
    guard let name = author.child("name")?.text, !name.isEmpty else { return }
    record.authors.append(Author(name: name))
    for affiliation in author.children where affiliation.name == "affiliation" {
      record.take(name + ": " + affiliation.text, as: nil, of: "affiliation")
    }
  }
}
