/// The records of a JSON text one after another, in the memory of the largest.
///
/// A damaged record is reported, and reading goes on behind it: on the next line, or at the next
/// object of an array that starts with the same key.
struct JSONStream {
  private let reader: SourceReader
  private let layout: JSONLayout
  private let tape = JSONTape()

  init(_ reader: SourceReader, layout: JSONLayout) {
    self.reader = reader
    self.layout = layout
  }

  /// Reads all records.
  ///
  /// - Parameters:
  ///   - sink: What takes reports of damage.
  ///   - take: Takes a record while it stands at the start of the reader's window.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  func read<Sink: RecordSink>(
    into sink: inout Sink, _ take: (JSONValue, inout Sink) -> Void
  ) throws {
    switch layout {
    case .lines: try readLines(into: &sink, take)
    case .values:
      while try skipBlanks() { try readValue(into: &sink, take) }
    case .value(let path):
      if try descend(path), try skipBlanks() { try readValue(into: &sink, take) }
    case .elements(let path):
      if try descend(path), try skip(UInt8(ascii: "[")) { try readElements(into: &sink, take) }
    }
  }

  private func readLines<Sink: RecordSink>(
    into sink: inout Sink, _ take: (JSONValue, inout Sink) -> Void
  ) throws {
    while try skipBlanks() {
      guard let length = try reader.lengthOfLine() else {
        sink.report(reader.tooLong("line"))
        try reader.skipLine()
        continue
      }
      let line = UnsafeBufferPointer(rebasing: reader.window[..<length])
      do throws(JSONError) {
        let (value, end) = try tape.parse(line, from: 0)
        reportWarnings(into: &sink)
        take(value, &sink)
        if let more = line[end...].firstIndex(where: { !SourceText.isSpace($0) && $0 != 0x2C }) {
          sink.report(
            reader.diagnostic(
              .error, at: more, "more stands behind the record", expected: "the end of the line"))
        }
      } catch {
        report(error, into: &sink)
      }
      reader.consume(length)
    }
  }

  private func readElements<Sink: RecordSink>(
    into sink: inout Sink, _ take: (JSONValue, inout Sink) -> Void
  ) throws {
    while try skipBlanks() {
      switch reader.window[0] {
      case UInt8(ascii: ","): reader.consume(1)
      case UInt8(ascii: "]"): return
      default: try readValue(into: &sink, take)
      }
    }
    sink.report(
      reader.diagnostic(.error, at: 0, "the input ends in the middle of an array", expected: "]"))
  }

  /// Reads the value at the start of the window, which grows until it holds the value.
  private func readValue<Sink: RecordSink>(
    into sink: inout Sink, _ take: (JSONValue, inout Sink) -> Void
  ) throws {
    while true {
      do throws(JSONError) {
        let (value, end) = try tape.parse(reader.window, from: 0)
        if end > SourceReader.maximumRecordLength {
          sink.report(reader.tooLong("record"))
        } else {
          reportWarnings(into: &sink)
          take(value, &sink)
        }
        return reader.consume(end)
      } catch {
        if error.kind == .ended, reader.window.count <= SourceReader.maximumRecordLength {
          if try growWindow() { continue }
          report(error, into: &sink)
          return reader.consume(reader.window.count)
        }
        if error.kind == .unexpected {
          report(error, into: &sink)
          return try resume(behind: error.offset)
        }
        sink.report(error.kind == .ended ? reader.tooLong("record") : diagnostic(error))
        return try skipValue()
      }
    }
  }

  /// Doubles the window, so that a value parsed again after each growth costs linear time.
  private func growWindow() throws -> Bool {
    let size = reader.window.count
    while reader.window.count < 2 * size {
      if try !reader.fill() { return reader.window.count > size }
    }
    return true
  }

  private func reportWarnings(into sink: inout some RecordSink) {
    for warning in tape.warnings {
      sink.report(reader.diagnostic(.warning, at: warning.offset, warning.message))
    }
  }

  private func report(_ error: JSONError, into sink: inout some RecordSink) {
    sink.report(diagnostic(error))
  }

  private func diagnostic(_ error: JSONError) -> SourceDiagnostic {
    reader.diagnostic(.error, at: error.offset, error.message, expected: error.expected)
  }
}

