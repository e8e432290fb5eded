import PaperModel

/// Reads the XML files of the ACL Anthology.
public struct ACLAnthologySource: RecordSource {
  /// ACL Anthology XML.
  public let format = SourceFormat.aclAnthology

  /// Creates a source.
  public init() {}

  /// Whether the head has a `<collection>` with a `<volume>`.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    let text = String(decoding: head.prefix(4096), as: UTF8.self)
    return text.contains("<collection id=") && text.contains("<volume") ? 0.95 : 0
  }

  /// Reads every paper; the front matter of a volume is none.
  ///
  /// Time O(n) for n bytes, space that of the largest paper.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the document declares entities or cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    let records = try XMLRecords(
      reader, whole: ["meta", "paper"], open: ["collection", "volume"])
    var volume = Volume()
    while let element = try records.next(reportingTo: &sink) {
      let id = element.attribute("id") ?? ""
      switch element.name {
      case "collection": volume.collection = id
      case "volume": volume = Volume(collection: volume.collection, id: id)
      case "meta": volume.read(element)
      default:
        let location = SourceLocation(file: reader.file, line: records.line)
        sink.add(volume.record(of: element, number: id, at: location))
      }
    }
  }

  /// What the papers of a volume have in common.
  private struct Volume {
    var collection = ""
    var id = ""
    var title: String?
    var date: PartialDate?
    var extra: [ExtraField] = []

    mutating func read(_ meta: XMLElement) {
      var year: String?
      var month = ""
      for element in meta.children {
        switch element.name {
        case "booktitle": title = element.text
        case "year": year = element.text
        case "month": month = element.text
        case "editor": extra.append(ExtraField("editor", person(element).name))
        case "url": continue
        default: extra.append(ExtraField(element.name, element.text))
        }
      }
      date = year.flatMap { PartialDate.read(month + " " + $0) ?? PartialDate.read($0) }
    }

    func record(of paper: XMLElement, number: String, at location: SourceLocation) -> PaperRecord {
      var record = PaperRecord(title: "", abstract: "", location: location)
      record.type = paper.attribute("type") ?? "inproceedings"
      record.venue = title
      record.date = date
      for element in paper.children { take(element, into: &record) }
      if !record.identifiers.contains(where: { $0.scheme == .acl }) {
        take(anthologyID: identifier(of: number), into: &record)
      }
      record.id = record.identifiers(.acl).first
      record.extra += extra
      return record
    }

    private func take(_ element: XMLElement, into record: inout PaperRecord) {
      let text = element.text
      switch element.name {
      case "title": record.take(text, as: .title, of: "title")
      case "abstract": record.take(text, as: .abstract, of: "abstract")
      case "author": record.authors.append(person(element))
      case "doi":
        record.take(text, as: .doi, of: "doi")
      case "url" where !text.contains("://"): take(anthologyID: text, into: &record)
      case "url": record.take(text, as: .address, of: "url")
      case "award": record.take(text, as: nil, of: "award")
      default:
        let value = text.isEmpty ? element.attribute("href") ?? "" : text
        record.take(value, as: nil, of: element.name)
      }
    }

    private func take(anthologyID id: String, into record: inout PaperRecord) {
      record.add(Identifier(.acl, id))
      record.take("https://aclanthology.org/" + id, as: .address, of: "url")
    }

    /// The id that the anthology gives: `2022.acl-1.5`; in collections of older form `P01-1005`,
    /// and `W01-0105` where volumes have two digits.
    private func identifier(of number: String) -> String {
      if collection.utf8.first.map({ (0x30...0x39).contains($0) }) == true {
        return "\(collection)-\(id).\(number)"
      }
      let hasLongVolumes = collection.hasPrefix("W") || id.utf8.count > 1
      return "\(collection)-\(padded(id, hasLongVolumes ? 2 : 1))"
        + padded(number, hasLongVolumes ? 2 : 3)
    }

    private func padded(_ number: String, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - number.utf8.count)) + number
    }

    private func person(_ element: XMLElement) -> Author {
      let given = element.child("first")?.text ?? ""
      let family = element.child("last")?.text ?? ""
      let name = [given, family].filter { !$0.isEmpty }.joined(separator: " ")
      var author = Author(
        name: name.isEmpty ? element.text : name, family: family.isEmpty ? nil : family,
        given: given.isEmpty ? nil : given)
      if let orcid = element.attribute("orcid") { _ = author.take(orcid: orcid) }
      return author
    }
  }
}
