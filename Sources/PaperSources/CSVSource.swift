import PaperModel

/// Reads CSV and TSV with a header, whatever the delimiter and the names of the columns.
public struct CSVSource: RecordSource {
  /// CSV or TSV.
  public let format = SourceFormat.csv

  /// Creates a source.
  public init() {}

  /// Whether the first line names a title and another thing about a paper.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    guard let columns = CSVTable.columns(of: head)?.columns, columns.hasTitle else { return 0 }
    return columns.knownCount > 1 ? min(0.9, 0.6 + 0.1 * Double(columns.knownCount)) : 0
  }

  /// Reads every row; a row without a title is a record without one.
  ///
  /// Time O(n) for n bytes, space that of the largest row.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    try CSVTable.read(reader, into: &sink)
  }
}

/// Reads CSV as Scopus exports it: the same table, with references that are told apart.
public struct ScopusSource: RecordSource {
  /// Scopus CSV.
  public let format = SourceFormat.scopus

  /// Creates a source.
  public init() {}

  /// Whether the first line has Scopus's own `EID` and `Source title`.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    guard let columns = CSVTable.columns(of: head)?.columns, columns.contains("EID"),
      columns.contains("Source title")
    else { return 0 }
    return 0.95
  }

  /// Reads every row.
  ///
  /// Time O(n) for n bytes, space that of the largest row.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    try CSVTable.read(reader, into: &sink)
  }
}

/// A table of papers with a header.
enum CSVTable {
  /// The header of a table and the delimiter that tells most of its columns.
  static func columns(of head: UnsafeBufferPointer<UInt8>)
    -> (columns: CSVColumns, delimiter: UInt8)?
  {
    let end = head.firstIndex(of: UInt8(ascii: "\n")) ?? head.count
    guard end > 0, end < 1 << 15 else { return nil }
    let line = UnsafeBufferPointer(rebasing: head[..<end])
    var best: (columns: CSVColumns, delimiter: UInt8)?
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    where line.contains(delimiter) {
      let columns = CSVColumns(names(of: line, delimiter: delimiter))
      if columns.knownCount > best?.columns.knownCount ?? 0 { best = (columns, delimiter) }
    }
    return best
  }

  private static func names(of line: UnsafeBufferPointer<UInt8>, delimiter: UInt8) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == delimiter, !isQuoted {
        names.append(String(decoding: name, as: UTF8.self))
        name.removeAll(keepingCapacity: true)
      } else if byte != UInt8(ascii: "\r") {
        name.append(byte)
      }
    }
    names.append(String(decoding: name, as: UTF8.self))
    return names
  }

  /// Reads a table from its header on.
  static func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    guard let (columns, delimiter) = columns(of: reader.window) else {
      throw SourceDiagnostic(
        .error, file: reader.file, line: 1, message: "no header", expected: "a column of titles")
    }
    var rows = DelimitedReader(reader, delimiter: delimiter)
    guard let header = try rows.next(&sink) else { return }
    sink.skip(lines: 1)
    while let row = try rows.next(&sink) {
      if row.fields.count > header.fields.count {
        sink.report(
          SourceDiagnostic(
            .warning, file: reader.file, line: row.line,
            message: "the row has \(row.fields.count) fields",
            expected: "\(header.fields.count) fields, as the header has"))
      }
      sink.add(record(of: row, columns, file: reader.file))
    }
    if let warning = rows.encoding.warning(file: reader.file, line: 1) { sink.report(warning) }
  }

  private static func record(
    of row: DelimitedReader.Row, _ columns: CSVColumns, file: String
  ) -> PaperRecord {
    var record = PaperRecord(
      title: "", abstract: "", location: SourceLocation(file: file, line: row.line))
    var orcids: [String] = []
    for (index, field) in row.fields.enumerated() {
      let value = SourceText.folded(field)
      // R writes NA for nothing.
      guard !value.isEmpty, value != "NA" else { continue }
      guard index < columns.names.count else {
        record.take(value, as: nil, of: "column \(index + 1)")
        continue
      }
      let name = columns.names[index]
      switch columns.roles[index] {
      case .authors: record.authors += authors(value)
      case .keywords: record.take(keywords(value), as: .keywords, of: name)
      case .scopusReferences where isListOfIDs(value):
        record.take(value, as: .referenceIDs, of: name)
      case nil where name == "authorships.author.orcid":
        orcids = value.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      case let role: record.take(value, as: role, of: name)
      }
    }
    for (index, orcid) in orcids.enumerated() where record.authors.indices.contains(index) {
      _ = record.authors[index].take(orcid: orcid)
    }
    record.authors.removeAll { $0.name.isEmpty }
    if let id = record.id { record.add(Identifier.openAlex(id)) }
    return record
  }

  /// The authors in one cell.
  ///
  /// Semicolons, bars or `and` set them apart; they may be a Python list, or separated by commas
  /// as Scopus had them once: `Kogge P., Shalf J.`
  static func authors(_ text: String) -> [Author] {
    if text.hasPrefix("['") || text.hasPrefix("[\"") {
      return pythonList(text).map { Author(printed: $0) }
    }
    var items = FieldRole.items(text)
    if items.count == 1, text.contains(".,") {
      items = text.split(separator: ",").map { SourceText.folded(String($0)) }
      // `Kogge, P., Shalf, J.`: surname and initials in turn.
      if items.count % 2 == 0,
        stride(from: 1, to: items.count, by: 2).allSatisfy({ items[$0].hasSuffix(".") }),
        !stride(from: 0, to: items.count, by: 2).contains(where: { items[$0].hasSuffix(".") })
      {
        items = stride(from: 0, to: items.count, by: 2).map { items[$0] + ", " + items[$0 + 1] }
      }
    } else if items.count == 1, text.contains(" and ") {
      items = BibTeXNames(ArraySlice(text.utf8)).names.map { String(decoding: $0, as: UTF8.self) }
    }
    return items.map { Author(printed: withoutID($0)) }
  }

  /// A name without the number in parentheses that Scopus puts behind it.
  private static func withoutID(_ name: String) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "("),
      name[open...].utf8.dropFirst().dropLast().allSatisfy({ (0x30...0x39).contains($0) })
    else { return name }
    return SourceText.folded(String(name[..<open]))
  }

  private static func pythonList(_ text: String) -> [String] {
    var items: [String] = []
    var item: String?
    var quote: Character = "'"
    for character in text {
      if let open = item {
        if character == quote {
          items.append(open)
          item = nil
        } else {
          item = open + String(character)
        }
      } else if character == "'" || character == "\"" {
        quote = character
        item = ""
      }
    }
    return items
  }

  private static func keywords(_ text: String) -> String {
    if text.hasPrefix("['") { return pythonList(text).joined(separator: ";") }
    return text.contains(";") || text.contains("|")
      ? text : text.split(separator: ",").joined(separator: ";")
  }

  /// Whether a list names works by ids, without a blank in any.
  private static func isListOfIDs(_ text: String) -> Bool {
    FieldRole.items(text).allSatisfy { !$0.contains(" ") }
  }
}
