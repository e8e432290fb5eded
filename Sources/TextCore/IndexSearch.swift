/// One thread's search of an inverted index for one query at a time.
package final class IndexSearch {
  private let index: InvertedIndex
  /// The query's weights by column, 0 elsewhere.
  private var queryWeights: [Float]
  private var query = SparseVector(columns: [], values: [])
  /// How far the sums may be off: those of n products in single precision by less than this.
  package private(set) var margin: Float = 0

  package init(_ index: InvertedIndex) {
    self.index = index
    queryWeights = [Float](repeating: 0, count: index.vectors.columnCount)
  }

  /// Turns to another query; columns that the index has not count nothing.
  package func begin(_ query: SparseVector) {
    for column in self.query.columns { queryWeights[Int(column)] = 0 }
    let known = query.columns.prefix { Int($0) < index.vectors.columnCount }.count
    self.query =
      known == query.columns.count
      ? query
      : SparseVector(
        columns: Array(query.columns[..<known]), values: Array(query.values[..<known]))
    var squares = 0.0
    for (column, value) in zip(self.query.columns, self.query.values) {
      queryWeights[Int(column)] = value
      squares += Double(value) * Double(value)
    }
    margin = Float(squares.squareRoot() * index.maximumNorm * 1e-5)
  }

  /// Writes the sums of products of the query with each row of a block, each off by less than
  /// ``margin``.
  package func sum(_ block: InvertedIndex.Block, into sums: UnsafeMutableBufferPointer<Float>) {
    sums.update(repeating: 0)
    block.places.withUnsafeBufferPointer { places in
      block.values.withUnsafeBufferPointer { values in
        for (column, weight) in zip(query.columns, query.values) {
          let entries = Int(block.offsets[Int(column)])..<Int(block.offsets[Int(column) + 1])
          for entry in entries { sums[Int(places[entry])] += weight * values[entry] }
        }
      }
    }
  }

  /// The exact score of a row.
  package func score(_ row: Int) -> Double {
    var sum = 0.0
    for entry in index.vectors.offsets[row]..<index.vectors.offsets[row + 1] {
      let weight = queryWeights[Int(index.vectors.columns[entry])]
      sum += Double(weight) * Double(index.vectors.values[entry])
    }
    return sum
  }

  func nearest(
    to query: SparseVector, limit: Int, threshold: Double, excluding excluded: Int?
  ) -> [Neighbor] {
    precondition(limit >= 0, "a limit is 0 or more")
    guard limit > 0 else { return [] }
    begin(query)
    var best = TopNeighbors(limit: limit, threshold: threshold)
    let sums = UnsafeMutableBufferPointer<Float>.allocate(
      capacity: min(index.vectors.rowCount, InvertedIndex.blockLength))
    defer { sums.deallocate() }
    for block in index.blocks {
      sum(block, into: UnsafeMutableBufferPointer(rebasing: sums[..<block.rows.count]))
      for place in 0..<block.rows.count where sums[place] + margin >= Float(best.bound) {
        let row = block.rows.lowerBound + place
        if row != excluded { best.insert(Neighbor(index: row, score: score(row))) }
      }
    }
    return best.sorted()
  }
}
