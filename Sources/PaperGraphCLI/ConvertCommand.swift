import ArgumentParser
import Foundation
import PaperGraph

extension BibliographyFormat: ExpressibleByArgument {}

struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write what was read and merged as a bibliography.",
    discussion: """
      Records of one work are merged, fields united. Only jsonl keeps references and
      every field of the source; the other formats keep what they have a place for.

      EXAMPLES
        papergraph convert zotero.bib scopus.csv --format jsonl --output all.jsonl
        papergraph convert works.json --format bibtex
        papergraph convert a.ris b.nbib --format csl-json --merge-report merges.jsonl
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "The format to write: bibtex, ris, csl-json, csv or jsonl.")
  var format: BibliographyFormat

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write; standard output unless told.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write for each merged paper what came from where and what disagreed, as JSON Lines.",
      valueName: "file"))
  var mergeReport: String?

  func run() async throws {
    try await reportingFailures {
      var pipeline = input.reading.pipeline
      pipeline.reading.merging.reportsMerges = mergeReport != nil
      let corpus = try input.reading.read(input.inputs, pipeline)
      try Console.write(format.bytes(of: corpus.papers), to: output)
      if let mergeReport {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try corpus.merges.map { try encoder.encode($0) + Data([0x0A]) }
        try Console.write(lines.flatMap { Array($0) }, to: mergeReport)
      }
    }
  }
}
