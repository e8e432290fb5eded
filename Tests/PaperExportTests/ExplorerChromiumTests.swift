import Foundation
import PaperExport
import Testing

@Suite("Explorer in Chromium", .enabled(if: Chromium.isInstalled, "needs Chromium and Python"))
struct ExplorerChromiumTests {
  @Test("searching, filtering, selecting, permalinks and exports work", arguments: [6, 90])
  func clickThrough(papers: Int) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("explorer-\(papers)-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in ExplorerCorpus(papers: papers).page().files() {
      let url = folder.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    let result = try Chromium.explore(folder)
    #expect(result.status == 0, "\(result.complaints)")
  }
}

private enum Chromium {
  static var isInstalled: Bool {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    func isThere(_ program: String) -> Bool {
      folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
    return isThere("python3")
      && ["chromium", "chromium-browser", "google-chrome"].contains(where: isThere)
  }

  static func explore(_ folder: URL) throws -> (status: Int32, complaints: String) {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Scripts/explore.py").standardized
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, folder.path]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let complaints = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: complaints, as: UTF8.self))
  }
}
