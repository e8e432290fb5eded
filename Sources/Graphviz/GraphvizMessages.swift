import CGraphviz
import Synchronization

/// What Graphviz says while it works, which it would otherwise print.
///
/// Graphviz hands over fragments: the word `Error` or `Warning`, a colon, then
/// pieces of text. All functions must run on the gate's thread.
enum GraphvizMessages {
  private static let fragments = Mutex<[String]>([])

  /// Does the work and throws what Graphviz calls an error, even where it went on.
  ///
  /// Leaves Graphviz's own error state clean, and warnings unheard.
  static func throwing<Value>(
    _ work: () throws(RenderError) -> Value
  ) throws(RenderError) -> Value {
    agreseterrors()
    fragments.withLock { $0 = [] }
    let previous = agseterrf { text in
      guard let text else { return 0 }
      let fragment = String(cString: text)
      GraphvizMessages.fragments.withLock { $0.append(fragment) }
      return 0
    }
    defer {
      agseterrf(previous)
      agreseterrors()
    }
    let value = try work()
    if let error = errors() { throw .graphviz(error) }
    return value
  }

  /// The error that a failed call stands for, in Graphviz's words if it has any.
  static func failure(of call: String) -> RenderError {
    .graphviz(errors() ?? "\(call) failed without a word")
  }

  /// The messages that are errors, or `nil` if there are none.
  static func errors() -> String? {
    var errors: [String] = []
    var isError = false
    for fragment in fragments.withLock({ $0 }) {
      switch fragment {
      case "Error", "Warning":
        isError = fragment == "Error"
        if isError { errors.append("") }
      case ": ": break
      default:
        if isError { errors[errors.count - 1] += fragment }
      }
    }
    let trimmed = errors.map { message in
      String(message.reversed().drop { $0.isWhitespace }.reversed())
    }
    return trimmed.isEmpty ? nil : trimmed.joined(separator: "\n")
  }
}
