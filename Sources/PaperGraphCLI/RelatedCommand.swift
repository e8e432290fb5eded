import ArgumentParser
import PaperGraph

struct RelatedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "related",
    abstract: "Find the papers nearest to one paper, and why.")
}
