import FoundationEssentials

/// What a worker process shall do.
struct WorkerRequest: Codable, Sendable {
  /// One piece of work.
  enum Job: Codable, Sendable {
    case render(Drawing, LayoutEngine, ImageFormat)
    case layout(Drawing, LayoutEngine)
    case read(dot: Data)
  }

  var job: Job
  /// Processor time that this job may take, in whole seconds.
  var seconds: Int
  /// Memory that the worker may take beyond what it has when idle, in bytes.
  var memory: Int
}

/// What a worker process answers.
enum WorkerResponse: Codable, Sendable {
  case picture(Data)
  case layout(Layout)
  case drawings([Drawing])
  case failure(RenderError)
}
