/// The rows of a matrix by column, to find the rows nearest to one.
///
/// Rows lie in blocks whose running sums fit the processor's cache. A join adds up products in
/// single precision, those of the frequent columns as bytes, then computes the score of every row
/// that may be among the best by ``SparseMatrix/dotProduct(_:_:)``'s rule, so that the answer is
/// exact.
public struct InvertedIndex: Sendable {
  /// Rows a block, at most; a row's place in its block fits 16 bits.
  package static let blockLength = 8192

  /// The rows of one block by column.
  package struct Block: Sendable {
    package let rows: Range<Int>
    /// Where each column's entries begin, and the end of the last.
    let offsets: [UInt32]
    /// The entries' rows, counted from the block's first.
    let places: [UInt16]
    /// The entries' weights.
    let values: [Float]
  }

  /// The rows as they were given.
  public let vectors: SparseMatrix
  package let blocks: [Block]
  let frequent: FrequentColumns

  /// Creates an index of a matrix whose weights are not negative.
  ///
  /// Takes time and memory linear in the non-zeros, and columns times blocks.
  public init(_ vectors: SparseMatrix) {
    self.vectors = vectors
    precondition(vectors.values.allSatisfy { $0 >= 0 }, "weights must not be negative")
    let starts = stride(from: 0, to: vectors.rowCount, by: Self.blockLength)
    blocks = starts.map {
      Block(vectors, rows: $0..<min($0 + Self.blockLength, vectors.rowCount))
    }
    frequent = FrequentColumns(vectors)
  }

  /// The rows nearest to a query.
  ///
  /// - Parameters:
  ///   - query: Weights by column, not negative; columns beyond the matrix count nothing.
  ///   - limit: How many rows to give at most; 0 or more.
  ///   - threshold: The score that a row must exceed; below 0, every row counts.
  ///   - excluded: A row to leave out, such as the query itself.
  /// - Returns: Best first, ties by lower index.
  public func nearest(
    to query: SparseVector, limit: Int, threshold: Double = 0, excluding excluded: Int? = nil
  ) -> [Neighbor] {
    precondition(limit >= 0, "a limit is 0 or more")
    var best = TopNeighbors(limit: limit, threshold: threshold)
    for (row, score) in scores(for: query).enumerated() where row != excluded {
      best.insert(Neighbor(index: row, score: score))
    }
    return best.sorted()
  }

  /// The score of every row for a query, by the rule of ``SparseMatrix/dotProduct(_:_:)``.
  ///
  /// Takes time linear in the rows and in the entries of the query's columns.
  public func scores(for query: SparseVector) -> [Double] {
    blocks.flatMap { $0.scores(for: query) }
  }

  /// The nearest rows of each row of a range, as in ``nearest(to:limit:threshold:excluding:)``.
  ///
  /// The answer is the same for any number of threads. Needs memory for one block's sums for a few
  /// queries a thread, beside the result.
  public func neighbors(
    of rows: Range<Int>, limit: Int, threshold: Double = 0, threads: Int
  ) async -> [[Neighbor]] {
    await neighbors(of: rows, limit: limit, threshold: threshold, threads: threads) {
      JoinSearch(self) { _, _, words in words }
    }
  }

  /// The nearest rows of each row of a range, as each thread's search finds them.
  package func neighbors(
    of rows: Range<Int>, limit: Int, threshold: Double, threads: Int,
    search: @escaping @Sendable () -> JoinSearch
  ) async -> [[Neighbor]] {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= vectors.rowCount, "no such rows")
    precondition(limit >= 0, "a limit is 0 or more")
    guard limit > 0 else { return rows.map { _ in [] } }
    let pieces = Parallel.ranges(rows.count, pieces: threads == 1 ? 1 : threads * 16)
    let parts = await Parallel.map(pieces.count, threads: threads) { piece in
      let search = search()
      let start = rows.lowerBound + pieces[piece].lowerBound
      let end = rows.lowerBound + pieces[piece].upperBound
      return stride(from: start, to: end, by: JoinSearch.groupSize).flatMap {
        search.nearest(
          to: $0..<min($0 + JoinSearch.groupSize, end), limit: limit, threshold: threshold)
      }
    }
    return parts.flatMap { $0 }
  }
}

extension InvertedIndex.Block {
  init(_ vectors: SparseMatrix, rows: Range<Int>) {
    let entries = vectors.offsets[rows.lowerBound]..<vectors.offsets[rows.upperBound]
    var next = [UInt32](repeating: 0, count: vectors.columnCount + 1)
    for entry in entries { next[Int(vectors.columns[entry]) + 1] += 1 }
    for column in 0..<vectors.columnCount { next[column + 1] += next[column] }
    self.rows = rows
    offsets = next
    var places = [UInt16](repeating: 0, count: entries.count)
    var values = [Float](repeating: 0, count: entries.count)
    for row in rows {
      for entry in vectors.offsets[row]..<vectors.offsets[row + 1] {
        let column = Int(vectors.columns[entry])
        let slot = Int(next[column])
        next[column] += 1
        places[slot] = UInt16(row - rows.lowerBound)
        values[slot] = vectors.values[entry]
      }
    }
    self.places = places
    self.values = values
  }

  /// The score of each row for a query; columns that the matrix has not count nothing.
  package func scores(for query: SparseVector) -> [Double] {
    var scores = [Double](repeating: 0, count: rows.count)
    for (column, weight) in zip(query.columns, query.values) where Int(column) + 1 < offsets.count {
      for entry in Int(offsets[Int(column)])..<Int(offsets[Int(column) + 1]) {
        scores[Int(places[entry])] += Double(weight) * Double(values[entry])
      }
    }
    return scores
  }

  /// Writes the sums of products of a query with each row, in single precision.
  func writeSums(_ query: SparseVector, to sums: UnsafeMutablePointer<Float>) {
    sums.update(repeating: 0, count: rows.count)
    places.withUnsafeBufferPointer { places in
      values.withUnsafeBufferPointer { values in
        for (column, weight) in zip(query.columns, query.values) {
          let entries = Int(offsets[Int(column)])..<Int(offsets[Int(column) + 1])
          for entry in entries { sums[Int(places[entry])] += weight * values[entry] }
        }
      }
    }
  }
}
