import ArgumentParser
import PaperGraph

struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Print what two papers or entities share, with the sentences.")
}
