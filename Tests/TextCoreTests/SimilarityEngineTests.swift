import Testing
import TextCore

@Suite struct SimilarityEngineTests {
  /// Random rows of length 1, with zero rows, duplicates and many equal scores among them.
  static func matrix(rows: Int, columns: Int, seed: UInt64) -> SparseMatrix {
    var random = SplitMix64(seed: seed)
    var vectors: [SparseVector] = []
    for _ in 0..<rows {
      if !vectors.isEmpty, Int.random(in: 0..<8, using: &random) == 0 {
        vectors.append(vectors[Int.random(in: 0..<vectors.count, using: &random)])
        continue
      }
      var weights: [UInt32: Float] = [:]
      for _ in 0..<Int.random(in: 0..<9, using: &random) {
        let column =
          Int.random(in: 0..<columns, using: &random)
          * Int.random(in: 0..<columns, using: &random) / columns
        weights[UInt32(column)] = Float(Int.random(in: 0...3, using: &random))
      }
      let sorted = weights.sorted { $0.key < $1.key }
      vectors.append(
        SparseVector(columns: sorted.map(\.key), values: sorted.map(\.value)).normalized())
    }
    return SparseMatrix(rows: vectors, columnCount: columns)
  }

  @Test("the inverted index gives what comparing all pairs gives")
  func equalsBruteForce() async {
    for seed in UInt64(0)..<24 {
      let vectors = Self.matrix(rows: 90, columns: 20, seed: seed)
      for (limit, threshold) in [(1, 0.0), (7, 0.0), (5, 0.4), (200, -1.0), (0, 0.0)] {
        let expected = await ExhaustiveEngine().neighbors(
          of: 0..<90, in: vectors, limit: limit, threshold: threshold)
        let found = await InvertedIndexEngine(threads: 2).neighbors(
          of: 0..<90, in: vectors, limit: limit, threshold: threshold)
        #expect(found == expected, "seed \(seed), limit \(limit), threshold \(threshold)")
      }
    }
  }

  @Test("rows in several blocks are found as comparing all pairs finds them")
  func severalBlocks() async {
    let vectors = Self.matrix(rows: 9000, columns: 300, seed: 3)
    for rows in [0..<3, 8190..<8195, 8997..<9000] {
      let expected = await ExhaustiveEngine().neighbors(
        of: rows, in: vectors, limit: 9, threshold: 0)
      let found = await InvertedIndexEngine(threads: 2).neighbors(
        of: rows, in: vectors, limit: 9, threshold: 0)
      #expect(found == expected)
    }
  }

  @Test("the join is the same on 1, 2 and 8 threads, and joined from ranges")
  func independentOfThreads() async {
    let vectors = Self.matrix(rows: 300, columns: 40, seed: 7)
    let index = InvertedIndex(vectors)
    let one = await index.neighbors(of: 0..<300, limit: 10, threads: 1)
    for threads in [2, 8] {
      #expect(await index.neighbors(of: 0..<300, limit: 10, threads: threads) == one)
    }
    let parts = [0..<120, 120..<121, 121..<300]
    var joined: [[Neighbor]] = []
    for part in parts { joined += await index.neighbors(of: part, limit: 10, threads: 2) }
    #expect(joined == one)
  }

  @Test("a query over the rows is one row of the join")
  func queryEqualsJoin() async {
    let vectors = Self.matrix(rows: 120, columns: 30, seed: 11)
    let index = InvertedIndex(vectors)
    let join = await index.neighbors(of: 0..<120, limit: 6, threads: 1)
    for row in 0..<120 {
      #expect(index.nearest(to: vectors[row], limit: 6, excluding: row) == join[row])
    }
  }

  @Test("columns that the matrix has not count nothing")
  func unknownColumns() {
    let index = InvertedIndex(
      SparseMatrix(rows: [SparseVector(columns: [1], values: [1])], columnCount: 2))
    let query = SparseVector(columns: [1, 9], values: [0.5, 0.5])
    #expect(index.nearest(to: query, limit: 3) == [Neighbor(index: 0, score: 0.5)])
  }
}
