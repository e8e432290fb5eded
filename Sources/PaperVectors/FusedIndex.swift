import CKernels
import TextCore

/// A corpus that is compared by its words and by where its texts lie in latent spaces.
///
/// The score of two texts is the sum of products of their term weights, plus for each space its
/// weight times the cosine there. It is the same on every processor and for any number of threads.
public struct FusedIndex: Sendable {
  /// A latent space and how much it counts.
  public struct Space: Sendable {
    /// The name of its part of a score.
    public let name: String
    /// What its cosine is multiplied by; 0 or more.
    public let weight: Double
    /// Where the texts lie.
    public let vectors: DocumentVectors
    /// One over the lengths of the rows, for the kernels.
    let factors: [Float]

    /// Creates a space.
    public init(name: String, weight: Double, vectors: DocumentVectors) {
      precondition(weight >= 0 && weight.isFinite, "a weight is 0 or more")
      self.name = name
      self.weight = weight
      self.vectors = vectors
      factors = vectors.inverseLengths.map { Float($0) }
    }
  }

  /// The texts by their words.
  public let text: InvertedIndex
  /// The latent spaces, in the order of the parts of a score.
  public let spaces: [Space]

  /// Joins the views of a corpus, each of as many rows.
  public init(text: InvertedIndex, spaces: [Space]) {
    precondition(
      spaces.allSatisfy { $0.vectors.count == text.vectors.rowCount }, "one row a text everywhere")
    self.text = text
    self.spaces = spaces
  }

  /// The number of texts.
  public var count: Int { text.vectors.rowCount }

  /// How near two texts are.
  public func score(_ a: Int, _ b: Int) -> Double {
    spaces.reduce(text.vectors.dotProduct(a, b)) { $0 + $1.weight * $1.vectors.cosine(a, b) }
  }

  /// The nearest texts of each text of a range.
  ///
  /// - Parameters:
  ///   - rows: The texts to answer for.
  ///   - limit: How many each gets at most; 0 or more.
  ///   - threshold: The score that a neighbour must exceed.
  ///   - threads: How many threads work at a time; the answer does not depend on it.
  /// - Returns: For each text of the range, best first, ties by lower index; exact.
  /// - Complexity: For each pair of texts, time in the terms that both have and the bytes of a
  ///   row; memory of a block's sums for a few queries a thread, beside the result.
  public func neighbors(
    of rows: Range<Int>, limit: Int, threshold: Double = 0, threads: Int
  ) async -> [[Neighbor]] {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "no such texts")
    precondition(limit >= 0, "a limit is 0 or more")
    guard limit > 0 else { return rows.map { _ in [] } }
    let pieces = Parallel.ranges(rows.count, pieces: threads == 1 ? 1 : threads * 16)
    let parts = await Parallel.map(pieces.count, threads: threads) { piece in
      let search = FusedSearch(self)
      let start = rows.lowerBound + pieces[piece].lowerBound
      let end = rows.lowerBound + pieces[piece].upperBound
      return stride(from: start, to: end, by: FusedSearch.groupSize).flatMap {
        search.nearest(
          to: $0..<min($0 + FusedSearch.groupSize, end), limit: limit, threshold: threshold)
      }
    }
    return parts.flatMap { $0 }
  }

  /// The score of every text for a query.
  ///
  /// - Parameters:
  ///   - query: The query's weights by term.
  ///   - vectors: The query's place in each of the spaces, as its only row.
  ///   - threads: How many threads work at a time; the answer does not depend on it.
  /// - Returns: For each text the part of its words, then that of each space.
  public func parts(
    of query: SparseVector, vectors: [DocumentVectors], threads: Int
  ) async -> [[Double]] {
    precondition(vectors.count == spaces.count, "a query has a place in every space")
    let pieces = Parallel.ranges(count, pieces: threads == 1 ? 1 : threads * 2)
    let words = text.scores(for: query)
    let cosines = await Parallel.map(pieces.count, threads: threads) { piece in
      zip(spaces, vectors).map { $0.weightedCosines(of: $1, rows: pieces[piece]) }
    }
    return [words] + spaces.indices.map { space in cosines.flatMap { $0[space] } }
  }
}

extension FusedIndex.Space {
  /// The weighted cosine of a query with each of some rows.
  fileprivate func weightedCosines(of query: DocumentVectors, rows: Range<Int>) -> [Double] {
    var products = [Int32](repeating: 0, count: rows.count)
    guard !rows.isEmpty else { return [] }
    query.rows.withRow(0) { query in
      vectors.rows.withRow(rows.lowerBound) {
        pg_dot_bytes(query, 1, $0, rows.count, vectors.rows.stride, &products)
      }
    }
    return zip(rows, products).map { row, product in
      weight * (Double(product) * (query.inverseLengths[0] * vectors.inverseLengths[row]))
    }
  }
}

