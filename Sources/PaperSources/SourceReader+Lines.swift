import Glibc

extension SourceReader {
  /// One line of an input, consumed.
  public struct Line: Sendable {
    /// Its text, without the line break and what is no UTF-8 decoded as `DecodedText` says.
    public var text: String
    /// Its number, from 1.
    public var number: Int
    /// Whether bytes of it were no UTF-8.
    public var encoding: DecodedText.Encoding
  }

  /// Consumes the next line, which `\n` or `\r\n` ends.
  ///
  /// A line longer than `maximumRecordLength` is skipped, without being held, and reported.
  ///
  /// - Parameter sink: What takes the report of a line that is too long.
  /// - Returns: The line, or nil at the end of the input.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func nextLine(reportingTo sink: inout some RecordSink) throws -> Line? {
    while true {
      let number = line
      if let length = try lengthOfLine() {
        let hasBreak = length < window.count
        var content = UnsafeBufferPointer(rebasing: window[..<length])
        if content.last == UInt8(ascii: "\r") {
          content = UnsafeBufferPointer(rebasing: content.dropLast())
        }
        if length == 0, !hasBreak { return nil }
        let decoded = DecodedText(content)
        consume(length + (hasBreak ? 1 : 0))
        return Line(text: decoded.text, number: number, encoding: decoded.encoding)
      }
      sink.report(tooLong("line"))
      try skipLine()
    }
  }

  /// The diagnostic of a record that starts here and is longer than `maximumRecordLength`.
  public func tooLong(_ noun: String) -> SourceDiagnostic {
    diagnostic(
      .error, at: 0,
      "the \(noun) is longer than \(Self.maximumRecordLength >> 20) MiB and is skipped")
  }

  /// The number of bytes before the next line break, or before the end of the input.
  ///
  /// - Returns: The length, or nil if it exceeds `maximumRecordLength`; the window holds the
  ///   line and its break.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func lengthOfLine() throws -> Int? {
    var searched = 0
    while true {
      let bytes = window
      let found = bytes.offset(of: UInt8(ascii: "\n"), from: searched)
      searched = found ?? bytes.count
      if searched > Self.maximumRecordLength { return nil }
      if let found { return found }
      if try !fill() { return searched }
    }
  }

  /// Consumes the rest of the line and its break, however long it is, in constant memory.
  ///
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func skipLine() throws {
    while true {
      if let found = window.offset(of: UInt8(ascii: "\n"), from: 0) { return consume(found + 1) }
      consume(window.count)
      if try !fill() { return }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first such byte at or behind `start`.
  func offset(of byte: UInt8, from start: Int) -> Int? {
    guard let baseAddress, start < count,
      let found = memchr(baseAddress + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress)
  }
}
