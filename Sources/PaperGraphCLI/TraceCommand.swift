import ArgumentParser
import PaperGraph

struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show the eight steps of one paper from bytes to picture.")
}
