import ArgumentParser
import PaperGraph

struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write what was read and merged as a bibliography.")
}
