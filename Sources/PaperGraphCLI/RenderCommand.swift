import ArgumentParser
import PaperGraph

struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw a graph file with Graphviz.",
    discussion: """
      Reads DOT, GraphML, GEXF, GML, Pajek, JSON Graph Format, node-link JSON and
      the JSON Lines of this command, recognised by content. Only http, https and
      mailto links reach the picture.

      EXAMPLES
        papergraph render graph.dot --engine dot --output graph.svg
        papergraph render graph.gexf --engine nop --output graph.svg
        papergraph export seeds --format dot | papergraph render - --engine sfdp > seeds.svg
      """)

  @Argument(help: ArgumentHelp("The graph file; - is standard input.", valueName: "file"))
  var input: String

  @Option(
    help: ArgumentHelp(
      "dot, neato, fdp, sfdp, twopi, circo, osage, patchwork, or nop and nop2 to keep the places "
        + "that nodes have.",
      valueName: "engine"))
  var engine = LayoutEngine.dot

  @Option(
    help: ArgumentHelp(
      "svg, dot, xdot, json, plain, pdf or png; by the output's name unless told.",
      valueName: "format"))
  var format: ImageFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The picture; standard output unless told.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("Which graph of a file with several, from 1.", valueName: "number"))
  var graph = 1

  func run() async throws {
    try await reportingFailures {
      let workers = WorkerPool.ofThisCommand(1)
      let drawings = try await GraphInput.drawings(input, workers)
      guard drawings.indices.contains(graph - 1) else {
        throw CommandFailure(.usage, "no graph \(graph) in \(input), it has \(drawings.count)")
      }
      let ending = output?.split(separator: ".").last.flatMap { ImageFormat(rawValue: String($0)) }
      do {
        let picture = try await workers.render(
          drawings[graph - 1], layout: engine, format: format ?? ending ?? .svg)
        try Console.write(picture, to: output)
      } catch let error as RenderError {
        throw CommandFailure(.noPaper, "\(input): \(error)")
      }
    }
  }
}

extension LayoutEngine: ExpressibleByArgument {}
extension ImageFormat: ExpressibleByArgument {}
