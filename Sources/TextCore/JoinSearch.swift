import CKernels

/// One thread's search for the nearest rows of a few rows of an index at a time.
///
/// It adds up sums that are near to the scores: of the frequent columns and of further parts as
/// bytes, of the other columns by their entries. Only rows whose sums leave it in doubt whether
/// they are among the best are scored.
package final class JoinSearch {
  /// Rows searched for together, so that bytes are read from memory once for all.
  package static let groupSize = PG_QUERIES
  /// Sums that are looked at before the bound of what may be among the best is raised: few at
  /// first, when every row may be.
  private static let stepLengths = 64...512

  private let index: InvertedIndex
  private let parts: [ByteRows]
  private let partsMargin: Double
  private let score: (_ query: Int, _ row: Int, _ words: Double) -> Double
  /// A block's sums for each row of the group.
  private let sums: UnsafeMutablePointer<Float>
  private let places: UnsafeMutablePointer<UInt32>
  /// A query's weights by column, 0 elsewhere.
  private let weights: UnsafeMutablePointer<Float>

  /// Creates a search.
  ///
  /// - Parameters:
  ///   - index: The rows by column.
  ///   - parts: What is added to the products of weights, beyond them.
  ///   - partsMargin: How far the sum of those parts may be off.
  ///   - score: The exact score of two rows, given the sum of products of their weights.
  package init(
    _ index: InvertedIndex, parts: [ByteRows] = [], partsMargin: Double = 0,
    score: @escaping (_ query: Int, _ row: Int, _ words: Double) -> Double
  ) {
    self.index = index
    self.parts = [index.frequent.rows].compactMap { $0 } + parts
    self.partsMargin = partsMargin
    self.score = score
    sums = .allocate(capacity: Self.groupSize * InvertedIndex.blockLength)
    places = .allocate(capacity: Self.stepLengths.upperBound)
    weights = .allocate(capacity: index.vectors.columnCount)
    weights.initialize(repeating: 0, count: index.vectors.columnCount)
  }

  deinit {
    sums.deallocate()
    places.deallocate()
    weights.deallocate()
  }

  /// The nearest rows of each of at most ``groupSize`` rows, best first, ties by lower index.
  package func nearest(to group: Range<Int>, limit: Int, threshold: Double) -> [[Neighbor]] {
    let queries = group.map { index.vectors[$0] }
    var shortlists = zip(group, queries).map { row, query in
      let margin = index.frequent.margin(ofRow: row, length: query.length) + partsMargin
      return Shortlist(limit: limit, threshold: threshold, margin: Float(margin))
    }
    let rare = queries.map { index.frequent.others(of: $0) }
    for block in index.blocks {
      for (place, query) in rare.enumerated() {
        block.writeSums(query, to: sums + place * InvertedIndex.blockLength)
      }
      for part in parts { add(part, group, block) }
      for (place, query) in group.enumerated() {
        collect(query, sums + place * InvertedIndex.blockLength, block, into: &shortlists[place])
      }
    }
    return zip(group, zip(queries, shortlists)).map { row, found in
      let (query, shortlist) = found
      for (column, weight) in zip(query.columns, query.values) { weights[Int(column)] = weight }
      var best = TopNeighbors(limit: limit, threshold: threshold)
      for other in shortlist.rows() {
        let words = index.vectors.dotProduct(other, weights: weights)
        best.insert(Neighbor(index: other, score: score(row, other, words)))
      }
      for column in query.columns { weights[Int(column)] = 0 }
      return best.sorted()
    }
  }

  /// Adds a part to the sums of a block.
  private func add(_ part: ByteRows, _ group: Range<Int>, _ block: InvertedIndex.Block) {
    let factors = part.factors[group].map { part.weight * $0 }
    part.rows.withRow(group.lowerBound) { queries in
      part.rows.withRow(block.rows.lowerBound) { rows in
        part.factors[block.rows].withUnsafeBufferPointer {
          pg_add_products(
            queries, factors, group.count, rows, $0.baseAddress, block.rows.count,
            part.rows.stride, sums, InvertedIndex.blockLength)
        }
      }
    }
  }

  /// Keeps the rows of a block that may be among the best of a query.
  private func collect(
    _ query: Int, _ sums: UnsafePointer<Float>, _ block: InvertedIndex.Block,
    into shortlist: inout Shortlist
  ) {
    var start = 0
    while start < block.rows.count {
      let wanted = shortlist.isFull ? Self.stepLengths.upperBound : Self.stepLengths.lowerBound
      let length = min(wanted, block.rows.count - start)
      let found = pg_select(sums + start, length, shortlist.bound, places)
      for step in 0..<found {
        let place = start + Int(places[step])
        let row = block.rows.lowerBound + place
        if row != query { shortlist.insert(row: row, sum: sums[place]) }
      }
      start += length
    }
  }
}

/// The rows that may be among the best of a query, by sums that are off by less than a margin.
///
/// Of `limit` rows with the greatest sums, the least has a score above its sum less the margin. A
/// row whose sum is less by two margins has a lower score, so that only the few others are scored.
private struct Shortlist {
  private let margin: Float
  private var best: TopNeighbors
  private var candidates: [(row: Int, sum: Float)] = []

  init(limit: Int, threshold: Double, margin: Float) {
    self.margin = margin
    best = TopNeighbors(limit: limit, threshold: threshold)
  }

  /// Whether the bound is that of a row, not of the threshold.
  var isFull: Bool { best.isFull }

  /// A row with a lower sum cannot be among the best.
  var bound: Float { Float(best.bound) - 2 * margin }

  mutating func insert(row: Int, sum: Float) {
    candidates.append((row, sum))
    best.insert(Neighbor(index: row, score: Double(sum)))
  }

  /// The rows to be scored, in order.
  func rows() -> [Int] {
    let bound = bound
    return candidates.compactMap { $0.sum >= bound ? $0.row : nil }
  }
}
