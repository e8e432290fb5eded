import Foundation
import Glibc
import PaperGraph

/// The two streams of the command: results, and everything else.
enum Console {
  /// Whether standard error is a terminal.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes a line to standard error.
  static func error(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Shows what is being done on the last line of a terminal; nil takes it away.
  ///
  /// Does nothing where standard error is no terminal.
  static func progress(_ text: String?) {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text ?? "")".utf8))
  }

  /// Writes bytes to standard output; ends the process quietly when nobody reads them.
  static func output(_ bytes: [UInt8]) {
    // Else a broken pipe would kill the process before it could end quietly.
    signal(SIGPIPE, SIG_IGN)
    bytes.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let count = Glibc.write(
          STDOUT_FILENO, bytes.baseAddress?.advanced(by: start), bytes.count - start)
        if count < 0 {
          if errno == EINTR { continue }
          exit(errno == EPIPE ? 0 : CommandFailure.Code.cannotWrite.rawValue)
        }
        start += count
      }
    }
  }

  /// Writes text to standard output.
  static func output(_ text: String) { output(Array(text.utf8)) }

  /// Writes to a file that appears when complete, or to standard output for `-` or no path.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    if let path, path != "-" {
      try AtomicFile.write(bytes, to: path)
    } else {
      output(bytes)
    }
  }
}
