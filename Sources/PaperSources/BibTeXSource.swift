import PaperModel

/// Reads BibTeX and BibLaTeX.
///
/// One entry is held at a time, and with `crossref` or `xdata` those in between, as
/// `BibTeXInheritance` says. Text between entries is comment, as in BibTeX.
public struct BibTeXSource: RecordSource {
  /// BibTeX.
  public let format = SourceFormat.bibtex

  private let maximumEntryLength: Int

  /// Creates a source.
  public init() { self.init(maximumEntryLength: SourceReader.maximumRecordLength) }

  /// Creates a source that skips entries over a length in bytes.
  init(maximumEntryLength: Int) { self.maximumEntryLength = maximumEntryLength }

  /// Whether an `@type{key,` stands in the head, best at the start of a line.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    var position = 0
    var result = 0.0
    while let at = head.offset(of: UInt8(ascii: "@"), from: position) {
      position = at + 1
      guard Self.beginsEntry(head, at: at) else { continue }
      let before = head[..<at].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      if before == nil || before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r") {
        return 0.95
      }
      result = 0.5
    }
    return result
  }

  /// Reads every entry; an entry without a field is a record without a title.
  ///
  /// Time O(n) for n bytes; space that of the largest entry and 8 MiB for inheritance.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    var run = BibTeXRun(reader, maximumEntryLength: maximumEntryLength)
    while try run.skipComment(&sink) {
      try run.readEntry(&sink)
    }
    run.finish(&sink)
  }

  /// Whether the `@` at a place starts an entry.
  ///
  /// A name and an opening brace must follow, and its line must not start with `%`. A parenthesis
  /// counts only where the `@` starts the line.
  static func beginsEntry(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    var end = position + 1
    while end < bytes.count, SourceText.isSpace(bytes[end]) { end += 1 }
    let name = end
    while end < bytes.count, BibTeXByte.isName(bytes[end]) { end += 1 }
    guard end > name else { return false }
    while end < bytes.count, SourceText.isSpace(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "{") || bytes[end] == UInt8(ascii: "(")
    else { return false }
    var start = position
    while start > max(0, position - maximumIndentation), !isLineBreak(bytes[start - 1]) {
      start -= 1
    }
    let before = bytes[start..<position].first { !SourceText.isSpace($0) }
    return before == nil || before != UInt8(ascii: "%") && bytes[end] == UInt8(ascii: "{")
  }

  /// How far before an `@` the start of its line is looked for, so that long lines stay cheap.
  private static let maximumIndentation = 256

  private static func isLineBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

/// One pass over a BibTeX input.
private struct BibTeXRun {
  private let reader: SourceReader
  private let maximumEntryLength: Int
  private var macros = BibTeXMacros()
  private var undefined: Set<String> = []
  private var inheritance = BibTeXInheritance()
  private var mapper: BibTeXMapper
  private var entry = BibTeXEntry()

  init(_ reader: SourceReader, maximumEntryLength: Int) {
    self.reader = reader
    self.maximumEntryLength = maximumEntryLength
    mapper = BibTeXMapper(file: reader.file)
  }

  /// Consumes what stands before the next entry.
  ///
  /// - Returns: Whether there is one; the window starts with its `@`.
  mutating func skipComment(_ sink: inout some RecordSink) throws -> Bool {
    let first = reader.line
    defer { sink.skip(lines: reader.line - first) }
    var position = 0
    while true {
      let bytes = reader.window
      if let at = bytes.offset(of: UInt8(ascii: "@"), from: position) {
        // Sixty-four bytes tell what follows, whatever else the window holds.
        if at + 64 > bytes.count, try reader.fill() { continue }
        if BibTeXSource.beginsEntry(reader.window, at: at) {
          reader.consume(at)
          return true
        }
        position = at + 1
      } else {
        // The line at the end stays, so that a % at its start is seen.
        let lineStart = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
        reader.consume(lineStart ?? (bytes.count > 1 << 16 ? bytes.count : 0))
        position = reader.window.count
        if try !reader.fill() { return false }
      }
    }
  }

