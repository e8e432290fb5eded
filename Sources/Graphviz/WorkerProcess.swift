import Glibc

/// A process that runs ``LayoutWorker``, and the socket to it.
struct WorkerProcess: Sendable {
  /// How a process ended.
  struct Ending {
    /// The signal that it died of, or `nil` where it exited.
    var signal: Int32?
    /// The status with which it exited.
    var exitStatus: Int32
    /// The most memory that was resident at a time, in bytes.
    var peakMemory: Int
  }

  let identifier: pid_t
  let channel: WorkerChannel

  /// Starts a process whose standard input is the socket; what it prints goes nowhere.
  init(command: [String]) throws(RenderError) {
    guard let path = command.first else { throw .noWorker("no command is given") }
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .noWorker(String(cString: strerror(errno)))
    }
    defer { close(ends[1]) }
    var identifier: pid_t = 0
    let status = Self.spawn(path, command, input: ends[1], &identifier)
    guard status == 0 else {
      close(ends[0])
      throw .noWorker("\(path): \(String(cString: strerror(status)))")
    }
    self.identifier = identifier
    channel = WorkerChannel(descriptor: ends[0])
  }

  private static func spawn(
    _ path: String, _ command: [String], input: Int32, _ identifier: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

    // The host's threads may block or ignore signals that shall end a worker.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    var arguments = command.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    return posix_spawn(&identifier, path, &actions, &attributes, arguments, environ)
  }

  /// Ends the process and waits until it is gone.
  ///
  /// An idle worker ends by itself when its socket closes; one at work would too, but
  /// `killing` spares the wait.
  @discardableResult
  func end(killing: Bool) -> Ending {
    if killing { kill(identifier, SIGKILL) }
    close(channel.descriptor)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(identifier, &status, 0, &usage) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Ending(
      signal: signal == 0 ? nil : signal, exitStatus: status >> 8 & 0xFF,
      peakMemory: usage.ru_maxrss << 10)
  }
}
