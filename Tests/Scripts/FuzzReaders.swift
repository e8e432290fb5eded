// The targets of fuzz_readers.py. One program; the environment says which reader it tries.
import Glibc
import PaperModel

@testable import PaperSources

/// What libFuzzer calls with the bytes that it made.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  if let source = Target.source { tryReader(source, on: bytes) } else { tryInput(bytes) }
  return 0
}

enum Target {
  /// The reader to try; nil for the way from a file, with archives, encodings and recognition.
  static let source: (any RecordSource)? = {
    let name = getenv("PAPERGRAPH_FUZZ_TARGET").map { String(cString: $0) } ?? "input"
    if name == "input" { return nil }
    guard let source = RecordSources.all.first(where: { $0.format.rawValue == name }) else {
      fatalError("no reader is called \(name)")
    }
    return source
  }()
}

/// Takes everything.
final class Reading: RecordSink {
  var records: [PaperRecord] = []
  var diagnostics: [SourceDiagnostic] = []
  func add(_ record: PaperRecord) { records.append(record) }
  func report(_ diagnostic: SourceDiagnostic) { diagnostics.append(diagnostic) }
  func skip(lines: Int) { precondition(lines >= 0, "a negative number of lines") }
}

/// Bytes that come a few at a time, so that records lie across the borders of the window.
final class Bytes: ByteInput {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let step: Int
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, step: Int) {
    self.bytes = bytes
    self.step = step
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(step, buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

func read(
  _ source: any RecordSource, _ bytes: UnsafeBufferPointer<UInt8>, step: Int
) -> Reading {
  var reading = Reading()
  let reader = SourceReader(Bytes(bytes, step: step), file: "-")
  do {
    while reader.window.count < RecordSources.headLength, try reader.fill() {}
    let confidence = source.confidence(
      UnsafeBufferPointer(rebasing: reader.window.prefix(RecordSources.headLength)))
    precondition((0...1).contains(confidence), "a confidence of \(confidence)")
    try source.read(reader, into: &reading)
  } catch {
    precondition(error is SourceDiagnostic, "an error of another type: \(error)")
  }
  return reading
}

func tryReader(_ source: any RecordSource, on bytes: UnsafeBufferPointer<UInt8>) {
  let reading = read(source, bytes, step: max(1, bytes.count / 3))
  let lineCount = bytes.count { $0 == UInt8(ascii: "\n") } + 1
  for record in reading.records {
    precondition((1...lineCount).contains(record.location.line), "a record on no line")
  }
  for diagnostic in reading.diagnostics {
    precondition((0...lineCount).contains(diagnostic.line), "a diagnostic on no line")
    precondition(!diagnostic.message.contains("\n"), "a message of two lines")
  }
  if !reading.records.isEmpty { tryWriters(reading.records) }
}

/// What was read must come back from every format that is written.
func tryWriters(_ records: [PaperRecord]) {
  let papers = records.enumerated().map { index, record in
    Paper(id: "p\(index)", record: record, sources: [record.location])
  }
  for format in BibliographyFormat.allCases {
    let written = format.bytes(of: papers)
    let again = written.withUnsafeBufferPointer { read(reader(of: format), $0, step: 1 << 16) }
    precondition(
      again.records.count == records.count,
      "\(format) loses a record:\n\(String(decoding: written, as: UTF8.self))")
    guard format == .jsonLines else { continue }
    for (paper, back) in zip(papers, again.records) {
      var (wanted, found) = (paper.record, back)
      wanted.id = paper.id
      found.location = wanted.location
      precondition(wanted == found, "JSON Lines change a record:\n\(wanted)\n\(found)")
    }
  }
}

func reader(of format: BibliographyFormat) -> any RecordSource {
  switch format {
  case .bibtex: BibTeXSource()
  case .ris: RISSource()
  case .cslJSON: JSONSource<CSLItems>()
  case .csv: CSVSource()
  case .jsonLines: JSONSource<LibraryJSON>()
  }
}

/// The bytes as a file without a name, read as the command reads files.
func tryInput(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let file = tmpfile() else { fatalError("no temporary file") }
  defer { fclose(file) }
  fwrite(bytes.baseAddress, 1, bytes.count, file)
  fflush(file)
  do {
    let corpus = try CorpusReader().read(["/proc/self/fd/\(fileno(file))"])
    let places = corpus.papers.reduce(0) { $0 + $1.sources.count }
    precondition(places == corpus.recordCount, "a record is lost in merging")
    precondition(Set(corpus.papers.map(\.id)).count == corpus.papers.count, "an id twice")
    precondition(
      !corpus.papers.isEmpty || !corpus.diagnostics.isEmpty, "nothing came, and nothing was said")
  } catch {
    precondition(error is SourceDiagnostic, "an error of another type: \(error)")
  }
}
