import Dispatch
import Glibc
import Synchronization

/// The one thread of this process that may call Graphviz.
///
/// Graphviz keeps its state in globals, so all its calls in a process must come
/// one after another. The thread has a large stack, for `dot` recurses once a
/// node, and its callers wait without blocking a thread of their own.
final class GraphvizGate: Sendable {
  /// The gate of this process.
  static let shared = GraphvizGate()

  private typealias Job = @Sendable () -> Void

  private struct Queue {
    var jobs: [Job] = []
    var isRunning = false
  }

  private let queue = Mutex(Queue())
  private let wake = DispatchSemaphore(value: 0)

  /// Does the work on the gate's thread, after all work that came before.
  func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws(RenderError) -> Value
  ) async throws(RenderError) -> Value {
    let result: Result<Value, RenderError> = await withCheckedContinuation { continuation in
      submit {
        continuation.resume(returning: Result { () throws(RenderError) in try work() })
      }
    }
    return try result.get()
  }

  private func submit(_ job: @escaping Job) {
    let mustStart = queue.withLock { queue in
      queue.jobs.append(job)
      defer { queue.isRunning = true }
      return !queue.isRunning
    }
    if mustStart { startThread() }
    wake.signal()
  }

  private func startThread() {
    withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { buffer in
      guard let attributes = buffer.baseAddress else { return }
      pthread_attr_init(attributes)
      defer { pthread_attr_destroy(attributes) }
      // Address space only: pages are taken as the recursion needs them.
      pthread_attr_setstacksize(attributes, 256 << 20)
      pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
      var thread = pthread_t()
      let status = pthread_create(&thread, attributes, { _ in GraphvizGate.shared.work() }, nil)
      precondition(status == 0, "no thread for Graphviz: error \(status)")
    }
  }

  private func work() -> Never {
    while true {
      wake.wait()
      let job = queue.withLock { $0.jobs.removeFirst() }
      job()
    }
  }
}
