import PaperModel

/// Reads PubMed's MEDLINE format (`.nbib`).
///
/// A record is a block of tagged lines up to a blank line or the next `PMID-`; lines that start
/// with blanks go on with the value before them.
public struct MEDLINESource: RecordSource {
  /// MEDLINE.
  public let format = SourceFormat.medline

  /// Creates a source.
  public init() {}

  /// Whether a line starts with `PMID-`, or several with other tags of the format.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    var tags = 0
    for line in head.split(separator: UInt8(ascii: "\n"), maxSplits: 2000) {
      let text = String(decoding: line.prefix(16), as: UTF8.self)
      guard let (tag, _) = Self.field(text[...]) else { continue }
      if tag == "PMID" { return 0.95 }
      if ["OWN", "FAU", "DP", "JT", "PT", "AID", "DCOM", "STAT"].contains(tag) { tags += 1 }
    }
    return tags >= 3 ? 0.85 : 0
  }

  /// Reads every record.
  ///
  /// Time O(n) for n bytes, space that of the largest record.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    var lines = TaggedLines(reader)
    func finish() {
      if let record = lines.record { sink.add(Self.record(of: record, file: reader.file)) }
      lines.record = nil
    }
    while let line = try lines.next(&sink) {
      if let (tag, value) = Self.field(line.text[...]) {
        if tag == "PMID", lines.record?.has("PMID") == true { finish() }
        if lines.record == nil { lines.record = TaggedRecord(line: line.number) }
        lines.record?.add(tag, value)
      } else if line.text.utf8.allSatisfy(SourceText.isSpace) {
        finish()
      } else if lines.record == nil {
        sink.skip(lines: 1)
      } else if line.text.utf8.first.map(SourceText.isSpace) == true {
        lines.record?.append(line.text)
      } else {
        sink.report(lines.warning("a line without a tag", line: line, expected: "TAG - value"))
        lines.record?.append(line.text)
      }
    }
    finish()
  }

  /// The tag and the value of a line; nil if it has none.
  static func field(_ line: Substring) -> (tag: String, value: Substring)? {
    let tag = line.utf8.prefix { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
    guard (2...4).contains(tag.count), tag.first.map({ $0 >= 0x41 }) == true else { return nil }
    let blanks = line[tag.endIndex...].utf8.prefix { $0 == 0x20 }
    guard blanks.count <= 4 - tag.count + 1, line[blanks.endIndex...].utf8.first == 0x2D else {
      return nil
    }
    return (String(line[..<tag.endIndex]), line[blanks.endIndex...].dropFirst())
  }

  private static let roles: [String: FieldRole] = [
    "PMID": .pubMed, "TI": .title, "BTI": .venue, "CTI": .venue, "AB": .abstract, "JT": .venue,
    "DP": .date, "PMC": .pubMedCentral, "OT": .keyword, "MH": .subjects, "PT": .type,
    "ISBN": .isbn, "FAU": .author, "CN": .author,
  ]

  /// The record that the fields describe.
  private static func record(of tagged: TaggedRecord, file: String) -> PaperRecord {
    var record = PaperRecord(
      id: tagged.value("PMID"), title: "", abstract: "",
      location: SourceLocation(file: file, line: tagged.line))
    // The short forms of names stand beside the full ones, where there are any.
    let author = tagged.has("FAU") ? "FAU" : "AU"
    for field in tagged.fields {
      switch field.tag {
      case "AU" where author == "FAU": continue
      case "AU": record.take(field.value, as: .author, of: "AU")
      case "AID", "LID": take(articleID: field, into: &record)
      case "AUID":
        if record.authors.isEmpty
          || !record.authors[record.authors.count - 1].take(orcid: field.value)
        {
          record.take(field.value, as: nil, of: "AUID")
        }
      default: record.take(field.value, as: roles[field.tag], of: field.tag)
      }
    }
    if record.title.isEmpty, let title = tagged.value("BTI") { record.title = title }
    return record
  }

  /// `10.1016/j.gene.2015 [doi]`, `S0378-1119(15)01297-4 [pii]`, or an address.
  private static func take(articleID field: TaggedRecord.Field, into record: inout PaperRecord) {
    let value = field.value
    if value.hasSuffix("[doi]") || value.lowercased().hasPrefix("doi:") {
      record.take(value, as: .doi, of: field.tag)
    } else {
      record.take(value, as: value.hasPrefix("http") ? .address : nil, of: field.tag)
    }
  }
}

extension Author {
  /// Takes an ORCID from a text that ends with one, such as an address.
  ///
  /// - Returns: Whether there was one.
  mutating func take(orcid text: some StringProtocol) -> Bool {
    let digits = text.utf8.filter {
      (0x30...0x39).contains($0) || $0 == UInt8(ascii: "X") || $0 == UInt8(ascii: "x")
    }.suffix(16)
    guard digits.count == 16, digits.dropLast().allSatisfy({ $0 <= 0x39 }) else { return false }
    var value = ""
    for (index, byte) in digits.enumerated() {
      if index > 0, index % 4 == 0 { value += "-" }
      value += String(decoding: [byte], as: UTF8.self).uppercased()
    }
    orcid = value
    return true
  }
}
