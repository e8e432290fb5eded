import ArgumentParser
import PaperGraph

@main
struct PaperGraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "papergraph",
    abstract: "Turn a pile of papers into topic maps, related papers and graphs.")
}
