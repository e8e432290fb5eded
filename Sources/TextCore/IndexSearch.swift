/// One thread's search of an inverted index: the running sums of a block and the best so far.
final class IndexSearch {
  private let index: InvertedIndex
  private var sums: [Float]
  /// The query's weights by column, 0 elsewhere.
  private var queryWeights: [Float]

  init(_ index: InvertedIndex) {
    self.index = index
    sums = [Float](repeating: 0, count: min(index.vectors.rowCount, InvertedIndex.blockLength))
    queryWeights = [Float](repeating: 0, count: index.vectors.columnCount)
  }

  func nearest(
    to query: SparseVector, limit: Int, threshold: Double, excluding excluded: Int?
  ) -> [Neighbor] {
    precondition(limit >= 0, "a limit is 0 or more")
    guard limit > 0 else { return [] }
    let columns = query.columns.prefix { Int($0) < index.vectors.columnCount }.map { Int($0) }
    for (place, column) in columns.enumerated() { queryWeights[column] = query.values[place] }
    defer { for column in columns { queryWeights[column] = 0 } }

    // Sums of n products in single precision are off by less than this.
    let margin = Float(queryNorm(query) * index.maximumNorm * 1e-5)
    var best = TopNeighbors(limit: limit, threshold: threshold)
    for block in index.blocks {
      addProducts(query, columns, block)
      for place in 0..<block.rows.count where sums[place] + margin >= Float(best.bound) {
        let row = block.rows.lowerBound + place
        if row != excluded { best.insert(Neighbor(index: row, score: score(row))) }
      }
    }
    return best.sorted()
  }

  private func addProducts(_ query: SparseVector, _ columns: [Int], _ block: InvertedIndex.Block) {
    for place in 0..<block.rows.count { sums[place] = 0 }
    for (place, column) in columns.enumerated() {
      let weight = query.values[place]
      for entry in Int(block.offsets[column])..<Int(block.offsets[column + 1]) {
        sums[Int(block.places[entry])] += weight * block.values[entry]
      }
    }
  }

  private func queryNorm(_ query: SparseVector) -> Double {
    query.values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  /// The exact score of a row.
  private func score(_ row: Int) -> Double {
    var sum = 0.0
    for entry in index.vectors.offsets[row]..<index.vectors.offsets[row + 1] {
      let weight = queryWeights[Int(index.vectors.columns[entry])]
      sum += Double(weight) * Double(index.vectors.values[entry])
    }
    return sum
  }
}
