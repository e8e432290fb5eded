import ArgumentParser
import Foundation
import PaperGraph

/// What every command that reads papers takes.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files or folders of papers, in any format and compression; - is standard input.",
      valueName: "input"))
  var inputs: [String]

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if inputs.isEmpty { throw ValidationError("name at least one input; - is standard input") }
    if inputs.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read once only")
    }
  }

  /// Reads the papers; says what was wrong with the inputs.
  func read() throws -> Corpus { try reading.read(inputs) }
}

/// How inputs are read, for commands that name their inputs in ways of their own.
struct ReadingOptions: ParsableArguments {
  /// Which records may be merged with each other.
  enum Merge: String, ExpressibleByArgument, CaseIterable {
    case between, within
  }

  @Option(
    help: ArgumentHelp(
      "Whether records with ids of their own are merged between files only, or within one too.",
      valueName: "between|within"))
  var merge = Merge.between

  @Flag(name: .shortAndLong, help: "Print no diagnostics and no progress.")
  var quiet = false

  @Option(help: ArgumentHelp("Threads to work on; all cores unless told.", valueName: "number"))
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more") }
  }

  /// The number of threads to work on.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// A pipeline with these options that shows its steps on a terminal.
  var pipeline: Pipeline {
    var pipeline = Pipeline(threads: threadCount)
    pipeline.reading.merging.withinFiles = merge == .within
    if !quiet { pipeline.progress = { Console.progress("\($0.rawValue) …") } }
    return pipeline
  }

  /// Reads papers; says what was wrong with the inputs.
  ///
  /// - Throws: `SourceDiagnostic` for an unreadable input, a failure when no paper came out.
  func read(_ inputs: [String], _ pipeline: Pipeline? = nil) throws -> Corpus {
    let corpus = try (pipeline ?? self.pipeline).read(inputs)
    if !quiet {
      Console.progress(nil)
      for diagnostic in corpus.diagnostics { Console.error("\(diagnostic)") }
    }
    guard !corpus.papers.isEmpty else {
      throw CommandFailure(.noPaper, "no paper found in \(inputs.joined(separator: ", "))")
    }
    return corpus
  }
}
