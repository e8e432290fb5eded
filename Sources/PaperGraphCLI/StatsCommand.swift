import ArgumentParser
import Foundation
import PaperGraph

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count and measure a graph.",
    discussion: """
      Measures the graph of papers and entities, or the graphs of one graph file:
      DOT, GraphML, GEXF, GML, Pajek, JSON Graph Format, node-link JSON or the JSON
      Lines of this command.

      Above \(GraphStatistics.exactBetweennessLimit) nodes betweenness is an
      estimate from \(GraphStatistics.betweennessSamples) of them, and says so. Where papers cite
      each other, PageRank and the main path of the citations follow, and how
      complete the references are.

      EXAMPLES
        papergraph stats seeds
        papergraph stats graph.graphml --format json
      """)

  /// How figures are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @OptionGroup var input: InputOptions

  @OptionGroup var analysis: AnalysisOptions

  @Option(help: ArgumentHelp("table or json.", valueName: "format"))
  var format = Format.table

  @Option(help: ArgumentHelp("How many nodes a ranking lists.", valueName: "number"))
  var top = 10

  private struct Report: Encodable {
    var graphs: [GraphStatistics]
    var citations: [CitationStatistics]?
    var references: ReferenceCompleteness?
  }

  func validate() throws {
    if top < 0 { throw ValidationError("--top must be 0 or more") }
  }

  func run() async throws {
    try await reportingFailures {
      let report = try await report()
      switch format {
      case .json:
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
          positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        Console.output(Array(try encoder.encode(report)) + [0x0A])
      case .table:
        for graph in report.graphs { Console.output(StatisticsTable(graph).text) }
        for citations in report.citations ?? [] {
          Console.output(StatisticsTable(citations).text)
        }
        if let references = report.references { Console.output(Self.text(references)) }
      }
    }
  }

  private func report() async throws -> Report {
    if input.inputs.count == 1,
      let reading = try await GraphInput.read(input.inputs[0], .ofThisCommand(1))
    {
      if !input.reading.quiet { for note in reading.notes { Console.error("note: \(note)") } }
      return report(reading.graphs, nil)
    }
    let corpus = try await analysis.analyze(input)
    let graph = AttributedGraph(corpus.graph, papers: corpus.papers, topics: corpus.topics)
    return report([graph], corpus.references.completeness)
  }

  private func report(_ graphs: [AttributedGraph], _ references: ReferenceCompleteness?) -> Report {
    let citations = graphs.compactMap { CitationStatistics($0, top: top) }
    return Report(
      graphs: graphs.map { GraphStatistics($0, top: top) },
      citations: citations.isEmpty ? nil : citations, references: references)
  }

  private static func text(_ references: ReferenceCompleteness) -> String {
    let share = Int((references.share * 100).rounded())
    return """

      references    \(references.papersWithReferences) of \(references.papers) papers list theirs \
      (\(share) %): \(references.inside) to papers here, \(references.outside) to other works, \
      \(references.unreadable) unreadable

      """
  }
}
