import Glibc

/// Bytes that come one after another: a file, standard input, a member of an archive.
public protocol ByteInput: AnyObject {
  /// Reads some bytes into a buffer.
  ///
  /// - Returns: How many bytes were read; 0 at the end only.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// A window onto an input that moves forward, with the line it stands on.
///
/// Formats look for the end of a record in `window`, call `fill()` until it is there, read the
/// record in place, and `consume` it: memory is that of the largest record.
public final class SourceReader {
  /// The input as the user named it, or `archive!member`.
  public let file: String
  /// The line of the first byte of `window`, from 1.
  public private(set) var line = 1
  /// The column of the first byte of `window`, in bytes from 1.
  public private(set) var column = 1
  /// How many bytes were consumed.
  public private(set) var offset = 0

  private let input: any ByteInput
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var isAtEnd = false

  /// The longest record that a format may hold; a longer one is a diagnostic.
  public static let maximumRecordLength = 16 << 20

  /// Creates a reader of an input.
  public init(_ input: any ByteInput, file: String) {
    self.input = input
    self.file = file
    buffer = .allocate(byteCount: 1 << 18, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The bytes at hand that were not consumed; valid until the next `fill` or `consume`.
  public var window: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      rebasing: UnsafeRawBufferPointer(buffer).bindMemory(to: UInt8.self)[start..<end])
  }

  /// Reads more bytes behind the window.
  ///
  /// - Returns: Whether there were any; false at the end of the input.
  public func fill() throws -> Bool {
    if isAtEnd { return false }
    if end == buffer.count { makeRoom() }
    let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
    end += count
    isAtEnd = count == 0
    return count > 0
  }

  /// Moves the window forward.
  public func consume(_ count: Int) {
    precondition(count <= end - start, "only bytes of the window can be consumed")
    advancePosition(by: count)
    start += count
    offset += count
  }

  private func advancePosition(by count: Int) {
    guard count > 0, let base = buffer.baseAddress else { return }
    let newline = Int32(UInt8(ascii: "\n"))
    var position = base + start
    var rest = count
    while let found = memchr(position, newline, rest) {
      line += 1
      column = 1
      rest -= UnsafeRawPointer(found) - UnsafeRawPointer(position) + 1
      position = found + 1
    }
    column += rest
  }

  private func makeRoom() {
    let length = end - start
    if start < buffer.count / 2 {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: buffer.count * 2, alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      buffer.deallocate()
      buffer = larger
    } else {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
    }
    start = 0
    end = length
  }
}
