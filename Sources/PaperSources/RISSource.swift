import PaperModel

/// Reads RIS.
///
/// A record runs from `TY  -` to `ER  -`; tags come in any order, and a line without one goes on
/// with the value before it. A missing end is mended where the next record starts.
public struct RISSource: RecordSource {
  /// RIS.
  public let format = SourceFormat.ris

  /// Creates a source.
  public init() {}

  /// Whether a line starts with `TY  -`, or several with other tags and one with `ER  -`.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    var tags = 0
    var hasEnd = false
    for line in head.split(separator: UInt8(ascii: "\n"), maxSplits: 2000) {
      let text = String(decoding: line.prefix(12), as: UTF8.self)
      guard let (tag, _) = Self.field(text[...]) else { continue }
      if tag == "TY" { return 0.95 }
      tags += 1
      hasEnd = hasEnd || tag == "ER"
    }
    return tags >= 3 && hasEnd ? 0.8 : 0
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
    var run = RISRun(reader)
    while try run.readLine(&sink) {}
  }

  /// The tag and the value of a line; nil if it has none.
  static func field(_ line: Substring) -> (tag: String, value: Substring)? {
    let bytes = line.utf8
    guard bytes.count >= 4, let first = bytes.first, (0x41...0x5A).contains(first) else {
      return nil
    }
    let second = bytes[bytes.index(after: bytes.startIndex)]
    guard (0x41...0x5A).contains(second) || (0x30...0x39).contains(second) else { return nil }
    let blanks = bytes.dropFirst(2).prefix { $0 == 0x20 }
    guard (1...3).contains(blanks.count) else { return nil }
    let hyphen = bytes[blanks.endIndex...]
    guard hyphen.first == UInt8(ascii: "-") else { return nil }
    let value = hyphen.dropFirst()
    let isSetApart = value.isEmpty || value.first == 0x20 || value.first == 0x09
    // Two blanks before the hyphen make a tag of what may lack the one behind it.
    guard isSetApart || blanks.count == 2 else { return nil }
    return (String(line.prefix(2)), line[value.startIndex...])
  }

  private static let roles: [String: FieldRole] = [
    "TY": .type, "ID": .id, "TI": .title, "T1": .title, "CT": .title, "AU": .author,
    "A1": .author, "AB": .abstract, "N2": .abstract, "JF": .venue, "T2": .venue, "JO": .venue,
    "BT": .venue, "JA": .venue, "J2": .venue, "J1": .venue, "PY": .date, "Y1": .date,
    "DA": .date, "DO": .doi, "UR": .address, "L1": .address, "L2": .address, "LK": .address,
    "KW": .keyword, "SN": .isbn, "PM": .pubMed,
  ]

  /// The record that the fields describe.
  static func record(of tagged: TaggedRecord, file: String) -> PaperRecord {
    var record = PaperRecord(
      title: "", abstract: "", location: SourceLocation(file: file, line: tagged.line))
    // Of several tags for one thing, the fuller form comes first in this order.
    let order = ["TY", "TI", "T1", "JF", "T2", "JO", "Y1", "PY", "DA"]
    for tag in order {
      for field in tagged.fields where field.tag == tag { take(field, into: &record) }
    }
    for field in tagged.fields where !order.contains(field.tag) { take(field, into: &record) }
    return record
  }

  private static func take(_ field: TaggedRecord.Field, into record: inout PaperRecord) {
    let value = field.value
    switch field.tag {
    case "M3", "N1", "C3":
      if field.tag == "N1", let count = citedBy(value) {
        record.take(count, as: .citationCount, of: "N1")
      } else if value.lowercased().hasPrefix("doi:") || value.hasPrefix("10.") {
        record.take(value, as: .doi, of: field.tag)
      } else {
        record.take(value, as: nil, of: field.tag)
      }
    case "U1" where value.hasSuffix("[pmid]"): record.take(value, as: .pubMed, of: "U1")
    case "U2" where value.hasSuffix("[pmcid]"): record.take(value, as: .pubMedCentral, of: "U2")
    case "AN" where value.hasPrefix("PMC"): record.take(value, as: .pubMedCentral, of: "AN")
    case "UR" where value.lowercased().hasPrefix("arxiv:"): record.take(value, as: .arxiv, of: "UR")
    default: record.take(value, as: roles[field.tag], of: field.tag)
    }
  }

  /// The number in `Cited By :44`, a note of Scopus.
  private static func citedBy(_ note: String) -> String? {
    guard note.lowercased().hasPrefix("cited by") else { return nil }
    return note.split { !$0.isASCII || !$0.isNumber }.first.map(String.init)
  }
}

/// One pass over an input in RIS.
private struct RISRun {
  private var lines: TaggedLines
  /// A record whose end is missing, until what follows shows whether it is part of it.
  private var unfinished: TaggedRecord?

  init(_ reader: SourceReader) { lines = TaggedLines(reader) }

  /// Reads a line; false at the end of the input.
  mutating func readLine(_ sink: inout some RecordSink) throws -> Bool {
    guard let line = try lines.next(&sink) else {
      finish(nil, &sink)
      return false
    }
    guard let (tag, value) = RISSource.field(line.text[...]) else {
      if lines.record == nil {
        sink.skip(lines: 1)
      } else {
        lines.record?.append(line.text)
      }
      return true
    }
    switch tag {
    case "TY": start(line, &sink)
    case "ER":
      finish(line, &sink)
      return true
    default:
      if lines.record == nil {
        sink.report(
          lines.warning("a record without a type", line: line, expected: "TY  - "))
        lines.record = TaggedRecord(line: line.number)
      }
    }
    lines.record?.add(tag, value)
    return true
  }

  private mutating func start(_ line: SourceReader.Line, _ sink: inout some RecordSink) {
    if let open = lines.record {
      // Tags come in any order, and the type may be told twice.
      if !open.has("TY") || open.fields.allSatisfy({ $0.tag == "TY" }) { return }
      settle(&sink)
      unfinished = lines.record
      sink.report(
        lines.warning("another TY before the record ends", line: line, expected: "ER  - "))
    }
    lines.record = TaggedRecord(line: line.number)
  }

  /// Ends the open record, at its `ER` or at the end of the input.
  private mutating func finish(_ line: SourceReader.Line?, _ sink: inout some RecordSink) {
    if lines.record != nil, line == nil {
      sink.report(
        SourceDiagnostic(
          .warning, file: lines.reader.file, line: lines.reader.line,
          message: "the input ends inside a record", expected: "ER  - "))
    }
    settle(&sink)
    if let record = lines.record {
      sink.add(RISSource.record(of: record, file: lines.reader.file))
    }
    lines.record = nil
  }

  /// Ends the unfinished record, or makes the open one part of it if that is no work of its own.
  private mutating func settle(_ sink: inout some RecordSink) {
    guard var earlier = unfinished, let open = lines.record else { return }
    unfinished = nil
    if open.has("TI", "T1", "AU", "A1", "DO") {
      sink.add(RISSource.record(of: earlier, file: lines.reader.file))
    } else {
      earlier.append(open)
      lines.record = earlier
    }
  }
}
