import ArgumentParser
import PaperGraph

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report what is wrong with bibliographic files.")
}
