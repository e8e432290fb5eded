import Foundation
import FoundationXML
import Testing

@Suite("The command map")
struct MapCommandTests {
  @Test("the report adds up, and every paper is on one map or listed as unconnected")
  func report() throws {
    let scratch = try Scratch()
    let corpus = try scratch.corpus(Papers.dozen)
    let run = try Command.run(["map", corpus, "--output", scratch.path + "/maps"])
    #expect(run.code == 0, "\(run.errors)")
    let data = try Data(contentsOf: scratch.url.appendingPathComponent("maps/report.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let counts = try #require(report["counts"] as? [String: Any])
    let number = { (name: String) in counts[name] as? Int ?? -1 }
    #expect(number("records") == 12)
    #expect(number("papers") + number("mergedRecords") == 12)
    #expect(number("papersOnMaps") + number("unconnectedPapers") == number("papers"))
    let topics = try String(contentsOfFile: scratch.path + "/maps/topics.jsonl", encoding: .utf8)
    #expect(topics.split(separator: "\n").count == 12)
  }

  @Test("any number of threads writes the same bytes, but for times and versions")
  func threads() throws {
    let scratch = try Scratch()
    let corpus = try scratch.corpus(Papers.dozen)
    for threads in ["1", "3"] {
      let run = try Command.run([
        "map", corpus, "--threads", threads, "--output", scratch.path + "/maps" + threads,
      ])
      #expect(run.code == 0, "\(run.errors)")
    }
    let files = try scratch.files(in: "maps1")
    #expect(try scratch.files(in: "maps3") == files)
    for file in files where file != "report.json" {
      let one = try Data(contentsOf: scratch.url.appendingPathComponent("maps1/" + file))
      let three = try Data(contentsOf: scratch.url.appendingPathComponent("maps3/" + file))
      #expect(one == three, "\(file)")
    }
  }

  @Test("titles of markup and control characters make well-formed pictures without scripts")
  func hostile() throws {
    let scratch = try Scratch()
    let corpus = try scratch.corpus(Papers.hostile)
    let run = try Command.run(["map", corpus, "--output", scratch.path + "/maps"])
    #expect(run.code == 0, "\(run.errors)")
    let pictures = try scratch.files(in: "maps").filter { $0.hasSuffix(".svg") }
    #expect(!pictures.isEmpty)
    for picture in pictures {
      let data = try Data(contentsOf: scratch.url.appendingPathComponent("maps/" + picture))
      #expect(XMLParser(data: data).parse(), "\(picture)")
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains("<script") && !text.contains("href=\"javascript:"), "\(picture)")
    }
  }

  @Test("files of an earlier run that are not written again go, and no others")
  func staleFiles() throws {
    let scratch = try Scratch()
    let output = scratch.path + "/maps"
    _ = try Command.run(["map", try scratch.corpus(Papers.dozen), "--output", output])
    try scratch.write("maps/mine.txt", Data("mine".utf8))
    let before = try scratch.files(in: "maps")
    let run = try Command.run(
      ["map", try scratch.corpus(Array(Papers.hostile)), "--output", output])
    #expect(run.code == 0, "\(run.errors)")
    let after = try scratch.files(in: "maps")
    #expect(after.contains("mine.txt"))
    let stale = before.filter { $0.hasSuffix(".svg") && $0 != "overview.svg" }
    #expect(!stale.isEmpty && stale.allSatisfy { !after.contains($0) })
  }

  @Test("a run killed at any time leaves nothing half under its name, and the next one clears up")
  func killed() throws {
    let scratch = try Scratch()
    let corpus = try scratch.corpus(Papers.dozen)
    let output = scratch.path + "/maps"
    for milliseconds in [60, 250, 500] {
      let process = Process()
      process.executableURL = Command.url
      process.arguments = ["map", corpus, "--output", output, "--quiet"]
      try process.run()
      usleep(useconds_t(milliseconds * 1000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      for file in try scratch.files(in: "maps") where file.hasSuffix(".svg") {
        let data = try Data(contentsOf: scratch.url.appendingPathComponent("maps/" + file))
        #expect(file.hasPrefix(".") || XMLParser(data: data).parse(), "\(file)")
      }
    }
    #expect(try Command.run(["map", corpus, "--output", output]).code == 0)
    #expect(try scratch.files(in: "maps").allSatisfy { !$0.contains("papergraph-tmp") })
  }

  @Test("a copied binary works where nothing is beside it")
  func copied() throws {
    let scratch = try Scratch()
    let copy = scratch.url.appendingPathComponent("elsewhere")
    try FileManager.default.copyItem(at: Command.url, to: copy)
    let run = try Command.run(
      ["map", try scratch.corpus(Papers.dozen), "--output", scratch.path + "/maps"],
      executable: copy, in: scratch.url)
    #expect(run.code == 0, "\(run.errors)")
    #expect(try scratch.files(in: "maps").contains("index.html"))
  }

  @Test("a folder that cannot be written is said, with exit code 73")
  func unwritable() throws {
    let scratch = try Scratch()
    let run = try Command.run(
      ["map", try scratch.corpus(Papers.dozen), "--output", "/dev/null/maps"])
    #expect(run.code == 73)
    #expect(run.errors.contains("/dev/null/maps"))
  }
}
