import ArgumentParser
import CKernels
import PaperGraph

@main
struct PaperGraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "papergraph",
    abstract: "Turn a pile of papers into topic maps, related papers and graphs.",
    discussion: """
      Inputs are files or folders: listings, BibTeX, RIS, CSL-JSON, OpenAlex,
      Semantic Scholar, arXiv, Crossref, PubMed, CSV and more, recognised by
      content, compressed or not.

      EXAMPLES
        papergraph map seeds --output Graphs
        papergraph related "i-RevNet" seeds
        papergraph export seeds --format gexf --output seeds.gexf

      Exit codes: 0 done, 64 bad argument, 65 no paper found, 66 unreadable input,
      73 unwritable output.
      """,
    subcommands: [
      MapCommand.self, RelatedCommand.self, ExtractCommand.self, WhyCommand.self,
      ExportCommand.self, ConvertCommand.self, CheckCommand.self, StatsCommand.self,
      RenderCommand.self, TraceCommand.self, TrainCommand.self, WorkerCommand.self,
    ])

  @Flag(help: "Print the version of this command and of Graphviz.")
  var version = false

  static func main() async {
    pg_return_free_memory()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      // One line says what is wrong; the usage is there for `--help`.
      let line = message(for: error).split(separator: "\n").joined(separator: " ")
      Console.error("error: \(line)")
      exit(withError: ExitCode.validationFailure)
    }
  }

  func run() async throws {
    guard version else { throw CleanExit.helpRequest(self) }
    let graphviz = (try? await GraphvizRenderer().version()) ?? "not usable"
    Console.output("papergraph \(paperGraphVersion)\nGraphviz \(graphviz)\n")
  }
}
