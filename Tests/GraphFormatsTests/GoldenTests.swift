import Foundation
import GraphFormats
import Testing

@Suite("Golden files")
struct GoldenTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Goldens")

  /// Set `RECORD_GOLDENS=1` to write the files anew.
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"

  @Test(
    "A small graph is written, byte for byte, as it always was",
    arguments: GraphFormat.allCases.filter { !$0.needsLayout })
  func smallGraph(_ format: GraphFormat) throws {
    let files = try SampleGraphs.small.files(as: format)
    var text = ""
    for file in files {
      if files.count > 1 { text += "==> \(file.name) <==\n" }
      text += String(decoding: try file.bytes(), as: UTF8.self)
    }
    let golden = Self.folder.appendingPathComponent(format.rawValue + ".txt")
    if Self.isRecording { try text.write(to: golden, atomically: true, encoding: .utf8) }
    #expect(text == (try String(contentsOf: golden, encoding: .utf8)))
  }
}
