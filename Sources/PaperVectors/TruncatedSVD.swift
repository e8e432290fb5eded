import RealModule
import TextCore

/// The first right singular vectors of a sparse matrix, each scaled by the root of its value.
///
/// Found by subspace iteration from a random start (N. Halko, P. G. Martinsson and J. A. Tropp,
/// doi:10.1137/090771806). Takes time in rounds · (non-zeros · k + columns · k²) for k a little
/// above the dimension, and memory for rows · k and columns · k numbers.
enum TruncatedSVD {
  /// Dimensions carried along beside those asked for, so that the last of these settle too.
  private static let surplus = 16
  private static let rounds = 3

  /// One row a column of `matrix`; dimensions beyond the rank are 0.
  static func columnVectors(
    of matrix: SparseMatrix, dimension: Int, seed: UInt64, threads: Int
  ) async -> DenseMatrix {
    let width = dimension + surplus
    let transposed = matrix.transposed()
    let basis = DenseMatrix(rows: matrix.columnCount, columns: width)
    var random = SplitMix64(seed: seed)
    for index in 0..<(basis.rowCount * width) {
      basis.values[index] = Float.random(in: -1...1, using: &random)
    }
    let image = DenseMatrix(rows: matrix.rowCount, columns: width)
    for _ in 0..<rounds {
      await matrix.times(basis, into: image, threads: threads)
      await transposed.times(image, into: basis, threads: threads)
      // Twice, since rounding leaves the first result a little askew.
      for _ in 0..<2 { await orthonormalize(basis, threads: threads) }
    }
    await matrix.times(basis, into: image, threads: threads)
    let gram = DenseMatrix(rows: width, columns: width)
    await image.transposedTimes(image, into: gram, threads: threads)
    let (values, vectors) = SymmetricEigenvectors.of(
      (0..<(width * width)).map { Double(gram.values[$0]) }, size: width)
    let rotation = DenseMatrix(rows: width, columns: dimension)
    for column in 0..<dimension {
      let scale = max(values[column], 0).squareRoot().squareRoot()
      for row in 0..<width {
        rotation.row(row)[column] = Float(vectors[row * width + column] * scale)
      }
    }
    let result = DenseMatrix(rows: matrix.columnCount, columns: dimension)
    await basis.times(rotation, into: result, threads: threads)
    return result
  }

  /// Makes the columns orthonormal by a Cholesky factor of their products; one that hangs on
  /// those before it becomes 0.
  private static func orthonormalize(_ basis: DenseMatrix, threads: Int) async {
    let width = basis.columnCount
    let gram = DenseMatrix(rows: width, columns: width)
    await basis.transposedTimes(basis, into: gram, threads: threads)
    let inverse = inverseCholeskyFactor(
      (0..<(width * width)).map { Double(gram.values[$0]) }, width)
    let right = DenseMatrix(rows: width, columns: width)
    for index in inverse.indices { right.values[index] = Float(inverse[index]) }
    let product = DenseMatrix(rows: basis.rowCount, columns: width)
    await basis.times(right, into: product, threads: threads)
    basis.values.update(from: product.values, count: basis.rowCount * width)
  }

  /// The inverse of R, upper triangular, where the matrix is Rᵀ R.
  private static func inverseCholeskyFactor(_ matrix: [Double], _ size: Int) -> [Double] {
    var factor = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      for row in 0..<column {
        var sum = matrix[row * size + column]
        for k in 0..<row { sum -= factor[k * size + row] * factor[k * size + column] }
        let pivot = factor[row * size + row]
        factor[row * size + column] = pivot > 0 ? sum / pivot : 0
      }
      var square = matrix[column * size + column]
      for k in 0..<column { square -= factor[k * size + column] * factor[k * size + column] }
      let isFree = square > 1e-6 * matrix[column * size + column]
      factor[column * size + column] = isFree ? square.squareRoot() : 0
    }
    var inverse = [Double](repeating: 0, count: size * size)
    for column in 0..<size where factor[column * size + column] > 0 {
      inverse[column * size + column] = 1 / factor[column * size + column]
      for row in stride(from: column - 1, through: 0, by: -1)
      where factor[row * size + row] > 0 {
        var sum = 0.0
        for k in (row + 1)...column {
          sum += factor[row * size + k] * inverse[k * size + column]
        }
        inverse[row * size + column] = -sum / factor[row * size + row]
      }
    }
    return inverse
  }
}

/// Eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations.
///
/// G. H. Golub and C. F. Van Loan, Matrix Computations, section 8.5. Takes cubic time a sweep.
enum SymmetricEigenvectors {
  private static let maximumSweeps = 30

  /// The values, greatest first, and the vectors as columns in that order.
  static func of(_ matrix: [Double], size: Int) -> (values: [Double], vectors: [Double]) {
    var matrix = matrix
    var vectors = [Double](repeating: 0, count: size * size)
    for index in 0..<size { vectors[index * size + index] = 1 }
    let total = matrix.reduce(0) { $0 + $1 * $1 }
    for _ in 0..<maximumSweeps {
      var rest = 0.0
      for p in 0..<size { for q in 0..<p { rest += matrix[p * size + q] * matrix[p * size + q] } }
      guard rest > 1e-22 * total else { break }
      for p in 0..<size {
        for q in 0..<p { rotate(&matrix, &vectors, p, q, size) }
      }
    }
    let order = (0..<size).sorted { left, right in
      let (a, b) = (matrix[left * size + left], matrix[right * size + right])
      return a != b ? a > b : left < right
    }
    var sorted = [Double](repeating: 0, count: size * size)
    for (column, source) in order.enumerated() {
      for row in 0..<size { sorted[row * size + column] = vectors[row * size + source] }
    }
    return (order.map { matrix[$0 * size + $0] }, sorted)
  }

  /// Turns the plane of two axes so that the entry between them becomes 0.
  private static func rotate(
    _ matrix: inout [Double], _ vectors: inout [Double], _ p: Int, _ q: Int, _ size: Int
  ) {
    let entry = matrix[p * size + q]
    guard entry != 0 else { return }
    let ratio = (matrix[q * size + q] - matrix[p * size + p]) / (2 * entry)
    let tangent = (ratio >= 0 ? 1.0 : -1.0) / (abs(ratio) + (ratio * ratio + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    func turn(_ values: inout [Double], _ first: Int, _ second: Int) {
      let (a, b) = (values[first], values[second])
      values[first] = cosine * a - sine * b
      values[second] = sine * a + cosine * b
    }
    for k in 0..<size { turn(&matrix, k * size + p, k * size + q) }
    for k in 0..<size { turn(&matrix, p * size + k, q * size + k) }
    for k in 0..<size { turn(&vectors, k * size + p, k * size + q) }
  }
}
