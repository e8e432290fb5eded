import FoundationEssentials
import Glibc

/// One end of the socket between a pool and a worker: JSON messages, each after its length.
struct WorkerChannel: Sendable {
  /// Why no message came.
  enum Failure: Error {
    /// The other end is closed.
    case closed
    /// The time is over.
    case late
  }

  let descriptor: Int32

  /// Sends a message.
  func send(_ message: some Encodable) throws(Failure) {
    guard let body = try? JSONEncoder().encode(message) else { throw .closed }
    var bytes = withUnsafeBytes(of: UInt64(body.count).littleEndian) { Array($0) }
    bytes += body
    var start = 0
    while start < bytes.count {
      // A plain write to a worker that died would end this process by SIGPIPE.
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress?.advanced(by: start), $0.count - start,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .closed }
      start += count
    }
  }

  /// Waits for a message, for ever if there is no deadline.
  func receive<Message: Decodable>(
    _: Message.Type, until deadline: ContinuousClock.Instant? = nil
  ) throws(Failure) -> Message {
    let header = try read(8, until: deadline)
    let length = header.enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    let body = try read(length, until: deadline)
    guard let message = try? JSONDecoder().decode(Message.self, from: Data(body)) else {
      throw .closed
    }
    return message
  }

  private func read(
    _ length: Int, until deadline: ContinuousClock.Instant?
  ) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    var start = 0
    while start < length {
      if let deadline { try wait(until: deadline) }
      let count = bytes.withUnsafeMutableBytes {
        recv(descriptor, $0.baseAddress?.advanced(by: start), length - start, 0)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .closed }
      start += count
    }
    return bytes
  }

  private func wait(until deadline: ContinuousClock.Instant) throws(Failure) {
    while true {
      let left = deadline - .now
      guard left > .zero else { throw .late }
      let milliseconds = min(left / .milliseconds(1), 1e9).rounded(.up)
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&request, 1, Int32(milliseconds))
      if count > 0 { return }
      if count < 0, errno != EINTR { throw .closed }
    }
  }
}
