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
    /// The vectors as a part of a join's sums.
    let rows: ByteRows

    /// Creates a space.
    public init(name: String, weight: Double, vectors: DocumentVectors) {
      precondition(weight >= 0 && weight.isFinite, "a weight is 0 or more")
      self.name = name
      self.weight = weight
      self.vectors = vectors
      rows = ByteRows(
        vectors.rows, factors: vectors.inverseLengths.map { Float($0) }, weight: Float(weight))
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
    score(a, b, words: text.vectors.dotProduct(a, b))
  }

  private func score(_ a: Int, _ b: Int, words: Double) -> Double {
    spaces.reduce(words) { $0 + $1.weight * $1.vectors.cosine(a, b) }
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
    // Whole products and single factors: off by rounding alone.
    let margin = spaces.reduce(0) { $0 + $1.weight } * 1e-5
    return await text.neighbors(of: rows, limit: limit, threshold: threshold, threads: threads) {
      JoinSearch(text, parts: spaces.map(\.rows), partsMargin: margin, score: score(_:_:words:))
    }
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
    let blocks = await Parallel.map(text.blocks.count, threads: threads) {
      parts(of: query, vectors: vectors, in: text.blocks[$0])
    }
    return (0...spaces.count).map { part in blocks.flatMap { $0[part] } }
  }

  /// For every text the sum of its scores with some of them.
  ///
  /// - Parameters:
  ///   - rows: Some of the texts.
  ///   - threads: How many threads work at a time; the answer does not depend on it.
  /// - Returns: One sum a text.
  public func totals(of rows: [Int], threads: Int) async -> [Double] {
    let queries = rows.map { row in
      (words: text.vectors[row], places: spaces.map { $0.vectors.selecting([row]) })
    }
    let blocks = await Parallel.map(text.blocks.count, threads: threads) { place in
      let block = text.blocks[place]
      var totals = [Double](repeating: 0, count: block.rows.count)
      for query in queries {
        let parts = parts(of: query.words, vectors: query.places, in: block)
        for row in totals.indices { totals[row] += parts.reduce(0) { $0 + $1[row] } }
      }
      return totals
    }
    return blocks.flatMap { $0 }
  }

  private func parts(
    of query: SparseVector, vectors: [DocumentVectors], in block: InvertedIndex.Block
  ) -> [[Double]] {
    [block.scores(for: query)]
      + zip(spaces, vectors).map { $0.weightedCosines(of: $1, rows: block.rows) }
  }
}

extension FusedIndex.Space {
  /// The weighted cosine of a query with each of some rows.
  fileprivate func weightedCosines(of query: DocumentVectors, rows: Range<Int>) -> [Double] {
    var products = [Int32](repeating: 0, count: rows.count)
    guard !rows.isEmpty else { return [] }
    query.rows.withRow(0) { query in
      vectors.rows.withRow(rows.lowerBound) {
        pg_dot_bytes(query, $0, rows.count, vectors.rows.stride, &products)
      }
    }
    return zip(rows, products).map { row, product in
      weight * (Double(product) * (query.inverseLengths[0] * vectors.inverseLengths[row]))
    }
  }
}
