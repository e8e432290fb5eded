import Foundation
import GraphFormats
import Testing

@Suite("Other tools open what is written")
struct OtherToolsTests {
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scripts/check_exports.py").path

  /// Whether Python has the libraries that the script opens files with.
  private static let hasTools: Bool =
    (try? run(["python3", "-c", "import networkx, igraph, pygraphviz"]))?.status == 0

  private static func run(_ command: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private func write(_ graph: AttributedGraph, to folder: URL) throws {
    for format in GraphFormat.allCases where !format.needsLayout && format != .mermaid {
      let files = try graph.files(as: format)
      let place = folder.appendingPathComponent(format.rawValue)
      if format.fileExtension == nil {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      }
      for file in files {
        let url = format.fileExtension == nil ? place.appendingPathComponent(file.name) : place
        try Data(try file.bytes()).write(to: url)
      }
    }
  }

  @Test(
    "Nodes, edges and attributes are all there, also with hostile names",
    .enabled(if: hasTools, "needs Python with networkx, igraph and pygraphviz"))
  func opens() throws {
    for graph in [SampleGraphs.small, SampleGraphs.hostile] {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("papergraph-" + UUID().uuidString)
      defer { try? FileManager.default.removeItem(at: folder) }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try write(graph, to: folder)
      let (status, output) = try Self.run(["python3", Self.script, folder.path])
      #expect(status == 0, "\(output)")
    }
  }
}
