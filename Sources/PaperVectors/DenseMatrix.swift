import CKernels
import TextCore

/// A block of numbers, row by row, that several threads may fill in disjoint parts.
final class DenseMatrix: @unchecked Sendable {
  let rowCount: Int
  let columnCount: Int
  /// All rows, one behind another.
  let values: UnsafeMutablePointer<Float>

  init(rows: Int, columns: Int) {
    rowCount = rows
    columnCount = columns
    values = .allocate(capacity: max(rows * columns, 1))
    values.initialize(repeating: 0, count: rows * columns)
  }

  deinit { values.deallocate() }

  func row(_ row: Int) -> UnsafeMutablePointer<Float> { values + row * columnCount }

  func numbers(ofRow row: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: self.row(row), count: columnCount)
  }

  /// `self` times `right`.
  func times(_ right: DenseMatrix, into product: DenseMatrix, threads: Int) async {
    await Parallel.forRanges(rowCount, threads: threads) { rows in
      pg_multiply(
        self.row(rows.lowerBound), self.columnCount, 1, right.values, rows.count,
        self.columnCount, right.columnCount, product.row(rows.lowerBound))
    }
  }

  /// The transpose of `self` times `right`.
  func transposedTimes(_ right: DenseMatrix, into product: DenseMatrix, threads: Int) async {
    await Parallel.forRanges(columnCount, threads: threads) { columns in
      pg_multiply(
        self.values + columns.lowerBound, 1, self.columnCount, right.values, columns.count,
        self.rowCount, right.columnCount, product.row(columns.lowerBound))
    }
  }

  func transpose(into transposed: DenseMatrix, threads: Int) async {
    await Parallel.forRanges(columnCount, threads: threads) { columns in
      for row in 0..<self.rowCount {
        for column in columns {
          transposed.values[column * self.rowCount + row] =
            self.values[row * self.columnCount + column]
        }
      }
    }
  }
}

extension Parallel {
  /// Calls `body` with ranges that cut `count` items, in multiples of 64, the same for any number
  /// of threads.
  static func forRanges(
    _ count: Int, threads: Int, _ body: @escaping @Sendable (Range<Int>) -> Void
  ) async {
    let length = max(64, (count / 16 + 63) / 64 * 64)
    _ = await map((count + length - 1) / length, threads: threads) { piece in
      body(piece * length..<min((piece + 1) * length, count))
    }
  }
}

extension SparseMatrix {
  /// `self` times `right`, each sum in column order.
  func times(_ right: DenseMatrix, into product: DenseMatrix, threads: Int) async {
    await Parallel.forRanges(rowCount, threads: threads) { rows in
      for row in rows { self.sum(right, ofRow: row, into: product.row(row)) }
    }
  }

  /// The sum of the rows of `right` at the columns of a row, weighted.
  func sum(_ right: DenseMatrix, ofRow row: Int, into sum: UnsafeMutablePointer<Float>) {
    sum.update(repeating: 0, count: right.columnCount)
    for entry in offsets[row]..<offsets[row + 1] {
      pg_add_row(right.row(Int(columns[entry])), values[entry], right.columnCount, sum)
    }
  }

  /// The matrix with rows and columns exchanged.
  func transposed() -> SparseMatrix {
    var next = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { next[Int(column) + 1] += 1 }
    for column in 0..<columnCount { next[column + 1] += next[column] }
    let starts = next
    var rows = [UInt32](repeating: 0, count: columns.count)
    var weights = [Float](repeating: 0, count: columns.count)
    for row in 0..<rowCount {
      for entry in offsets[row]..<offsets[row + 1] {
        let slot = next[Int(columns[entry])]
        next[Int(columns[entry])] += 1
        rows[slot] = UInt32(row)
        weights[slot] = values[entry]
      }
    }
    return SparseMatrix(offsets: starts, columns: rows, values: weights, columnCount: rowCount)
  }
}
