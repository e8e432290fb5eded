import ArgumentParser
import PaperGraph

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train word vectors on papers of a field.",
    discussion: """
      related and map compare papers by their words and by where the words lie in a
      latent space. The table that ships with papergraph knows computer science; for
      another field, train one on some ten thousand abstracts or more:

        papergraph train pubmed.jsonl.gz --output medicine.bin
        papergraph related 12345 pubmed.jsonl.gz --vectors medicine.bin

      Equal papers and seed give an equal file, on any number of threads.
      """)

  @OptionGroup var input: InputOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Numbers a word, 1 to 1024.", valueName: "number"))
  var dimension = VectorTraining.Options().dimension

  @Option(help: ArgumentHelp("How often to go over all papers, 0 to 100.", valueName: "number"))
  var epochs = VectorTraining.Options().epochs

  @Option(
    help: ArgumentHelp("Papers in which a word must occur, 1 or more.", valueName: "number"))
  var minimumPapers = VectorTraining.Options().minimumDocumentFrequency

  @Option(help: ArgumentHelp("Words to keep at most, 1 or more.", valueName: "number"))
  var words = VectorTraining.Options().maximumWordCount

  @Option(help: ArgumentHelp("What random numbers start from.", valueName: "number"))
  var seed = VectorTraining.Options().seed

  func validate() throws {
    guard (1...1024).contains(dimension) else {
      throw ValidationError("--dimension must lie in 1...1024")
    }
    guard (0...100).contains(epochs) else { throw ValidationError("--epochs must lie in 0...100") }
    guard minimumPapers >= 1 else { throw ValidationError("--minimum-papers must be 1 or more") }
    guard words >= 1 else { throw ValidationError("--words must be 1 or more") }
  }

  func run() async throws {
    try await reportingFailures {
      let documents = try input.read().papers.map {
        TextDocument(title: $0.record.title, abstract: $0.record.abstract)
      }
      let training = VectorTraining(options: options, threads: input.reading.threadCount)
      do {
        let vectors = try await training.train(documents, origin: origin(documents.count)) {
          if !input.reading.quiet { Console.progress(Self.line($0)) }
        }
        if !input.reading.quiet { Console.progress(nil) }
        try Console.write(vectors.fileBytes(), to: output)
      } catch let failure as VectorTraining.Failure {
        throw CommandFailure(.noPaper, failure.description)
      }
    }
  }

  private var options: VectorTraining.Options {
    var options = VectorTraining.Options()
    options.dimension = dimension
    options.epochs = epochs
    options.minimumDocumentFrequency = minimumPapers
    options.maximumWordCount = words
    options.seed = seed
    return options
  }

  /// The papers and the parameters, by which the file can be made again.
  private func origin(_ count: Int) -> String {
    let names = input.inputs.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    return """
      \(count) papers of \(names.joined(separator: ", ")); dimension \(dimension), \
      epochs \(epochs), words in \(minimumPapers) papers or more, \(words) words at most, \
      batch \(options.batchSize), temperature \(options.temperature), \
      learning rate \(options.learningRate), seed \(seed)
      """
  }

  private static func line(_ progress: VectorTraining.Progress) -> String {
    switch progress {
    case .read(let texts, let words): "\(texts) papers, \(words) words; decomposing …"
    case .decomposed: "training …"
    case .trained(let epoch, let loss): "epoch \(epoch): loss \(loss)"
    }
  }
}