/// One thread's search for the nearest of a few texts at a time.
private final class FusedSearch {
  /// Texts searched for together, so that rows are read from memory once for all.
  static let groupSize = 8
  /// Rows whose products are held at a time.
  private static let tileLength = 512

  private let index: FusedIndex
  private let searches: [IndexSearch]
  private var products = [Int32](repeating: 0, count: groupSize * tileLength)
  private var sums = [Float](repeating: 0, count: groupSize * InvertedIndex.blockLength)
  private var places = [UInt32](repeating: 0, count: tileLength)

  init(_ index: FusedIndex) {
    self.index = index
    searches = (0..<Self.groupSize).map { _ in IndexSearch(index.text) }
  }

  func nearest(to group: Range<Int>, limit: Int, threshold: Double) -> [[Neighbor]] {
    var shortlists = group.map { _ in Shortlist(limit: limit, threshold: threshold) }
    for (place, query) in group.enumerated() { searches[place].begin(index.text.vectors[query]) }
    for block in index.text.blocks {
      for place in 0..<group.count {
        let start = place * InvertedIndex.blockLength
        sums.withUnsafeMutableBufferPointer {
          let sums = UnsafeMutableBufferPointer(rebasing: $0[start..<(start + block.rows.count)])
          searches[place].sum(block, into: sums)
        }
      }
      for start in stride(from: 0, to: block.rows.count, by: Self.tileLength) {
        let tile = start..<min(start + Self.tileLength, block.rows.count)
        addCosines(group, block, tile)
        for (place, query) in group.enumerated() {
          collect(query, place, block, tile, into: &shortlists[place])
        }
      }
    }
    return zip(group, shortlists).enumerated().map { place, found in
      let (query, shortlist) = found
      var best = TopNeighbors(limit: limit, threshold: threshold)
      for row in shortlist.rows(margin: margin(place)) {
        best.insert(Neighbor(index: row, score: index.score(query, row)))
      }
      return best.sorted()
    }
  }

  /// How far the sums of a query may be off.
  private func margin(_ place: Int) -> Float {
    searches[place].margin + Float(index.spaces.reduce(0) { $0 + $1.weight } * 1e-5)
  }

  /// Adds the weighted cosines of every space to the sums of a tile.
  private func addCosines(_ group: Range<Int>, _ block: InvertedIndex.Block, _ tile: Range<Int>) {
    let first = block.rows.lowerBound + tile.lowerBound
    for space in index.spaces {
      let rows = space.vectors.rows
      rows.withRow(group.lowerBound) { queries in
        rows.withRow(first) {
          pg_dot_bytes(queries, group.count, $0, tile.count, rows.stride, &products)
        }
      }
      for (place, query) in group.enumerated() {
        let factor = Float(space.weight) * space.factors[query]
        products.withUnsafeBufferPointer { products in
          space.factors.withUnsafeBufferPointer { factors in
            withSums(place, tile) { sums in
              guard let products = products.baseAddress, let factors = factors.baseAddress else {
                return
              }
              pg_add_scaled(
                sums, products + place * tile.count, factors + first, factor, tile.count)
            }
          }
        }
      }
    }
  }

  /// Keeps the rows of a tile that may be among the best of a query.
  private func collect(
    _ query: Int, _ place: Int, _ block: InvertedIndex.Block, _ tile: Range<Int>,
    into shortlist: inout Shortlist
  ) {
    let bound = shortlist.bound(margin: margin(place))
    let first = block.rows.lowerBound + tile.lowerBound
    withSums(place, tile) { sums in
      let found = pg_select(sums, tile.count, bound, &places)
      for place in places[..<found] where first + Int(place) != query {
        shortlist.insert(row: first + Int(place), sum: sums[Int(place)])
      }
    }
  }

  private func withSums<Result>(
    _ place: Int, _ tile: Range<Int>, _ body: (UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    sums.withUnsafeMutableBufferPointer { sums in
      guard let start = sums.baseAddress else { preconditionFailure("there are sums") }
      return body(start + place * InvertedIndex.blockLength + tile.lowerBound)
    }
  }
}

/// The rows that may be among the best of a query, by sums that are off by less than a margin.
///
/// Of `limit` rows with the greatest sums, the least has a score above its sum less the margin. A
/// row whose sum is less by two margins has a lower score, so that only the few others are scored.
private struct Shortlist {
  private var best: TopNeighbors
  private var candidates: [(row: Int, sum: Float)] = []

  init(limit: Int, threshold: Double) {
    best = TopNeighbors(limit: limit, threshold: threshold)
  }

  /// A row with a lower sum cannot be among the best.
  func bound(margin: Float) -> Float { Float(best.bound) - 2 * margin }

  mutating func insert(row: Int, sum: Float) {
    candidates.append((row, sum))
    best.insert(Neighbor(index: row, score: Double(sum)))
  }

  /// The rows to be scored, in order.
  func rows(margin: Float) -> [Int] {
    let bound = bound(margin: margin)
    return candidates.compactMap { $0.sum >= bound ? $0.row : nil }
  }
}
