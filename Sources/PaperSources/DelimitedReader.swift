/// Reads the rows of CSV or TSV one after another, as RFC 4180 has them.
///
/// A field in quotes may hold delimiters, line breaks and doubled quotes. What follows a closing
/// quote up to the delimiter is taken as part of the field.
struct DelimitedReader {
  /// A row and the line it starts on.
  struct Row {
    var fields: [String]
    var line: Int
  }

  private let reader: SourceReader
  /// The byte between fields.
  let delimiter: UInt8
  private var failures = 0
  /// How the worst row was encoded.
  private(set) var encoding = DecodedText.Encoding.utf8

  /// How many rows with an open quote are passed over before the rest is given up.
  private static let maximumFailures = 64

  /// Starts at the window of a reader.
  init(_ reader: SourceReader, delimiter: UInt8) {
    self.reader = reader
    self.delimiter = delimiter
  }

  /// The next row that is not blank, or nil at the end.
  mutating func next(_ sink: inout some RecordSink) throws -> Row? {
    var scan = Scan()
    while true {
      let length = scan.end(of: reader.window, delimiter: delimiter)
      if let length {
        let line = reader.line
        let fields = fields(of: UnsafeBufferPointer(rebasing: reader.window[..<length]))
        reader.consume(min(length + 1, reader.window.count))
        if fields.count > 1 || fields.first?.isEmpty == false {
          return Row(fields: fields, line: line)
        }
        sink.skip(lines: 1)
        scan = Scan()
      } else if reader.window.count > SourceReader.maximumRecordLength {
        sink.report(reader.tooLong("row"))
        reader.consume(reader.window.count)
        try reader.skipLine()
        scan = Scan()
      } else if try !reader.fill() {
        if reader.window.isEmpty { return nil }
        guard scan.isQuoted else {
          scan.isLast = true
          continue
        }
        try passOver(openQuote: scan.quoteStart, &sink)
        scan = Scan()
      }
    }
  }

  /// The rest of the input lies in quotes: the row's first line is left out.
  private mutating func passOver(openQuote: Int, _ sink: inout some RecordSink) throws {
    failures += 1
    let complaint = reader.diagnostic(
      .error, at: openQuote, "the quote is not closed", expected: "\"")
    if failures > Self.maximumFailures { throw complaint }
    sink.report(complaint)
    try reader.skipLine()
  }

  private mutating func fields(of row: UnsafeBufferPointer<UInt8>) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    func take() {
      let decoded = field.withUnsafeBufferPointer { DecodedText($0) }
      if decoded.encoding != .utf8 { encoding = decoded.encoding }
      fields.append(decoded.text)
      field.removeAll(keepingCapacity: true)
    }
    while index < row.count {
      let byte = row[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        if isQuoted, index < row.count, row[index] == byte {
          field.append(byte)
          index += 1
        } else if isQuoted || field.allSatisfy(SourceText.isSpace) {
          isQuoted.toggle()
        } else {
          field.append(byte)
        }
      } else if byte == delimiter, !isQuoted {
        take()
      } else {
        field.append(byte)
      }
    }
    if field.last == UInt8(ascii: "\r") { field.removeLast() }
    take()
    return fields
  }

  /// Looks for the end of a row, going on where it stopped when more bytes are there.
  private struct Scan {
    var position = 0
    var isQuoted = false
    var isLast = false
    var quoteStart = 0
    private var isFieldStart = true

    /// The length of the row without its break, or nil if the bytes end before it.
    mutating func end(of bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) -> Int? {
      while position < bytes.count {
        let byte = bytes[position]
        if byte == UInt8(ascii: "\"") {
          if isQuoted {
            // A doubled quote closes and opens again, which comes to the same.
            isQuoted = false
          } else if isFieldStart || bytes[position - 1] == byte {
            isQuoted = true
            quoteStart = position
          }
          isFieldStart = false
        } else if !isQuoted {
          if byte == UInt8(ascii: "\n") { return position }
          isFieldStart = byte == delimiter || isFieldStart && SourceText.isSpace(byte)
        }
        position += 1
      }
      return isLast ? bytes.count : nil
    }
  }
}
