import PaperVectors
import Testing
import TextCore

@Suite struct FusedIndexTests {
  /// A corpus with zero rows, duplicates and many equal scores among them.
  static func index(count: Int, spaces: Int, seed: UInt64) -> FusedIndex {
    var random = SplitMix64(seed: seed)
    var rows: [SparseVector] = []
    var places = (0..<spaces).map { _ in [[Float]]() }
    for number in 0..<count {
      if number > 0, Int.random(in: 0..<8, using: &random) == 0 {
        let twin = Int.random(in: 0..<number, using: &random)
        rows.append(rows[twin])
        for space in 0..<spaces { places[space].append(places[space][twin]) }
        continue
      }
      let columns = (0..<24).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
      rows.append(
        SparseVector(
          columns: columns.map { UInt32($0) },
          values: columns.map { _ in Float(Int.random(in: 1...3, using: &random)) }
        ).normalized())
      let isZero = Int.random(in: 0..<10, using: &random) == 0
      for space in 0..<spaces {
        places[space].append(
          (0..<(5 + 60 * space)).map { _ in
            isZero ? 0 : Float(Int.random(in: -2...2, using: &random))
          })
      }
    }
    return FusedIndex(
      text: InvertedIndex(SparseMatrix(rows: rows, columnCount: 24)),
      spaces: places.enumerated().map { space, places in
        var rows = QuantizedRows(dimension: 5 + 60 * space)
        for place in places { rows.append(place) }
        return FusedIndex.Space(
          name: "\(space)", weight: 0.5 + Double(space), vectors: DocumentVectors(rows: rows))
      })
  }

  private func bruteForce(_ index: FusedIndex, limit: Int, threshold: Double) -> [[Neighbor]] {
    (0..<index.count).map { row in
      let all = (0..<index.count).filter { $0 != row }
        .map { Neighbor(index: $0, score: index.score(row, $0)) }
        .filter { $0.score > threshold }.sorted { $0.precedes($1) }
      return Array(all.prefix(limit))
    }
  }

  @Test("the fused join gives what comparing all pairs gives", arguments: [0, 1, 2])
  func equalsBruteForce(spaces: Int) async {
    for seed in UInt64(0)..<12 {
      let index = Self.index(count: 80, spaces: spaces, seed: seed)
      for (limit, threshold) in [(1, 0.0), (7, 0.0), (5, 0.6), (200, -9.0), (0, 0.0)] {
        let found = await index.neighbors(
          of: 0..<80, limit: limit, threshold: threshold, threads: 2)
        #expect(
          found == bruteForce(index, limit: limit, threshold: threshold),
          "seed \(seed), limit \(limit), threshold \(threshold)")
      }
    }
  }

  @Test("the fused join is the same on 1, 2 and 8 threads, and joined from ranges")
  func independentOfThreads() async {
    let index = Self.index(count: 700, spaces: 1, seed: 3)
    let one = await index.neighbors(of: 0..<700, limit: 10, threads: 1)
    for threads in [2, 8] {
      #expect(await index.neighbors(of: 0..<700, limit: 10, threads: threads) == one)
    }
    var joined: [[Neighbor]] = []
    for part in [0..<333, 333..<334, 334..<700] {
      joined += await index.neighbors(of: part, limit: 10, threads: 2)
    }
    #expect(joined == one)
  }

  @Test("the parts of a query for a text of the corpus sum to the score of the pair")
  func parts() async {
    let index = Self.index(count: 90, spaces: 2, seed: 5)
    for query in [0, 17, 44] {
      let parts = await index.parts(
        of: index.text.vectors[query],
        vectors: index.spaces.map { $0.vectors.selecting([query]) }, threads: 2)
      for row in 0..<90 {
        #expect(parts.reduce(0.0) { $0 + $1[row] } == index.score(query, row))
      }
    }
  }
}
