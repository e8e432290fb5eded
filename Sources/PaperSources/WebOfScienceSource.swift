import PaperModel

/// Reads the tagged text of Web of Science.
///
/// A record runs from `PT` to `ER`; lines of three blanks go on with the field before them, as a
/// value of their own in fields that are lists.
public struct WebOfScienceSource: RecordSource {
  /// Web of Science tagged text.
  public let format = SourceFormat.webOfScience

  /// Creates a source.
  public init() {}

  /// Whether the first lines are `FN`, `VR` or `PT` of the format.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    var tags: Set<String> = []
    for line in head.split(separator: UInt8(ascii: "\n"), maxSplits: 60) {
      let text = String(decoding: line.prefix(40), as: UTF8.self)
      guard let (tag, value) = Self.field(text[...]) else { continue }
      if tag == "FN", value.contains("ISI") || value.contains("Web of") || value.contains("Clar") {
        return 0.95
      }
      tags.insert(tag)
    }
    let known: Set = ["PT", "AU", "TI", "SO", "PY", "UT", "ER"]
    return tags.contains("PT") && tags.intersection(known).count >= 4 ? 0.9 : 0
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
    var list: String?
    while let line = try lines.next(&sink) {
      guard let (tag, value) = Self.field(line.text[...]) else {
        if lines.record == nil || line.text.utf8.allSatisfy(SourceText.isSpace) {
          sink.skip(lines: 1)
        } else if let list {
          lines.record?.add(list, line.text)
        } else {
          lines.record?.append(line.text)
        }
        continue
      }
      list = Self.lists.contains(tag) ? tag : nil
      switch tag {
      case "FN", "VR", "EF": sink.skip(lines: 1)
      case "ER": finish()
      default:
        if tag == "PT", lines.record != nil {
          sink.report(
            lines.warning("another PT before the record ends", line: line, expected: "ER"))
          finish()
        }
        if lines.record == nil { lines.record = TaggedRecord(line: line.number) }
        lines.record?.add(tag, value)
      }
    }
    if lines.record != nil {
      sink.report(
        SourceDiagnostic(
          .warning, file: reader.file, line: reader.line, message: "the input ends inside a record",
          expected: "ER"))
      finish()
    }
  }

  /// The tag and the value of a line; nil if it has none.
  static func field(_ line: Substring) -> (tag: String, value: Substring)? {
    // The mark of an encoding may stand before `FN` of a file within a file.
    let line = line.first == "\u{FEFF}" ? line.dropFirst() : line
    let bytes = line.utf8
    guard bytes.count >= 2, let first = bytes.first, (0x41...0x5A).contains(first) else {
      return nil
    }
    let second = bytes[bytes.index(after: bytes.startIndex)]
    guard (0x41...0x5A).contains(second) || (0x30...0x39).contains(second) else { return nil }
    let rest = line.dropFirst(2)
    guard rest.isEmpty || rest.utf8.first.map(SourceText.isSpace) == true else { return nil }
    // A hyphen is how RIS and MEDLINE go on.
    guard rest.first(where: { $0 != " " }) != "-" || rest.trimmingPrefix(" ").utf8.count == 1 else {
      return nil
    }
    return (String(line.prefix(2)), rest)
  }

  /// The tags of which each line is a value.
  private static let lists: Set<String> = ["AU", "AF", "BA", "BF", "BE", "CR", "C1", "C3"]

  private static let roles: [String: FieldRole] = [
    "UT": .id, "DT": .type, "TI": .title, "AB": .abstract, "SO": .venue, "J9": .venue,
    "JI": .venue, "PY": .date, "PD": .date, "AU": .author, "AF": .author, "DE": .keywords,
    "ID": .keywords, "WC": .subjects, "SC": .subjects, "DI": .doi, "PM": .pubMed, "BN": .isbn,
    "TC": .citationCount, "CR": .citedWork,
  ]

  /// The record that the fields describe.
  private static func record(of tagged: TaggedRecord, file: String) -> PaperRecord {
    var record = PaperRecord(
      title: "", abstract: "", location: SourceLocation(file: file, line: tagged.line))
    let hasFullNames = tagged.has("AF")
    for field in tagged.fields where field.tag == "DT" || field.tag == "PY" {
      record.take(field.value, as: roles[field.tag], of: field.tag)
    }
    for field in tagged.fields {
      switch field.tag {
      case "DT", "PY": continue
      case "AU" where hasFullNames: continue
      case "OI": take(orcids: field.value, into: &record)
      default: record.take(field.value, as: roles[field.tag], of: field.tag)
      }
    }
    record.fields = record.fields.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return record
  }

  /// `Family, Given/0000-0002-7401-8575; …`: by family name and first letter.
  private static func take(orcids text: String, into record: inout PaperRecord) {
    for item in FieldRole.items(text) {
      let sides = item.split(separator: "/", maxSplits: 1)
      let person = Author(printed: sides.first.map(String.init) ?? "")
      let place = record.authors.firstIndex {
        $0.family?.lowercased() == person.family?.lowercased()
          && $0.given?.first == person.given?.first
      }
      if sides.count == 2, let place, record.authors[place].take(orcid: sides[1]) { continue }
      record.take(item, as: nil, of: "OI")
    }
  }
}
