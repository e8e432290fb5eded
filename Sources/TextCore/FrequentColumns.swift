/// The columns that many rows have, as rows of bytes.
///
/// Most products of a join fall into few columns; to multiply those of every pair of rows as bytes,
/// zeros and all, takes less time than to follow the entries of each.
struct FrequentColumns: Sendable {
  /// The least share of rows whose entries cost as much to follow as all bytes of a column.
  private static let share = 1.0 / 12
  /// More columns than these would take more memory than the matrix.
  private static let limit = 4096

  /// For each column of the matrix whether it is frequent.
  let contains: [Bool]
  /// The weights in the frequent columns; nil if there are none.
  let rows: ByteRows?
  /// For each row how long the difference is that rounding made.
  private let errors: [Double]
  private let largestError: Double
  /// The greatest length of a row of the matrix.
  private let maximumLength: Double

  init(_ matrix: SparseMatrix) {
    var frequencies = [Int](repeating: 0, count: matrix.columnCount)
    for column in matrix.columns { frequencies[Int(column)] += 1 }
    let least = Double(matrix.rowCount) * Self.share
    let columns = frequencies.indices.filter { Double(frequencies[$0]) >= least }
      .sorted { (frequencies[$1], $0) < (frequencies[$0], $1) }.prefix(Self.limit)
    var contains = [Bool](repeating: false, count: matrix.columnCount)
    var places = [Int](repeating: 0, count: matrix.columnCount)
    for (place, column) in columns.enumerated() {
      contains[column] = true
      places[column] = place
    }
    var rows = QuantizedRows(dimension: max(columns.count, 1))
    rows.reserveCapacity(matrix.rowCount)
    var errors: [Double] = []
    errors.reserveCapacity(matrix.rowCount)
    var longest = 0.0
    var weights = [Float](repeating: 0, count: rows.dimension)
    for row in 0..<matrix.rowCount {
      let entries = matrix.offsets[row]..<matrix.offsets[row + 1]
      for entry in entries where contains[Int(matrix.columns[entry])] {
        weights[places[Int(matrix.columns[entry])]] = matrix.values[entry]
      }
      rows.append(weights)
      var squares = 0.0
      var differences = 0.0
      for entry in entries {
        let column = Int(matrix.columns[entry])
        let weight = Double(matrix.values[entry])
        squares += weight * weight
        guard contains[column] else { continue }
        let difference = weight - Double(rows.value(row, places[column]))
        differences += difference * difference
        weights[places[column]] = 0
      }
      errors.append(differences.squareRoot())
      longest = max(longest, squares)
    }
    self.contains = contains
    self.rows = columns.isEmpty ? nil : ByteRows(rows, factors: rows.scales, weight: 1)
    self.errors = errors
    largestError = errors.max() ?? 0
    maximumLength = longest.squareRoot()
  }

  /// A vector without the frequent columns.
  func others(of vector: SparseVector) -> SparseVector {
    let kept = vector.columns.indices.filter { !contains[Int(vector.columns[$0])] }
    return SparseVector(
      columns: kept.map { vector.columns[$0] }, values: kept.map { vector.values[$0] })
  }

  /// How far the sum of products of a row with any other may be off: by rounding to bytes, and by
  /// adding up in single precision.
  ///
  /// For rows a and b with differences d and e, a·b − (a−d)·(b−e) = d·b + (a−d)·e, which
  /// Cauchy and Schwarz bound.
  func margin(ofRow row: Int, length: Double) -> Double {
    let rounding = errors[row] * maximumLength + (length + errors[row]) * largestError
    return rounding + (length + errors[row]) * (maximumLength + largestError) * 2e-5
  }
}
