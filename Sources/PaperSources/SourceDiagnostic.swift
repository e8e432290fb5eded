import PaperModel

/// Something in an input that is not as it should be, and where.
public struct SourceDiagnostic: Error, Hashable, Sendable, Codable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable, Codable {
    /// Something was mended or left out; the record is there.
    case warning
    /// A record or a whole input could not be read.
    case error
  }

  /// How bad it is.
  public var severity: Severity
  /// The input, as in `SourceLocation.file`.
  public var file: String
  /// Line, from 1; 0 when the whole input is meant.
  public var line: Int
  /// Column in bytes, from 1; 0 when the whole line is meant.
  public var column: Int
  /// What is wrong, in one line without a full stop.
  public var message: String
  /// What was expected there.
  public var expected: String?
  /// The text of the line, shortened around the column, for a caret.
  public var excerpt: String?
  /// Where in `excerpt` the caret stands, in characters from 0.
  public var caret: Int?

  /// Creates a diagnostic.
  public init(
    _ severity: Severity, file: String, line: Int = 0, column: Int = 0, message: String,
    expected: String? = nil, excerpt: String? = nil, caret: Int? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.expected = expected
    self.excerpt = excerpt
    self.caret = caret
  }
}

extension SourceDiagnostic: CustomStringConvertible {
  /// `file:line:column: severity: message, expected …`, then the line and a caret.
  public var description: String {
    var text = file
    if line > 0 { text += ":\(line)" }
    if column > 0 { text += ":\(column)" }
    text += ": \(severity.rawValue): \(message)"
    if let expected { text += ", expected \(expected)" }
    if let excerpt {
      text += "\n  \(excerpt)"
      if let caret { text += "\n  " + String(repeating: " ", count: caret) + "^" }
    }
    return text
  }
}
