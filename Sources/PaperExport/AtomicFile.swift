import Glibc

/// Why an output could not be written.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it should have gone.
  public let path: String
  /// What the system said.
  public let reason: String

  /// Creates an error.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, code: Int32) {
    self.init(path: path, reason: String(cString: strerror(code)))
  }

  /// One line for people.
  public var description: String { "cannot write \(path): \(reason)" }
}

/// A file that appears under its name only when it is complete.
///
/// Bytes go to a temporary file beside it, `.NAME.papergraph-tmp`, which takes the name at
/// `commit`. A file that is neither committed nor discarded is discarded when it is released.
/// A device or a pipe of that name is written to as it is.
public final class AtomicFile {
  /// What the temporary file's name ends in.
  public static let temporarySuffix = ".papergraph-tmp"

  /// The name under which the file will appear.
  public let path: String
  private let temporaryPath: String?
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// Opens the temporary file.
  ///
  /// - Throws: `OutputError` where no file can be made there.
  public init(path: String) throws(OutputError) {
    self.path = path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = path.utf8.index(slash ?? path.startIndex, offsetBy: slash == nil ? 0 : 1)
    var status = stat()
    let type = stat(path, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    guard type != S_IFDIR, name < path.endIndex else {
      throw OutputError(path: path, code: path.isEmpty ? ENOENT : EISDIR)
    }
    temporaryPath =
      type == S_IFREG ? path[..<name] + "." + path[name...] + Self.temporarySuffix : nil
    descriptor = open(temporaryPath ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputError(path: path, code: errno) }
    buffer.reserveCapacity(1 << 16)
  }

  deinit { discard() }

  /// Appends bytes.
  public func write(_ bytes: some Sequence<UInt8>) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Gives the file its name; an older file of that name is replaced.
  public func commit() throws(OutputError) {
    try flush()
    let isClosed = close(descriptor) == 0
    descriptor = -1
    let isNamed = isClosed && (temporaryPath.map { rename($0, path) == 0 } ?? true)
    guard isNamed else {
      let code = errno
      if let temporaryPath { unlink(temporaryPath) }
      throw OutputError(path: path, code: code)
    }
  }

  private func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if let temporaryPath { unlink(temporaryPath) }
    descriptor = -1
  }

  private func flush() throws(OutputError) {
    var start = 0
    while start < buffer.count {
      let count = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw OutputError(path: path, code: errno)
      }
      start += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes a whole file.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(OutputError) {
    let file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }
}
