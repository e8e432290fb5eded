import Foundation
import Testing

@Suite("The commands check and convert")
struct BibliographyCommandTests {
  private static let library = """
    @article{one, title = {Wind in Valleys}, author = {Low, Ada}, year = 2020,
      doi = {10.5555/a}, abstract = {Wind blows.}}
    @article{two, title = {Snow}
      year = 2021}
    @article{three, title = {Cut
    @article{four, title = {Rain}, year = 2022}

    """
  private static let works = """
    [{"id":"w","type":"article-journal","title":"Wind in valleys","DOI":"10.5555/A",\
    "issued":{"date-parts":[[2021]]},"container-title":"Journal of Air"}]

    """

  @Test("check prints each problem with its place, what was expected and a caret, then a table")
  func checkText() throws {
    let scratch = try Scratch()
    let file = try scratch.write("library.bib", Data(Self.library.utf8)).path
    let run = try Command.run(["check", file])
    #expect(run.code == 0)
    #expect(run.errors.isEmpty)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(
      Array(lines.prefix(6)) == [
        "\(file):4:3: warning: no comma behind the field title, expected , or }",
        "    year = 2021}",
        "    ^",
        "\(file):6:1: error: another entry starts before this one ends, expected }",
        "  @article{four, title = {", "  ^",
      ])
    #expect(
      Array(lines.suffix(2)) == [
        "\(file): bibtex, 3 records, 1 errors, 3 lines of furniture",
        "total: 1 inputs, 3 records, 1 errors, 1 warnings, 3 lines of furniture",
      ])
    let quiet = try Command.run(["check", file, "--quiet"])
    #expect(quiet.output.split(separator: "\n").map(String.init) == Array(lines.suffix(2)))
  }

  @Test("check reads standard input and reports as one JSON object whose counts add up")
  func checkJSON() throws {
    let run = try Command.run(["check", "-", "--format", "json"], input: Data(Self.library.utf8))
    #expect(run.code == 0)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let diagnostics = try #require(report["diagnostics"] as? [[String: Any]])
    let inputs = try #require(report["inputs"] as? [[String: Any]])
    let totals = try #require(report["totals"] as? [String: Int])
    #expect(diagnostics.map { $0["line"] as? Int } == [4, 6])
    #expect(diagnostics.allSatisfy { $0["file"] as? String == "-" && $0["caret"] is Int })
    #expect(inputs.map { $0["bytes"] as? Int } == [Self.library.utf8.count])
    #expect(totals["records"] == 3 && totals["errors"] == 1 && totals["warnings"] == 1)
  }

  @Test(
    "what cannot be read is one line, with exit code 65 or 66",
    arguments: [("check", 65), ("convert", 65), ("check", 66), ("convert", 66)])
  func unreadable(command: String, code: Int32) throws {
    let scratch = try Scratch()
    let empty = try scratch.write("empty.bib", Data("% nothing\n".utf8)).path
    let input = code == 65 ? empty : "/nowhere/at-all.bib"
    let run = try Command.run(
      [command, input, "--quiet"] + (command == "convert" ? ["--format", "ris"] : []))
    #expect(run.code == code, "\(run.errors)")
    #expect(run.errors.contains(input))
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
  }

  @Test(
    "convert writes every format so that it is read again",
    arguments: [
      ("bibtex", "bibtex"), ("ris", "ris"), ("csl-json", "cslJSON"), ("csv", "csv"),
      ("jsonl", "jsonLines"),
    ])
  func convert(format: String, recognised: String) throws {
    let run = try Command.run(["convert", "-", "--format", format], input: Data(Self.library.utf8))
    #expect(run.code == 0)
    #expect(run.errors.contains("-:6:1: error: "))
    let again = try Command.run(["check", "-"], input: Data(run.output.utf8))
    #expect(again.output.hasPrefix("-: \(recognised), 3 records, 0 errors"), "\(again.output)")
    let twice = try Command.run(["convert", "-", "--format", format], input: Data(run.output.utf8))
    #expect(twice.output == run.output)
  }

  @Test("a merge report says what came from where and what disagreed, in any order of the inputs")
  func mergeReport() throws {
    let scratch = try Scratch()
    let bib = try scratch.write("a.bib", Data(Self.library.utf8)).path
    let json = try scratch.write("b.json", Data(Self.works.utf8)).path
    var reports: Set<String> = []
    for inputs in [[bib, json], [json, bib]] {
      let run = try Command.run(
        ["convert"] + inputs + [
          "--format", "jsonl", "--quiet", "--output", scratch.path + "/all.jsonl",
          "--merge-report", scratch.path + "/merges.jsonl",
        ])
      #expect(run.code == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
      let papers = try String(contentsOfFile: scratch.path + "/all.jsonl", encoding: .utf8)
      #expect(papers.split(separator: "\n").count == 3)
      reports.insert(try String(contentsOfFile: scratch.path + "/merges.jsonl", encoding: .utf8))
    }
    let report = try #require(reports.count == 1 ? reports.first : nil)
    let merge = try #require(
      try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
    #expect(merge["id"] as? String == "one")
    #expect(merge["reasons"] as? [String] == ["same identifier"])
    #expect(merge["sources"] as? [String] == [bib + ":1", json + ":1"])
    let fields = try #require(merge["fields"] as? [String: [String]])
    #expect(fields["abstract"] == [bib + ":1"] && fields["venue"] == [json + ":1"])
    let disagreements = try #require(merge["disagreements"] as? [String: [[String: Any]]])
    #expect(disagreements["date"]?.map { $0["value"] as? String } == ["2020", "2021"])
  }

  @Test("a bad argument is 64, and what cannot be written is 73")
  func arguments() throws {
    let input = Data(Self.library.utf8)
    #expect(try Command.run(["convert", "-"], input: input).code == 64)
    #expect(try Command.run(["convert", "-", "--format", "docx"], input: input).code == 64)
    #expect(try Command.run(["check"], input: input).code == 64)
    let run = try Command.run(
      ["convert", "-", "--format", "ris", "--output", "/dev/null/x.ris"], input: input)
    #expect(run.code == 73)
    #expect(run.errors.contains("/dev/null/x.ris"))
  }

  /// Three papers that cite the same two, of which the second cites the first.
  private static let citing = """
    {"id":"a","title":"Old wind","abstract":"Wind.","year":1990}
    {"id":"b","title":"Later wind","abstract":"Wind in valleys.","year":2000,"references":["a","x"]}
    {"id":"c","title":"Rain","abstract":"Rain on hills.","year":2010,"references":["a","b"]}
    {"id":"d","title":"Snow","abstract":"Snow on hills.","year":2011,"references":["a","b","y"]}

    """

  @Test("stats ranks papers by citations, gives the main path and how complete references are")
  func citations() throws {
    let input = Data(Self.citing.utf8)
    let table = try Command.run(["stats", "-", "--quiet"], input: input)
    #expect(table.code == 0, "\(table.errors)")
    #expect(table.output.contains("main path of the citations, oldest first\n"))
    #expect(
      table.output.contains("references    3 of 4 papers list theirs (75 %): 5 to papers here"))
    let run = try Command.run(["stats", "-", "--format", "json"], input: input)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let figures = try #require((report["citations"] as? [[String: Any]])?.first)
    let path = try #require(figures["mainPath"] as? [[String: Any]])
    #expect(path.map { $0["id"] as? String } == ["paper:a", "paper:b", "paper:c"])
    #expect(figures["citations"] as? Int == 5)
  }

  @Test(
    "coupling joins papers in the graph and is listed beside related papers",
    arguments: [
      ("association", 2.0 / 6), ("cosine", 0.816), ("jaccard", 2.0 / 3), ("inclusion", 1),
    ])
  func coupling(normalization: String, weight: Double) throws {
    let input = Data(Self.citing.utf8)
    let export = try Command.run(
      [
        "export", "-", "--format", "dot", "--coupling", normalization, "--relations",
        "coupledWith,coCitedWith",
      ], input: input)
    #expect(export.code == 0, "\(export.errors)")
    #expect(export.output.contains("\"paper:c\" -> \"paper:d\""))
    #expect(export.output.contains("\"paper:a\" -> \"paper:b\""))
    let related = try Command.run(
      ["related", "c", "-", "--format", "jsonl", "--coupling", normalization], input: input)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(related.output.utf8)) as? [String: Any])
    let coupled = try #require(report["coupledWith"] as? [[String: Any]])
    #expect(coupled.map { $0["id"] as? String } == ["d"])
    #expect(abs((coupled.first?["weight"] as? Double ?? 0) - weight) < 1e-3)
    #expect((report["coCitedWith"] as? [Any])?.isEmpty == true)
    let every = try Command.run(["related", "--every", "-", "--coupling", "cosine"], input: input)
    #expect(every.code == 64)
  }

  @Test("a preprint and its published version are joined in the graph")
  func versions() throws {
    let papers = #"""
      {"id":"p","title":"Wind in Valleys","abstract":"Wind.","authors":["Ada Low"],"doi":"10.2139/ssrn.1","year":2018}
      {"id":"q","title":"Wind in Valleys","abstract":"Wind.","authors":["A. Low"],"doi":"10.5555/q","venue":"Air","year":2021}
      """#
    let run = try Command.run(
      ["export", "-", "--format", "dot", "--relations", "versionOf"], input: Data(papers.utf8))
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("\"paper:p\" -> \"paper:q\""), "\(run.output)")
  }
}
