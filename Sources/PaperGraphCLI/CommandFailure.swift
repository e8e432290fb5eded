import ArgumentParser
import Foundation
import PaperGraph

/// An end of the run that is not a success: one line for people, and an exit code.
struct CommandFailure: Error {
  /// The exit codes of this command, those of `sysexits.h`.
  enum Code: Int32 {
    /// A bad argument.
    case usage = 64
    /// The input was read and no paper is in it, or the paper asked for is not.
    case noPaper = 65
    /// An input is missing or unreadable.
    case noInput = 66
    /// The output cannot be written.
    case cannotWrite = 73
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension AsyncParsableCommand {
  /// Does the work of a command and turns what it throws into a line and an exit code.
  func reportingFailures(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let failure as CommandFailure {
      Console.error("error: \(failure.message)")
      throw ExitCode(failure.code.rawValue)
    } catch let error as OutputError {
      Console.error("error: \(error)")
      throw ExitCode(CommandFailure.Code.cannotWrite.rawValue)
    } catch let error as SourceDiagnostic {
      Console.error("\(error)")
      throw ExitCode(CommandFailure.Code.noInput.rawValue)
    }
  }
}
