import ArgumentParser
import PaperGraph

struct MapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw topic maps of papers.")
}
