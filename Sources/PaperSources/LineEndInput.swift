/// Lines that end with a carriage return alone, as on old Macintoshes, as lines that `\n` ends.
final class LineEndInput: ByteInput {
  private let input: any ByteInput

  private init(_ input: any ByteInput) { self.input = input }

  /// How many of the first bytes tell how lines end.
  private static let headLength = 1 << 14

  /// The input, its lines ended by `\n` if its first bytes have carriage returns alone.
  static func repairing(_ input: any ByteInput) throws -> any ByteInput {
    let content = PeekableInput(input)
    let head = try content.peek(headLength)
    let isOld = head.contains(UInt8(ascii: "\r")) && !head.contains(UInt8(ascii: "\n"))
    return isOld ? LineEndInput(content) : content
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try input.read(into: buffer)
    for index in 0..<count where buffer[index] == UInt8(ascii: "\r") {
      buffer[index] = UInt8(ascii: "\n")
    }
    return count
  }
}
