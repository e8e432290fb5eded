/// Finds the nearest rows of a matrix by the sum of products of their weights.
///
/// On rows of length 1 that sum is the cosine. All engines give the same answer: for each row its
/// `limit` best others with a score above `threshold`, best first, ties by lower index; a score is
/// the products summed in column order in double precision.
public protocol SimilarityEngine: Sendable {
  /// The nearest rows of each row of a range.
  ///
  /// - Parameters:
  ///   - rows: The rows to answer for; a large job may be cut into ranges and joined again.
  ///   - vectors: All rows; weights are not negative.
  ///   - limit: How many neighbours a row gets at most; 0 or more.
  ///   - threshold: The score that a neighbour must exceed.
  /// - Returns: For each row of the range, best first, ties by lower index.
  /// - Throws: What keeps an engine that works elsewhere from answering.
  func neighbors(
    of rows: Range<Int>, in vectors: SparseMatrix, limit: Int, threshold: Double
  ) async throws -> [[Neighbor]]
}

/// Compares each row with each other: the reference that other engines are tested against.
///
/// Takes time in O(rows · non-zeros).
public struct ExhaustiveEngine: SimilarityEngine {
  /// Creates an engine; it has no state.
  public init() {}

  /// The nearest rows of each row of a range.
  public func neighbors(
    of rows: Range<Int>, in vectors: SparseMatrix, limit: Int, threshold: Double
  ) async -> [[Neighbor]] {
    rows.map { row in
      var best = TopNeighbors(limit: limit, threshold: threshold)
      for other in 0..<vectors.rowCount where other != row {
        best.insert(Neighbor(index: other, score: vectors.dotProduct(row, other)))
      }
      return best.sorted()
    }
  }
}

/// Joins rows through an ``InvertedIndex`` on several threads.
public struct InvertedIndexEngine: SimilarityEngine {
  /// How many threads work at a time; 1 or more.
  ///
  /// The answer does not depend on it.
  public let threads: Int

  /// Creates an engine.
  public init(threads: Int) {
    precondition(threads >= 1, "work needs a thread")
    self.threads = threads
  }

  /// The nearest rows of each row of a range.
  public func neighbors(
    of rows: Range<Int>, in vectors: SparseMatrix, limit: Int, threshold: Double
  ) async -> [[Neighbor]] {
    await InvertedIndex(vectors).neighbors(
      of: rows, limit: limit, threshold: threshold, threads: threads)
  }
}
