import CKernels
import RealModule
import TextCore

/// One step of contrastive training: how well two halves of each text find each other among those
/// of a batch, and how the word vectors should move.
///
/// Halves lie at the weighted sums of their words; u_i and v_i are their directions. The loss is
/// the mean over i of −½ ln softmax_j(u_i·v_j / τ)(i) −½ ln softmax_j(u_j·v_i / τ)(i) (the
/// in-batch softmax of A. van den Oord, Y. Li and O. Vinyals, arXiv:1807.03748, both ways).
final class ContrastiveStep: @unchecked Sendable {
  private let size: Int
  private let temperature: Float
  private let threads: Int
  private let left: Side
  private let right: Side
  /// u_i·v_j, then the derivative of the loss by it.
  private let scores: DenseMatrix
  private let transposedRight: DenseMatrix

  /// The directions of one half of every text, and the derivative of the loss by its place.
  private final class Side: @unchecked Sendable {
    let directions: DenseMatrix
    let gradients: DenseMatrix
    let lengths: UnsafeMutablePointer<Float>

    init(size: Int, dimension: Int) {
      directions = DenseMatrix(rows: size, columns: dimension)
      gradients = DenseMatrix(rows: size, columns: dimension)
      lengths = .allocate(capacity: size)
      lengths.initialize(repeating: 0, count: size)
    }

    deinit { lengths.deallocate() }
  }

  init(size: Int, dimension: Int, temperature: Float, threads: Int) {
    self.size = size
    self.temperature = temperature
    self.threads = threads
    left = Side(size: size, dimension: dimension)
    right = Side(size: size, dimension: dimension)
    scores = DenseMatrix(rows: size, columns: size)
    transposedRight = DenseMatrix(rows: dimension, columns: size)
  }

  /// Computes the loss of a batch and its derivatives.
  ///
  /// - Parameters:
  ///   - halves: Two matrices of one row a half.
  ///   - batch: The rows to take of both.
  ///   - vectors: One row a word.
  ///   - body: Called once for each word of the batch, at any time on any thread, with the
  ///     derivative of the loss by its row.
  /// - Returns: The loss.
  func run(
    _ halves: (left: SparseMatrix, right: SparseMatrix), batch: [Int], vectors: DenseMatrix,
    _ body: @escaping @Sendable (_ word: Int, _ gradient: UnsafePointer<Float>) -> Void
  ) async -> Double {
    await place(halves.left, batch, vectors, left)
    await place(halves.right, batch, vectors, right)
    await right.directions.transpose(into: transposedRight, threads: threads)
    await left.directions.times(transposedRight, into: scores, threads: threads)
    let loss = await differentiate()
    await scores.times(right.directions, into: left.gradients, threads: threads)
    await scores.transposedTimes(left.directions, into: right.gradients, threads: threads)
    await unplace(left)
    await unplace(right)
    await spread(halves, batch, body)
    return loss
  }

  /// Sums up the words of each half and takes the direction.
  private func place(
    _ half: SparseMatrix, _ batch: [Int], _ vectors: DenseMatrix, _ side: Side
  ) async {
    await Parallel.forRanges(size, threads: threads) { range in
      for index in range {
        let row = side.directions.row(index)
        half.sum(vectors, ofRow: batch[index], into: row)
        var squares: Float = 0
        for column in 0..<vectors.columnCount { squares += row[column] * row[column] }
        side.lengths[index] = max(squares.squareRoot(), 1e-8)
        let scale = 1 / side.lengths[index]
        for column in 0..<vectors.columnCount { row[column] *= scale }
      }
    }
  }

