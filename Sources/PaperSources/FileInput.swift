import Glibc
import PaperModel

/// The bytes of a file or of standard input as they are stored.
final class FileInput: ByteInput {
  private let descriptor: Int32
  private let file: String

  /// Opens a file; `-` is standard input.
  ///
  /// - Parameter path: The file.
  /// - Throws: `SourceDiagnostic` when it cannot be opened.
  init(_ path: String) throws {
    file = path
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Self.unreadable(path) }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let length = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if length >= 0 { return length }
      if errno != EINTR { throw Self.unreadable(file) }
    }
  }

  /// The diagnostic of a file for which the system gives the reason in `errno`.
  static func unreadable(_ path: String) -> SourceDiagnostic {
    let reason = String(cString: strerror(errno))
    return SourceDiagnostic(.error, file: path, message: "cannot be read: \(reason)")
  }
}

/// An input whose bytes are counted and hashed on their way.
final class CountedInput: ByteInput {
  private let input: any ByteInput
  private var hash: SHA256?
  /// How many bytes were read.
  private(set) var count = 0

  init(_ input: any ByteInput, hashes: Bool) {
    self.input = input
    hash = hashes ? SHA256() : nil
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let length = try input.read(into: buffer)
    count += length
    hash?.update(UnsafeRawBufferPointer(rebasing: buffer[..<length]))
    return length
  }

  /// Reads what nobody asked for, so that hash and count are those of the whole input.
  ///
  /// - Returns: SHA-256 of the input in hexadecimal; empty if it was not asked for.
  func finish() throws -> String {
    let rest = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { rest.deallocate() }
    while try read(into: rest) > 0 {}
    return hash?.finish() ?? ""
  }
}

/// An input of which the first bytes can be looked at before they are read.
final class PeekableInput: ByteInput {
  private let rest: any ByteInput
  private var head: [UInt8] = []
  private var headStart = 0

  init(_ rest: any ByteInput) { self.rest = rest }

  /// The first bytes that were not read; fewer than asked for only at the end of the input.
  func peek(_ count: Int) throws -> ArraySlice<UInt8> {
    while head.count - headStart < count {
      var piece = [UInt8](repeating: 0, count: count - (head.count - headStart))
      let length = try piece.withUnsafeMutableBytes { try rest.read(into: $0) }
      if length == 0 { break }
      head += piece.prefix(length)
    }
    return head[headStart...].prefix(count)
  }

  /// Drops bytes that were peeked at.
  func skip(_ count: Int) { headStart += count }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let ready = head[headStart...]
    if ready.isEmpty { return try rest.read(into: buffer) }
    let length = min(ready.count, buffer.count)
    buffer.copyBytes(from: ready.prefix(length))
    headStart += length
    if headStart == head.count {
      head = []
      headStart = 0
    }
    return length
  }
}
