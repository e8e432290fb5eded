import ArgumentParser
import Foundation
import PaperGraph

struct TraceCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show the eight steps of one paper from bytes to picture.",
    discussion: """
      EXAMPLE
        papergraph trace "i-RevNet: Deep Invertible Networks" seeds
      """)

  @Argument(help: ArgumentHelp("An id, an identifier or a title.", valueName: "paper"))
  var paper: String

  @OptionGroup var input: InputOptions

  @OptionGroup var analysis: AnalysisOptions

  @Option(help: "text or json.")
  var format = Format.text

  func run() async throws {
    try await reportingFailures {
      let analyzed = try await analysis.analyze(input)
      let place = try PaperLookup(analyzed.papers).place(of: paper, in: analyzed.papers)
      let trace = Trace(of: place, in: analyzed)
      switch format {
      case .json:
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Console.output(Array(try encoder.encode(trace.steps)) + Array("\n".utf8))
      case .text:
        for (number, step) in trace.steps.enumerated() {
          Console.output("\(number + 1). \(step.name)\n")
          for line in step.lines { Console.output("   \(line)\n") }
        }
      }
    }
  }
}
