extension SourceReader {
  /// A diagnostic that shows a byte of the window.
  ///
  /// - Parameters:
  ///   - severity: How bad it is.
  ///   - offset: The byte meant, from the start of the window.
  ///   - message: What is wrong, without a full stop.
  ///   - expected: What was expected there.
  /// - Returns: The diagnostic, with the line of the byte cut to 72 characters around it.
  public func diagnostic(
    _ severity: SourceDiagnostic.Severity, at offset: Int, _ message: String,
    expected: String? = nil
  ) -> SourceDiagnostic {
    let bytes = window
    let newline = UInt8(ascii: "\n")
    let target = min(max(offset, 0), bytes.count)
    var line = line
    var lineStart = 0
    while let found = bytes.offset(of: newline, from: lineStart), found < target {
      line += 1
      lineStart = found + 1
    }
    let column = lineStart == 0 ? self.column + target : target - lineStart + 1
    var diagnostic = SourceDiagnostic(
      severity, file: file, line: line, column: column, message: message, expected: expected)
    let lineEnd =
      bytes[target..<min(target + 256, bytes.count)].firstIndex(of: newline)
      ?? min(target + 256, bytes.count)
    diagnostic.showExcerpt(
      before: bytes[max(lineStart, target - 256)..<target], after: bytes[target..<lineEnd])
    return diagnostic
  }
}

extension SourceDiagnostic {
  /// Sets the excerpt to the ends that meet at the caret: 48 characters before it, 24 behind it.
  mutating func showExcerpt(
    before: Slice<UnsafeBufferPointer<UInt8>>, after: Slice<UnsafeBufferPointer<UInt8>>
  ) {
    let head = Self.printable(before).suffix(48)
    let tail = Self.printable(after).prefix(24)
    guard !head.isEmpty || !tail.isEmpty else { return }
    excerpt = String(head) + String(tail)
    caret = head.count
  }

  /// The bytes as text of one column a character; what does not print is a space or `?`.
  private static func printable(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(
      String(decoding: bytes, as: UTF8.self).map { character -> Character in
        guard let scalar = character.unicodeScalars.first else { return " " }
        if scalar.value == 0xFFFD { return "?" }
        return scalar.value < 0x20 || scalar.value == 0x7F ? " " : character
      })
  }
}