  /// Reads the entry at the start of the window, and goes on behind it.
  mutating func readEntry(_ sink: inout some RecordSink) throws {
    var isLast = false
    while true {
      entry.reset()
      entry.line = reader.line
      var parser = BibTeXParser(reader.window, isLast: isLast)
      do {
        let kind = try parser.parse(into: &entry, macros: &macros)
        if parser.length <= maximumEntryLength {
          report(parser.notes, &sink)
          return take(kind, length: parser.length, &sink)
        }
      } catch .broken(let note, let resume) {
        report(parser.notes, &sink)
        // What was read before the break is a record if it has a title.
        let isMended = entry.has("title")
        sink.report(
          reader.diagnostic(
            isMended ? .warning : .error, at: note.offset, note.message, expected: note.expected))
        reader.consume(resume)
        if isMended { add(&sink) }
        return
      } catch .incomplete {
        guard reader.window.count <= maximumEntryLength else {
          return try skipEntry(&sink)
        }
        isLast = try !doubleWindow()
        continue
      }
      return try skipEntry(&sink)
    }
  }

  private mutating func take(
    _ kind: BibTeXParser.Kind, length: Int, _ sink: inout some RecordSink
  ) {
    let line = reader.line
    reader.consume(length)
    if kind == .entry {
      add(&sink)
    } else {
      sink.skip(lines: max(1, reader.line - line))
    }
  }

  /// Reads on until the window is twice as long, so that parsing anew stays linear.
  private func doubleWindow() throws -> Bool {
    let target = min(reader.window.count * 2, maximumEntryLength + 1)
    while reader.window.count < target {
      if try !reader.fill() { return false }
    }
    return true
  }

  /// Leaves out an entry that is too long, up to the next line that starts one.
  private mutating func skipEntry(_ sink: inout some RecordSink) throws {
    sink.report(reader.tooLong("entry"))
    reader.consume(1)
    while true {
      let bytes = reader.window
      var position = 0
      while let at = bytes.offset(of: UInt8(ascii: "@"), from: position) {
        if at > 0, bytes[at - 1] == UInt8(ascii: "\n") { return reader.consume(at) }
        position = at + 1
      }
      reader.consume(max(0, bytes.count - 1))
      if try !reader.fill() { return }
    }
  }

  private mutating func report(_ notes: [BibTeXParser.Note], _ sink: inout some RecordSink) {
    for note in notes {
      if let macro = note.macro {
        guard undefined.count < 1000, undefined.insert(macro).inserted else { continue }
      }
      sink.report(
        reader.diagnostic(.warning, at: note.offset, note.message, expected: note.expected))
    }
  }

  private mutating func add(_ sink: inout some RecordSink) {
    if inheritance.isIdle, !BibTeXInheritance.concerns(entry) {
      sink.add(mapper.record(of: entry))
      return
    }
    let ready = inheritance.take(entry)
    // What waits holds the memory of this one.
    entry = BibTeXEntry()
    for ready in ready { emit(ready, &sink) }
  }

  /// Gives up every record that waits for its parent.
  mutating func finish(_ sink: inout some RecordSink) {
    for ready in inheritance.flush() { emit(ready, &sink) }
  }

  private mutating func emit(_ ready: BibTeXInheritance.Ready, _ sink: inout some RecordSink) {
    if let parent = ready.missingParent {
      sink.report(
        SourceDiagnostic(
          .warning, file: reader.file, line: ready.entry.line,
          message: "the entry \(parent) to inherit from was not found near",
          expected: "@…{\(parent), …}"))
    }
    if !BibTeXInheritance.isContainer(ready.entry.type) {
      sink.add(mapper.record(of: ready.entry))
    } else {
      sink.skip(lines: 1)
    }
  }
}
