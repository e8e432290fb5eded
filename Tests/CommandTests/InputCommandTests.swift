import Foundation
import Testing

@Suite("Inputs and exit codes")
struct InputCommandTests {
  @Test(
    "a bad argument is one line and 64",
    arguments: [
      ["bogus"], ["extract"], ["extract", "x", "--threads", "0"],
      ["related", "a", "b", "--limit", "0"],
      ["export", "x", "--format", "nonsense"], ["extract", "-", "-"], ["map", "x"],
    ])
  func usage(arguments: [String]) throws {
    let run = try Command.run(arguments)
    #expect(run.code == 64)
    #expect(run.errors.hasPrefix("error: "))
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("an input that is not there is named, with exit code 66")
  func missing() throws {
    let run = try Command.run(["extract", "/nowhere/at-all.bib"])
    #expect(run.code == 66)
    #expect(run.errors.contains("/nowhere/at-all.bib"))
  }

  @Test(
    "an input without a paper is said, with exit code 65",
    arguments: [
      ("empty.txt", Data()), ("blank.txt", Data("\n \n\n".utf8)),
      ("binary.bin", Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 151 >> 3) })),
    ])
  func noPaper(name: String, content: Data) throws {
    let scratch = try Scratch()
    let run = try Command.run(["extract", try scratch.write(name, content).path])
    #expect(run.code == 65, "\(run.errors)")
    #expect(run.errors.contains(name))
  }

  @Test("a folder without papers is said, with exit code 65")
  func emptyFolder() throws {
    let scratch = try Scratch()
    let run = try Command.run(["extract", scratch.path])
    #expect(run.code == 65)
    #expect(run.errors.contains(scratch.url.lastPathComponent))
  }

  @Test("papers beside invalid UTF-8 and a line of 20 MB are all there")
  func damaged() throws {
    let scratch = try Scratch()
    var data = Data(#"{"id":"a","title":"Graphs","abstract":"Of papers."}"#.utf8) + [0x0A]
    data +=
      Data(#"{"id":"b","title":"Gra"#.utf8) + [0xFF, 0xE9] + Data(#"phs","abstract":""}"#.utf8)
    data += [0x0A] + Data(repeating: UInt8(ascii: "x"), count: 20 << 20) + [0x0A]
    data += Data(#"{"id":"c","title":"More graphs","abstract":"Of papers."}"#.utf8)
    let run = try Command.run([
      "extract", try scratch.write("in.jsonl", data).path, "--format", "jsonl",
    ])
    #expect(run.code == 0)
    let ids = run.output.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["id"] as? String
    }
    #expect(Set(ids).isSuperset(of: ["a", "c"]))
    #expect(run.errors.contains("in.jsonl:"))
  }

  @Test("standard input is read, results alone go to standard output")
  func standardInput() throws {
    let paper = #"{"id":"a","title":"NeRF: graphs","abstract":"We use ImageNet."}"#
    let run = try Command.run(["extract", "-", "--format", "jsonl"], input: Data(paper.utf8))
    #expect(run.code == 0)
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.output.contains("ImageNet"))
  }

  @Test("a reader that goes away ends the command quietly")
  func brokenPipe() throws {
    let scratch = try Scratch()
    let corpus = try scratch.corpus(
      (0..<40).flatMap { copy in
        Papers.dozen.map { ("\($0.id)-\(copy)", $0.title, $0.abstract) }
      })
    let script = "'\(Command.url.path)' extract '\(corpus)' --format jsonl | head -n 1"
    let run = try Command.run(["-c", script], executable: URL(fileURLWithPath: "/bin/sh"))
    #expect(run.code == 0)
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.errors.isEmpty, "\(run.errors)")
  }

  @Test("an unknown paper is answered with the nearest, and exit code 65")
  func unknownPaper() throws {
    let scratch = try Scratch()
    let run = try Command.run(["related", "zzzz", try scratch.corpus(Papers.dozen)])
    #expect(run.code == 65)
    #expect(run.errors.contains("the nearest are"))
  }

  @Test("the version is that of the command and of Graphviz")
  func version() throws {
    let run = try Command.run(["--version"])
    #expect(run.code == 0)
    #expect(run.output.hasPrefix("papergraph ") && run.output.contains("\nGraphviz "))
  }

  @Test("trace shows eight steps")
  func trace() throws {
    let scratch = try Scratch()
    let run = try Command.run(["trace", "p1", try scratch.corpus(Papers.dozen)])
    #expect(run.code == 0, "\(run.errors)")
    for (number, step) in [
      "bytes", "record", "mentions", "entities", "relations", "neighbours", "topic", "drawing",
    ].enumerated() {
      #expect(run.output.contains("\(number + 1). \(step)\n   "), "\(step)")
    }
  }
}
