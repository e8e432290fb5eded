/// Why a graph could not be read or written, and where.
public struct GraphFormatError: Error, Hashable, Sendable, Codable {
  /// What is wrong, in one line.
  public let message: String
  /// Line, from 1; 0 when the whole input is meant.
  public let line: Int
  /// Column in bytes, from 1; 0 when the whole line is meant.
  public let column: Int
  /// The text of the line, shortened around the column.
  public let excerpt: String?
  /// Where in `excerpt` the caret stands, in characters from 0.
  public let caret: Int?

  /// Creates an error about a whole input, or a whole line of it.
  public init(_ message: String, line: Int = 0) {
    self.message = message
    self.line = line
    column = 0
    excerpt = nil
    caret = nil
  }

  /// Creates an error about a place in an input, with the line as a picture.
  init(_ message: String, at offset: Int, in bytes: [UInt8]) {
    let offset = min(offset, bytes.count)
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
    let from = max(start, offset - 60)
    let before = String(decoding: bytes[from..<offset], as: UTF8.self)
    let after = String(decoding: bytes[offset..<min(end, offset + 60)], as: UTF8.self)
    self.message = message
    line = bytes[..<start].count { $0 == newline } + 1
    column = offset - start + 1
    excerpt = String((before + after).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    caret = before.count
  }

  /// Creates an error about a line and column, with the line as a picture.
  init(_ message: String, line: Int, column: Int, in bytes: [UInt8]) {
    var offset = 0
    for _ in 1..<max(line, 1) {
      guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      offset = end + 1
    }
    self.init(message, at: offset + max(column - 1, 0), in: bytes)
  }
}

extension GraphFormatError: CustomStringConvertible {
  /// `line:column: message`, then the line and a caret.
  public var description: String {
    var text = line > 0 ? (column > 0 ? "\(line):\(column): " : "\(line): ") : ""
    text += message
    if let excerpt {
      text += "\n  \(excerpt)"
      if let caret { text += "\n  " + String(repeating: " ", count: caret) + "^" }
    }
    return text
  }
}
