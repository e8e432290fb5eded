import ArgumentParser
import PaperGraph

@main
struct PaperGraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "papergraph",
    abstract: "Turn a pile of papers into topic maps, related papers and graphs.",
    subcommands: [
      MapCommand.self, RelatedCommand.self, ExtractCommand.self, WhyCommand.self,
      ExportCommand.self, ConvertCommand.self, CheckCommand.self, StatsCommand.self,
      RenderCommand.self, TraceCommand.self, TrainCommand.self, WorkerCommand.self,
    ])
}