  /// Turns scores into derivatives of the loss by them, and returns the loss.
  private func differentiate() async -> Double {
    let size = size
    let scores = scores
    let scale = 1 / temperature
    let rows = Parallel.ranges(size, pieces: 16)
    let parts = await Parallel.map(rows.count, threads: threads) { piece in
      rows[piece].map { index -> (own: Float, sum: Float) in
        let row = scores.row(index)
        for column in 0..<size { row[column] *= scale }
        let own = row[index]
        // No cosine is above 1, so that no power overflows.
        return (own - scale, pg_exponentials(row, size, scale))
      }
    }
    let rowTerms = parts.flatMap { $0 }
    let columnParts = await Parallel.map(rows.count, threads: threads) { piece in
      var sums = [Float](repeating: 0, count: rows[piece].count)
      for index in 0..<size {
        let row = scores.row(index) + rows[piece].lowerBound
        for column in sums.indices { sums[column] += row[column] }
      }
      return sums
    }
    let columnSums = columnParts.flatMap { $0 }
    let factor = scale / Float(size)
    let columnFactors = columnSums.map { 0.5 * factor / $0 }
    await Parallel.forRanges(size, threads: threads) { range in
      for index in range {
        let row = scores.row(index)
        let rowFactor = 0.5 * factor / rowTerms[index].sum
        for column in 0..<size { row[column] *= rowFactor + columnFactors[column] }
        row[index] -= factor
      }
    }
    var loss = 0.0
    for index in 0..<size {
      let product = Double(rowTerms[index].sum) * Double(columnSums[index])
      loss += 0.5 * Double.log(product) - Double(rowTerms[index].own)
    }
    return loss / Double(size)
  }

  /// Turns derivatives by directions into derivatives by the sums that they are directions of.
  private func unplace(_ side: Side) async {
    let dimension = transposedRight.rowCount
    await Parallel.forRanges(size, threads: threads) { range in
      for index in range {
        let gradient = side.gradients.row(index)
        let direction = side.directions.row(index)
        var along: Float = 0
        for column in 0..<dimension { along += gradient[column] * direction[column] }
        let scale = 1 / side.lengths[index]
        for column in 0..<dimension {
          gradient[column] = (gradient[column] - along * direction[column]) * scale
        }
      }
    }
  }

  /// Gathers, word by word, the derivatives of the halves that hold it.
  private func spread(
    _ halves: (left: SparseMatrix, right: SparseMatrix), _ batch: [Int],
    _ body: @escaping @Sendable (_ word: Int, _ gradient: UnsafePointer<Float>) -> Void
  ) async {
    let holders = SparseMatrix(
      rows: batch.map { halves.left[$0] } + batch.map { halves.right[$0] },
      columnCount: halves.left.columnCount
    ).transposed()
    let dimension = transposedRight.rowCount
    let (left, right, size) = (left, right, size)
    await Parallel.forRanges(holders.rowCount, threads: threads) { words in
      let sum = UnsafeMutablePointer<Float>.allocate(capacity: dimension)
      defer { sum.deallocate() }
      for word in words where holders.offsets[word] < holders.offsets[word + 1] {
        sum.initialize(repeating: 0, count: dimension)
        for entry in holders.offsets[word]..<holders.offsets[word + 1] {
          let holder = Int(holders.columns[entry])
          let gradient =
            holder < size ? left.gradients.row(holder) : right.gradients.row(holder - size)
          pg_add_row(gradient, holders.values[entry], dimension, sum)
        }
        body(word, sum)
      }
    }
  }
}

/// Moves rows against their derivatives, each by its own measure.
///
/// Adam (D. P. Kingma and J. Ba, arXiv:1412.6980) with β 0.9 and 0.999; a row rests while its
/// word does not occur.
final class AdamOptimizer: @unchecked Sendable {
  private let vectors: DenseMatrix
  private let means: DenseMatrix
  private let squares: DenseMatrix
  private var meanPower: Float = 1
  private var squarePower: Float = 1
  private var rate: Float = 0

  init(_ vectors: DenseMatrix) {
    self.vectors = vectors
    means = DenseMatrix(rows: vectors.rowCount, columns: vectors.columnCount)
    squares = DenseMatrix(rows: vectors.rowCount, columns: vectors.columnCount)
  }

  /// Begins a step; then each row may be moved once.
  func begin(rate: Float) {
    meanPower *= 0.9
    squarePower *= 0.999
    self.rate = rate / (1 - meanPower)
  }

  func move(_ row: Int, against gradient: UnsafePointer<Float>) {
    pg_adam(
      vectors.row(row), means.row(row), squares.row(row), gradient, vectors.columnCount, rate,
      1 / (1 - squarePower))
  }
}
