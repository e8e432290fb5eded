/// Text from bytes of which the encoding is not known for certain.
///
/// UTF-8 if the bytes are valid. Otherwise, if no longer character among them is valid UTF-8,
/// Windows-1252, of which ISO 8859-1 is a part; else UTF-8 with U+FFFD for each damaged part.
public struct DecodedText: Sendable {
  /// How the bytes were read.
  public enum Encoding: Sendable {
    /// Valid UTF-8.
    case utf8
    /// UTF-8 with damaged parts.
    case damagedUTF8
    /// Windows-1252.
    case windows1252
  }

  /// The text.
  public let text: String
  /// How it was read.
  public let encoding: Encoding

  /// Decodes some bytes.
  ///
  /// Time and space O(n) for n bytes.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let isASCII = bytes.reduce(0) { $0 | $1 } < 0x80
    if isASCII {
      text = String(decoding: bytes, as: UTF8.self)
      encoding = .utf8
      return
    }
    if let valid = String(validating: bytes, as: UTF8.self) {
      text = valid
      encoding = .utf8
      return
    }
    let lossy = String(decoding: bytes, as: UTF8.self)
    if lossy.unicodeScalars.contains(where: { $0.value > 0x7F && $0.value != 0xFFFD }) {
      text = lossy
      encoding = .damagedUTF8
      return
    }
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(Self.windows1252(byte)) }
    text = String(scalars)
    encoding = .windows1252
  }

  /// What to tell of the encoding at a place; nil for valid UTF-8.
  ///
  /// - Parameters:
  ///   - file: The input.
  ///   - line: The line where the bytes start.
  /// - Returns: A warning, or nil.
  public func warning(file: String, line: Int) -> SourceDiagnostic? {
    encoding.warning(file: file, line: line)
  }

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upperControls[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }

  /// The characters of 0x80 to 0x9F, as Unicode's mapping table CP1252.TXT has them.
  private static let upperControls: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}

extension DecodedText.Encoding {
  /// What to tell of the encoding at a place; nil for valid UTF-8.
  ///
  /// - Parameters:
  ///   - file: The input.
  ///   - line: The line where the bytes start.
  /// - Returns: A warning, or nil.
  public func warning(file: String, line: Int) -> SourceDiagnostic? {
    switch self {
    case .utf8: nil
    case .damagedUTF8:
      SourceDiagnostic(
        .warning, file: file, line: line,
        message: "bytes that are no UTF-8 were replaced", expected: "UTF-8")
    case .windows1252:
      SourceDiagnostic(
        .warning, file: file, line: line, message: "read as Windows-1252", expected: "UTF-8")
    }
  }
}
