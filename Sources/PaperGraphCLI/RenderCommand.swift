import ArgumentParser
import PaperGraph

struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw a graph file with Graphviz.")
}
