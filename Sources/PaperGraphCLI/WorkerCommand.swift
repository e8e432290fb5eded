import ArgumentParser
import PaperGraph

/// Lays out drawings for the process that started it.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layout-worker", shouldDisplay: false)

  func run() async {
    await LayoutWorker.run()
  }
}
