import Foundation
import Testing

@Suite struct RelatedCommandTests {
  /// A folder of its own for one test.
  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("related-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Writes three papers on graphs, one on pasta, one without text and one in German.
  private static func corpus(in folder: URL) throws -> String {
    let lines = [
      #"{"id":"g1","title":"Graph networks","abstract":"Graph networks classify nodes.","year":2019}"#,
      #"{"id":"g2","title":"Networks on graphs","abstract":"We classify graph nodes.","year":2020}"#,
      #"{"id":"g3","title":"Graph sampling","abstract":"Sampling graph nodes.","year":"2021"}"#,
      #"{"id":"p1","title":"Pasta","abstract":"Boil the pasta in salted water."}"#,
      #"{"id":"e1","title":"Nothing","abstract":""}"#,
      #"{"id":"d1","title":"Über Graphen","abstract":"Wir zeigen, daß Graphen schön sind."}"#,
    ]
    let file = folder.appendingPathComponent("papers.jsonl")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    return file.path
  }

  private static func run(_ arguments: [String]) throws -> Command.Run {
    try Command.run(arguments)
  }

  private static func ids(_ line: Substring) throws -> [String] {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let results = object?["results"] as? [[String: Any]]
    return (results ?? []).compactMap { $0["id"] as? String }
  }

  @Test("a query by title or id is answered with scores that are sums, reasons and sentences")
  func answers() throws {
    let papers = try Self.corpus(in: Self.folder())
    for query in ["g1", "graph networks"] {
      let run = try Self.run(["related", query, papers, "--limit", "2"])
      #expect(run.code == 0)
      #expect(run.output.contains("1. Networks on graphs (g2, 2020)"))
      #expect(run.output.contains("shared words: "))
      #expect(run.output.contains("“We classify graph nodes.”"))
    }
  }

  @Test("queries from a file give a line each, and a great limit ranks every other paper")
  func queries() throws {
    let folder = try Self.folder()
    let papers = try Self.corpus(in: folder)
    let list = folder.appendingPathComponent("ids.txt")
    try Data("g1\n\np1\n".utf8).write(to: list)
    let run = try Self.run(
      ["related", "--queries", list.path, papers, "--format", "jsonl", "--limit", "99"])
    let lines = run.output.split(separator: "\n")
    #expect(run.code == 0 && lines.count == 2)
    #expect(lines[0].hasPrefix(#"{"query":"g1","results":[{"id":"g2""#))
    #expect(try lines.allSatisfy { try Self.ids($0).count == 5 })
  }

  @Test("seeds, years, a text and BibTeX")
  func options() throws {
    let folder = try Self.folder()
    let papers = try Self.corpus(in: folder)
    let seeded = try Self.run(["related", "g1", papers, "--seed", "g2", "--format", "jsonl"])
    #expect(try Self.ids(Substring(seeded.output)).first == "g3")
    let since = try Self.run(
      ["related", "g1", papers, "--since", "2021", "--format", "jsonl"])
    #expect(try Self.ids(Substring(since.output)) == ["g3"])
    let text = folder.appendingPathComponent("text.txt")
    try Data("Boiling pasta needs water and salt.".utf8).write(to: text)
    let near = try Self.run(["related", "--text", text.path, papers, "--format", "jsonl"])
    #expect(try Self.ids(Substring(near.output)).first == "p1")
    let bibtex = try Self.run(["related", "g1", papers, "--format", "bibtex", "--limit", "1"])
    #expect(bibtex.output.contains("Networks on graphs") && bibtex.output.hasPrefix("@"))
  }

  @Test("a map is an SVG with the query and the answers")
  func map() throws {
    let folder = try Self.folder()
    let papers = try Self.corpus(in: folder)
    let picture = folder.appendingPathComponent("near.svg")
    let run = try Self.run(["related", "g1", papers, "--limit", "3", "--map", picture.path])
    #expect(run.code == 0)
    let svg = String(decoding: try Data(contentsOf: picture), as: UTF8.self)
    for title in ["Graph networks", "Networks on graphs", "Graph sampling"] {
      #expect(svg.contains(title))
    }
  }

  @Test("a bad argument or input is one clear line and a code of its own")
  func refusals() throws {
    let folder = try Self.folder()
    let papers = try Self.corpus(in: folder)
    let blank = folder.appendingPathComponent("blank.txt")
    try Data(" \n".utf8).write(to: blank)
    let cut = folder.appendingPathComponent("cut.bin")
    try Data("PGWORDS\n".utf8).write(to: cut)
    let cases: [([String], Int32, String)] = [
      (["related", "zzz qqq", papers], 65, "no paper \"zzz qqq\"; the nearest are"),
      (["related", "g1", papers, "--limit", "0"], 64, "--limit must be 1 or more"),
      (["related", "g1"], 64, "name a query, then at least one input"),
      (["related", "--text", blank.path, papers], 65, "no text in \(blank.path)"),
      (["related", "g1", papers, "--vectors", cut.path], 66, "cut short"),
      (["related", "g1", papers, "--vectors", papers], 66, "not a file of word vectors"),
      (["related", "g1", papers, "--vectors", "/nowhere"], 66, "cannot read /nowhere"),
      (["related", "g1", papers, "--since", "2021", "--until", "2020"], 64, "is after"),
      (["related", "--every", "--map", "m.svg", papers], 64, "--every asks many"),
      (["train", papers, "--output", cut.path, "--minimum-papers", "9"], 65, "training needs"),
    ]
    for (arguments, code, message) in cases {
      let run = try Self.run(arguments)
      #expect(run.code == code, "\(arguments): \(run.errors)")
      #expect(run.errors.contains(message), "\(arguments): \(run.errors)")
    }
  }

  @Test("an empty abstract, another language and a megabyte of text are answered")
  func oddPapers() throws {
    let folder = try Self.folder()
    let papers = try Self.corpus(in: folder)
    for query in ["e1", "d1"] {
      let run = try Self.run(["related", query, papers, "--limit", "9", "--format", "jsonl"])
      #expect(try run.code == 0 && Self.ids(Substring(run.output)).count == 5)
    }
    let text = folder.appendingPathComponent("long.txt")
    let sentence = "Graph networks classify the nodes of a graph. "
    try Data(String(repeating: sentence, count: 1 << 20 / sentence.utf8.count).utf8).write(to: text)
    let run = try Self.run(["related", "--text", text.path, papers, "--format", "jsonl"])
    #expect(run.code == 0)
    #expect(["g1", "g2"].contains(try Self.ids(Substring(run.output)).first))
  }

  @Test("a table that train wrote is one that related reads")
  func train() throws {
    let folder = try Self.folder()
    let papers = try Self.corpus(in: folder)
    let table = folder.appendingPathComponent("words.bin").path
    let train = try Self.run([
      "train", papers, "--output", table, "--minimum-papers", "2", "--dimension", "4",
    ])
    #expect(train.code == 0, "\(train.errors)")
    let run = try Self.run(["related", "g1", papers, "--vectors", table, "--limit", "1"])
    #expect(run.code == 0 && run.output.contains("+ meaning "))
  }
}
