import PaperModel

/// A record of lines that start with a tag, before its fields are told apart.
struct TaggedRecord {
  /// One tag and its value, with continuation lines joined by a space.
  struct Field {
    var tag: String
    var value: String
  }

  /// The line of the first tag.
  var line: Int
  /// The fields in their order.
  private(set) var fields: [Field] = []
  /// The bytes of all values.
  private(set) var size = 0

  /// Creates a record without fields.
  init(line: Int) { self.line = line }

  /// Whether there is a field of the tag.
  func has(_ tags: String...) -> Bool { fields.contains { tags.contains($0.tag) } }

  /// The first value of a tag.
  func value(_ tag: String) -> String? { fields.first { $0.tag == tag }?.value }

  /// Adds a field.
  mutating func add(_ tag: String, _ value: some StringProtocol) {
    let text = SourceText.folded(String(value))
    fields.append(Field(tag: tag, value: text))
    size += text.utf8.count + 32
  }

  /// Goes on with the value of the last field.
  mutating func append(_ text: some StringProtocol) {
    guard !fields.isEmpty else { return }
    let text = SourceText.folded(String(text))
    guard !text.isEmpty else { return }
    size += text.utf8.count + 1
    let index = fields.count - 1
    if !fields[index].value.isEmpty { fields[index].value += " " }
    fields[index].value += text
  }

  /// Adds the fields of another record.
  mutating func append(_ other: TaggedRecord) {
    fields += other.fields
    size += other.size
  }
}

/// Where a format of tagged lines stands: the open record, and what is told to whom.
struct TaggedLines {
  /// The input.
  let reader: SourceReader
  /// The record that is open.
  var record: TaggedRecord?
  private var warned: DecodedText.Encoding?
  private var isTooLong = false

  /// Starts at the beginning of an input.
  init(_ reader: SourceReader) { self.reader = reader }

  /// The next line; an encoding that is not UTF-8 is reported once.
  mutating func next(_ sink: inout some RecordSink) throws -> SourceReader.Line? {
    if let record, record.size > SourceReader.maximumRecordLength {
      sink.report(reader.tooLong("record"))
      self.record = nil
    }
    guard var line = try reader.nextLine(reportingTo: &sink) else { return nil }
    // Some exports end a line with the two bytes of its break the wrong way round.
    while line.text.utf8.first == UInt8(ascii: "\r") { line.text.removeFirst() }
    if warned != line.encoding,
      let warning = line.encoding.warning(file: reader.file, line: line.number)
    {
      warned = line.encoding
      sink.report(warning)
    }
    return line
  }

  /// A warning about a line.
  func warning(_ message: String, line: SourceReader.Line, expected: String) -> SourceDiagnostic {
    SourceDiagnostic(
      .warning, file: reader.file, line: line.number, column: 1, message: message,
      expected: expected, excerpt: String(line.text.prefix(72)), caret: 0)
  }
}
