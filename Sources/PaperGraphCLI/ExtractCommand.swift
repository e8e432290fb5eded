import ArgumentParser
import PaperGraph

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Print what each paper names: repositories, datasets, methods, terms.")
}
