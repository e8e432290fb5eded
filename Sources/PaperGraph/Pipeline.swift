import PaperAnalysis
import PaperExtraction
import PaperModel
import PaperSources

/// The steps from papers to a graph with topics, in their order.
///
/// sources → records → mentions → entities → graph → similarity → communities → layout → SVG
public struct Pipeline: Sendable {
  /// How many threads work at a time; the result does not depend on it.
  public var threads: Int

  /// Creates a pipeline.
  public init(threads: Int) {
    precondition(threads >= 1, "work needs a thread")
    self.threads = threads
  }
}