// Moving without holding.
extension JSONStream {
  /// Moves to the next byte that is no white space; false at the end.
  private func skipBlanks() throws -> Bool {
    while true {
      if let found = reader.window.firstIndex(where: { !SourceText.isSpace($0) }) {
        reader.consume(found)
        return true
      }
      reader.consume(reader.window.count)
      if try !reader.fill() { return false }
    }
  }

  /// Moves behind a byte if it is the next.
  private func skip(_ byte: UInt8) throws -> Bool {
    guard try skipBlanks(), reader.window[0] == byte else { return false }
    reader.consume(1)
    return true
  }

  /// Moves to the value to which a path of keys leads; false if there is none.
  private func descend(_ path: [StaticString]) throws -> Bool {
    for key in path {
      guard try skip(UInt8(ascii: "{")), try skipMembers(before: key) else { return false }
    }
    return true
  }

  private func skipMembers(before key: StaticString) throws -> Bool {
    while try skipBlanks() {
      if reader.window[0] == UInt8(ascii: ",") {
        reader.consume(1)
        continue
      }
      guard reader.window[0] == UInt8(ascii: "\"") else { return false }
      while reader.window.count < 256, try reader.fill() {}
      let isWanted =
        reader.window.dropFirst()
        .starts(with: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        && reader.window.dropFirst(key.utf8CodeUnitCount + 1).first == UInt8(ascii: "\"")
      try skipValue()
      guard try skip(UInt8(ascii: ":")) else { return false }
      if isWanted { return true }
      if try skipBlanks() { try skipValue() }
    }
    return false
  }

  /// Moves behind the value that starts here, however long and deep it is.
  private func skipValue() throws {
    var depth = 0
    var isInString = false
    var isEscaped = false
    var isFirst = true
    while true {
      for (offset, byte) in reader.window.enumerated() {
        defer { isFirst = false }
        if isInString {
          if isEscaped {
            isEscaped = false
          } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
          } else if byte == UInt8(ascii: "\"") {
            isInString = false
            if depth == 0 { return reader.consume(offset + 1) }
          }
          continue
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return reader.consume(isFirst ? offset + 1 : offset) }
          depth -= 1
          if depth == 0 { return reader.consume(offset + 1) }
        case UInt8(ascii: ",") where depth == 0:
          return reader.consume(isFirst ? offset + 1 : offset)
        default: break
        }
      }
      reader.consume(reader.window.count)
      if try !reader.fill() { return }
    }
  }

  /// Moves behind a damaged value, to the next that starts as it does, or to the end.
  private func resume(behind damage: Int) throws {
    // A key that is none is found nowhere, and the rest of the text is left out.
    var key = Array(reader.window.prefix(64).prefix { $0 != UInt8(ascii: ":") })
    if key.isEmpty { key = [UInt8(ascii: ":")] }
    reader.consume(max(damage, 1))
    var isBehindComma = false
    while true {
      while reader.window.count < key.count, try reader.fill() {}
      let window = reader.window
      for offset in 0..<max(0, window.count - key.count + 1) {
        let byte = window[offset]
        if SourceText.isSpace(byte) { continue }
        let isStart =
          byte == UInt8(ascii: "{") && key.count > 1 && window[offset...].starts(with: key)
        if isStart, isBehindComma || isAtLineStart(offset) { return reader.consume(offset) }
        isBehindComma = byte == UInt8(ascii: ",")
      }
      reader.consume(max(0, window.count - key.count + 1))
      if try !reader.fill() { return reader.consume(reader.window.count) }
    }
  }

  private func isAtLineStart(_ offset: Int) -> Bool {
    offset == 0 ? reader.column == 1 : reader.window[offset - 1] == UInt8(ascii: "\n")
  }
}
