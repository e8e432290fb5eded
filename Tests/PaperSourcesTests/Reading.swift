import Foundation
import PaperModel
import PaperSources

/// What came out of one input, before merging.
final class Reading: RecordSink {
  private(set) var records: [PaperRecord] = []
  private(set) var diagnostics: [SourceDiagnostic] = []
  private(set) var skippedLines = 0

  /// The titles in their order.
  var titles: [String] { records.map(\.title) }
  /// The messages in their order.
  var messages: [String] { diagnostics.map(\.message) }
  /// The only record of an id.
  func record(_ id: String) -> PaperRecord? { records.first { $0.id == id } }

  func add(_ record: PaperRecord) { records.append(record) }
  func report(_ diagnostic: SourceDiagnostic) { diagnostics.append(diagnostic) }
  func skip(lines: Int) { skippedLines += lines }
}

/// A file of `Fixtures`, read, and the format it was taken for.
func reading(fixture name: String) throws -> (Reading, SourceFormat?) {
  try reading(file: fixtures.appending(path: name).path(percentEncoded: false))
}

/// Any file, read, and the format it was taken for.
func reading(file: String) throws -> (Reading, SourceFormat?) {
  let reading = Reading()
  let inputs = try CorpusReader().scan([file], into: reading)
  return (reading, inputs.first?.format)
}

/// Bytes, read as a file.
func reading(bytes: [UInt8], named name: String = "input") throws -> (Reading, SourceFormat?) {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: name)
  try Data(bytes).write(to: file)
  return try reading(file: file.path(percentEncoded: false))
}

/// Where the fixtures lie.
let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

/// The real files of other projects' suites, where this machine has them.
let sharedBibliography: URL? = {
  let package = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let shared =
    ProcessInfo.processInfo.environment["PAPERGRAPH_SHARED"].map { URL(filePath: $0) }
    ?? package.deletingLastPathComponent().appending(path: "shared")
  let folder = shared.appending(path: "bibliography")
  let index = folder.appending(path: "INDEX.jsonl").path(percentEncoded: false)
  return FileManager.default.fileExists(atPath: index) ? folder : nil
}()
