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

  @Flag(name: .shortAndLong, help: "Print no diagnostics and no progress.")
  var quiet = false

  @Option(help: ArgumentHelp("Threads to work on; all cores unless told.", valueName: "number"))
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more") }
    if inputs.isEmpty { throw ValidationError("name at least one input; - is standard input") }
    if inputs.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read once only")
    }
  }

  /// The number of threads to work on.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}
