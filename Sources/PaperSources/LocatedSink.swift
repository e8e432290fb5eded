import PaperModel

/// The bytes of a text as an input.
final class MemoryInput: ByteInput {
  private let bytes: [UInt8]
  private var position = 0

  /// Starts at the first byte.
  init(_ text: String) { bytes = Array(text.utf8) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

/// Passes on what is read from a text within an input, with the line where the text stands.
struct LocatedSink<Base: RecordSink>: RecordSink {
  var base: Base
  /// The line in the input on which the text starts.
  let line: Int
  /// Whether the lines of the text are lines of the input.
  var hasLines = false
  /// How many records there were.
  private(set) var count = 0

  init(base: Base, line: Int, hasLines: Bool = false) {
    self.base = base
    self.line = line
    self.hasLines = hasLines
  }

  mutating func add(_ record: PaperRecord) {
    var record = record
    record.location.line = hasLines ? record.location.line + line - 1 : line
    count += 1
    base.add(record)
  }

  mutating func report(_ diagnostic: SourceDiagnostic) {
    var diagnostic = diagnostic
    diagnostic.line = hasLines ? diagnostic.line + line - 1 : line
    base.report(diagnostic)
  }

  mutating func skip(lines: Int) {
    if hasLines { base.skip(lines: lines) }
  }
}
