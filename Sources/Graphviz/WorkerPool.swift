import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// The renderer that calls Graphviz in worker processes, several drawings at a time.
///
/// A worker is a process of the host's choosing that calls ``LayoutWorker/run()``. Workers
/// start when they are needed and live on; one that crashes, or takes more time or memory than
/// it may, costs its drawing an error and is started anew. All end when the pool is released,
/// and when the process that holds it ends in whatever way.
///
/// A drawing gives the same bytes as from ``GraphvizRenderer``.
public final class WorkerPool: DrawingRenderer {
  /// What one drawing may cost.
  public struct Limits: Hashable, Sendable {
    /// Processor time; `nil` is ten times the usual time of the engine for the drawing's size.
    public var time: Duration?
    /// Memory beyond what an idle worker has, in bytes.
    public var memory: Int

    /// Creates limits.
    public init(time: Duration? = nil, memory: Int = 2 << 30) {
      self.time = time
      self.memory = memory
    }
  }

  private struct Queue {
    var idle: [Worker]
    var waiting: [CheckedContinuation<Worker, Never>] = []
  }

  private let limits: Limits
  private let workers: [Worker]
  private let queue: Mutex<Queue>

  /// Creates a pool without starting a process.
  ///
  /// - Parameters:
  ///   - command: The path of an executable and its arguments; it must call
  ///     ``LayoutWorker/run()``.
  ///   - workers: How many drawings are laid out at a time; one a core is a good number.
  ///   - limits: What one drawing may cost.
  public init(command: [String], workers: Int, limits: Limits = Limits()) {
    precondition(workers >= 1, "a pool needs a worker")
    self.limits = limits
    self.workers = (0..<workers).map { _ in Worker(command: command) }
    queue = Mutex(Queue(idle: self.workers.reversed()))
  }

  /// Lays out a drawing and returns the bytes of its picture.
  ///
  /// - Throws: ``RenderError`` with Graphviz's own words where it refuses, or with what became
  ///   of the worker.
  public func render(
    _ drawing: Drawing, layout: LayoutEngine, format: ImageFormat
  ) async throws(RenderError) -> [UInt8] {
    let response = try await perform(
      .render(drawing, layout, format), usualTime: layout.usualTime(for: drawing))
    guard case .picture(let bytes) = response else { throw .noWorker("it answered nonsense") }
    return Array(bytes)
  }

  /// Lays out a drawing and returns where everything stands.
  ///
  /// - Throws: ``RenderError`` with Graphviz's own words where it refuses, or with what became
  ///   of the worker.
  public func layout(
    _ drawing: Drawing, engine: LayoutEngine
  ) async throws(RenderError) -> Layout {
    let response = try await perform(
      .layout(drawing, engine), usualTime: engine.usualTime(for: drawing))
    guard case .layout(let layout) = response else { throw .noWorker("it answered nonsense") }
    return layout
  }

  /// Reads every graph of a DOT text, as ``DOTReader`` does, in a worker.
  ///
  /// - Throws: ``RenderError/syntax(message:line:text:)``, or what became of the worker.
  public func drawings(in dot: [UInt8]) async throws(RenderError) -> [Drawing] {
    let usualTime = Duration.seconds(Double(dot.count) / 1e7)
    let response = try await perform(.read(dot: Data(dot)), usualTime: usualTime)
    guard case .drawings(let drawings) = response else { throw .noWorker("it answered nonsense") }
    return drawings
  }

  /// The processes that live now.
  var processes: [WorkerProcess] { workers.compactMap { $0.current } }

  private func perform(
    _ job: WorkerRequest.Job, usualTime: Duration
  ) async throws(RenderError) -> WorkerResponse {
    let time = limits.time ?? max(.seconds(10), usualTime * 10)
    let seconds = max(1, Int((time / .seconds(1)).rounded(.up)))
    let request = WorkerRequest(job: job, seconds: seconds, memory: limits.memory)
    let worker = await borrow()
    defer { giveBack(worker) }
    let response = try await worker.perform(request)
    if case .failure(let error) = response { throw error }
    return response
  }

  private func borrow() async -> Worker {
    await withCheckedContinuation { continuation in
      let worker = queue.withLock { queue in
        if queue.idle.isEmpty { queue.waiting.append(continuation) }
        return queue.idle.popLast()
      }
      if let worker { continuation.resume(returning: worker) }
    }
  }

  private func giveBack(_ worker: Worker) {
    let next = queue.withLock { queue -> CheckedContinuation<Worker, Never>? in
      if queue.waiting.isEmpty {
        queue.idle.append(worker)
        return nil
      }
      return queue.waiting.removeFirst()
    }
    next?.resume(returning: worker)
  }
}

/// One place for a worker process, used by one caller at a time.
private final class Worker: Sendable {
  private let command: [String]
  private let process = Mutex<WorkerProcess?>(nil)
  private let thread = DispatchQueue(label: "papergraph.worker-pool")

  init(command: [String]) { self.command = command }

  deinit { process.withLock { $0 }?.end(killing: true) }

  var current: WorkerProcess? { process.withLock { $0 } }

  /// Has a process do the work, on a thread that may block.
  func perform(_ request: WorkerRequest) async throws(RenderError) -> WorkerResponse {
    let result: Result<WorkerResponse, RenderError> = await withCheckedContinuation {
      continuation in
      thread.async {
        continuation.resume(
          returning: Result { () throws(RenderError) in try self.performBlocking(request) })
      }
    }
    return try result.get()
  }

  private func performBlocking(_ request: WorkerRequest) throws(RenderError) -> WorkerResponse {
    let process = try startedProcess()
    // The processor time is limited in the worker; this is for one that sleeps.
    let deadline = ContinuousClock.now + .seconds(10) + .seconds(request.seconds) * 5
    do {
      try process.channel.send(request)
      return try process.channel.receive(WorkerResponse.self, until: deadline)
    } catch {
      self.process.withLock { $0 = nil }
      let ending = process.end(killing: error == .late)
      throw error == .late ? .timeLimit(.seconds(request.seconds)) : ending.error(for: request)
    }
  }

  private func startedProcess() throws(RenderError) -> WorkerProcess {
    if let current { return current }
    let started = try WorkerProcess(command: command)
    process.withLock { $0 = started }
    return started
  }
}

extension WorkerProcess.Ending {
  /// What the end of a worker means for the drawing that it was at.
  func error(for request: WorkerRequest) -> RenderError {
    if signal == SIGXCPU { return .timeLimit(.seconds(request.seconds)) }
    // Graphviz dies in many ways of a refused allocation, some of them by a plain exit.
    if peakMemory > request.memory / 2 { return .memoryLimit(request.memory) }
    if let signal { return .crash(signal: signal) }
    return .noWorker("it exited with status \(exitStatus)")
  }
}
