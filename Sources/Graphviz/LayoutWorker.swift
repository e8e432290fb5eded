import Dispatch
import FoundationEssentials
import Glibc

/// The other side of a ``WorkerPool``: a process that does nothing but lay out drawings.
public enum LayoutWorker {
  /// Takes work from the socket that is standard input, and ends the process when it closes.
  ///
  /// The process also ends, with status 64, when standard input is no socket.
  public static func run() async -> Never {
    guard isSocket(STDIN_FILENO) else { exit(64) }
    let channel = WorkerChannel(descriptor: STDIN_FILENO)
    setLimit(RLIMIT_CORE, 0)
    // Swift's crash handler would take seconds to print a backtrace that nobody reads.
    for crash in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      signal(crash, SIG_DFL)
    }
    // The gate's thread and the plugins belong to what an idle worker has.
    for engine in [LayoutEngine.dot, .neato] {
      _ = await answer(.render(Drawing(nodes: [.init("")]), engine, .svg))
    }
    let idleMemory = addressSpace()
    for await request in requests(from: channel) {
      setLimit(RLIMIT_AS, idleMemory + request.memory)
      setLimit(RLIMIT_CPU, processorSeconds() + request.seconds)
      let response = await answer(request.job)
      do { try channel.send(response) } catch { exit(0) }
    }
    exit(0)
  }

  /// The requests as they come, read on a thread that ends the process with the pool.
  ///
  /// So a worker in the middle of a layout does not outlive a parent that was killed.
  private static func requests(from channel: WorkerChannel) -> AsyncStream<WorkerRequest> {
    let (stream, continuation) = AsyncStream.makeStream(of: WorkerRequest.self)
    DispatchQueue(label: "papergraph.layout-worker").async {
      while let request = try? channel.receive(WorkerRequest.self) { continuation.yield(request) }
      _exit(0)
    }
    return stream
  }

  private static func answer(_ job: WorkerRequest.Job) async -> WorkerResponse {
    let renderer = GraphvizRenderer()
    do throws(RenderError) {
      switch job {
      case .render(let drawing, let engine, let format):
        return .picture(
          Data(try await renderer.render(drawing, layout: engine, format: format)))
      case .layout(let drawing, let engine):
        return .layout(try await renderer.layout(drawing, engine: engine))
      case .read(let dot):
        return .drawings(try await DOTReader().drawings(in: Array(dot)))
      }
    } catch {
      return .failure(error)
    }
  }

  private static func isSocket(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
  }

  private static func setLimit(_ resource: __rlimit_resource, _ value: Int) {
    var limit = rlimit()
    getrlimit(Int32(resource.rawValue), &limit)
    limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
    setrlimit(Int32(resource.rawValue), &limit)
  }

  /// Processor time used so far, rounded up.
  private static func processorSeconds() -> Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 2
  }

  /// The address space in use, in bytes.
  private static func addressSpace() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    return strtol(line, nil, 10) * Int(getpagesize())
  }
}
