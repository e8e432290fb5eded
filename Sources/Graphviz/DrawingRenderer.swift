/// What lays drawings out and renders them.
public protocol DrawingRenderer: Sendable {
  /// Lays out a drawing and returns the bytes of its picture.
  ///
  /// - Throws: ``RenderError`` with Graphviz's own words where it refuses.
  func render(
    _ drawing: Drawing, layout: LayoutEngine, format: ImageFormat
  ) async throws(RenderError) -> [UInt8]

  /// Lays out a drawing and returns where everything stands.
  ///
  /// - Throws: ``RenderError`` with Graphviz's own words where it refuses.
  func layout(_ drawing: Drawing, engine: LayoutEngine) async throws(RenderError) -> Layout
}

/// Why a drawing could not be laid out, rendered or read.
public enum RenderError: Error, Hashable, Sendable, Codable {
  /// Graphviz refused, in these words.
  case graphviz(String)
  /// The DOT text has an error: Graphviz's words, the line from 1 on, and its text.
  case syntax(message: String, line: Int, text: String)
  /// The work took longer than it may.
  case timeLimit(Duration)
  /// The work needed more memory than it may, in bytes.
  case memoryLimit(Int)
  /// The worker process died of this signal.
  case crash(signal: Int32)
  /// No worker process could be started or reached.
  case noWorker(String)
}

extension RenderError: CustomStringConvertible {
  /// One line for people; two more with the text and a caret for a syntax error.
  public var description: String {
    switch self {
    case .graphviz(let message): "Graphviz: \(message)"
    case .syntax(let message, let line, let text): "line \(line): \(message)\n\(text)"
    case .timeLimit(let limit): "Graphviz took longer than \(limit)"
    case .memoryLimit(let bytes): "Graphviz needed more than \(bytes >> 20) MiB of memory"
    case .crash(let signal): "Graphviz crashed (signal \(signal))"
    case .noWorker(let reason): "no worker process: \(reason)"
    }
  }
}
