import ArgumentParser
import PaperGraph

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train word vectors on papers of a field.")
}
