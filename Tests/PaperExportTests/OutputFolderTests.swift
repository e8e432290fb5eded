import Foundation
import Testing

@testable import PaperExport

@Suite("Output folder")
final class OutputFolderTests {
  let path: String = {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("output-folder-\(UUID().uuidString)")
    return url.path
  }()

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func names() -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: path))?.sorted() ?? []
  }

  func put(_ name: String, _ text: String = "x") {
    #expect(FileManager.default.createFile(atPath: path + "/" + name, contents: Data(text.utf8)))
  }

  func report(_ files: [String]) -> [UInt8] {
    let list = files.map { "\"\($0)\"" }.joined(separator: ",")
    return Array("{\"program\":\"papergraph\",\"files\":[\(list)]}".utf8)
  }

  @Test("files of an earlier run that this one lacks go, and nothing else")
  func stale() throws {
    let first = try OutputFolder(path: path)
    try first.write("a".utf8, to: "01-a.svg")
    try first.write("b".utf8, to: "02-b.svg")
    try first.write("c".utf8, to: "data/00.js")
    try first.finish(report: report(first.files + ["report.json"]))
    put("notes.txt")
    put("03-mine.svg")
    let second = try OutputFolder(path: path)
    try second.write("a".utf8, to: "01-a.svg")
    try second.finish(report: report(second.files + ["report.json"]))
    #expect(names() == ["01-a.svg", "03-mine.svg", "notes.txt", "report.json"])
  }

  @Test("a run that was killed leaves no half file, and the next one clears up after it")
  func killed() throws {
    let killed = try OutputFolder(path: path)
    try killed.write("a".utf8, to: "01-a.svg")
    let half = try killed.open("02-b.svg")
    try half.write(Array(repeating: UInt8(ascii: "x"), count: 1 << 17))
    #expect(!names().contains("02-b.svg"))
    put(".03-c.svg" + AtomicFile.temporarySuffix)
    let next = try OutputFolder(path: path)
    #expect(!names().contains { $0.hasSuffix(AtomicFile.temporarySuffix) })
    try next.write("d".utf8, to: "01-d.svg")
    try next.finish(report: report(next.files + ["report.json"]))
    #expect(names() == ["01-d.svg", "report.json"])
  }

  @Test("a report that names files elsewhere removes none of them")
  func hostileReport() throws {
    try FileManager.default.createDirectory(
      atPath: path + "/inner/data", withIntermediateDirectories: true)
    put("keep.txt")
    put("inner/.hidden")
    put("inner/Upper.txt")
    put(
      "inner/report.json",
      String(
        decoding: report(
          ["../keep.txt", "/etc/hostname", ".hidden", "data/../Upper.txt", "Upper.txt", "."]),
        as: UTF8.self))
    let folder = try OutputFolder(path: path + "/inner")
    try folder.finish(report: report(["report.json"]))
    #expect(
      names() == ["inner", "inner/.hidden", "inner/Upper.txt", "inner/report.json", "keep.txt"])
  }

  @Test("a folder that cannot be is one clear error")
  func impossible() {
    #expect(throws: OutputError.self) { try OutputFolder(path: "/proc/nonexistent/folder") }
  }
}
