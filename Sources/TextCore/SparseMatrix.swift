/// A row of weights by column, ascending; every column beside them is 0.
public struct SparseVector: Sendable, Hashable {
  /// The columns, ascending and distinct.
  public let columns: [UInt32]
  /// The weight of each column.
  public let values: [Float]

  /// Creates a vector from ascending columns and as many weights.
  public init(columns: [UInt32], values: [Float]) {
    precondition(columns.count == values.count, "a column needs one weight")
    precondition(
      zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 }, "columns must ascend")
    self.columns = columns
    self.values = values
  }

  /// The square root of the sum of the squared weights.
  package var length: Double {
    values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  /// The vector scaled to length 1; a zero vector stays as it is.
  public func normalized() -> SparseVector {
    let length = length
    guard length > 0 else { return self }
    let scale = 1 / length
    return SparseVector(columns: columns, values: values.map { Float(Double($0) * scale) })
  }

  /// The sum of several vectors, such as the seeds of one query.
  public static func sum(_ vectors: [SparseVector]) -> SparseVector {
    var weights: [UInt32: Double] = [:]
    for vector in vectors {
      for (column, value) in zip(vector.columns, vector.values) {
        weights[column, default: 0] += Double(value)
      }
    }
    let columns = weights.keys.sorted()
    return SparseVector(columns: columns, values: columns.map { Float(weights[$0] ?? 0) })
  }
}

/// Rows of weights in one block (compressed sparse rows).
public struct SparseMatrix: Sendable, Equatable {
  /// Where each row begins in `columns` and `values`, and the end of the last.
  public let offsets: [Int]
  /// The columns of all rows, ascending and distinct within a row.
  public let columns: [UInt32]
  /// The weight at each column.
  public let values: [Float]
  /// The number of columns, above every column that occurs.
  public let columnCount: Int

  /// Creates a matrix from its parts; parts that do not fit are a programmer error.
  public init(offsets: [Int], columns: [UInt32], values: [Float], columnCount: Int) {
    precondition(offsets.first == 0 && offsets.last == columns.count, "offsets must span all")
    precondition(columns.count == values.count, "a column needs one weight")
    precondition(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }, "offsets must ascend")
    precondition(columns.allSatisfy { Int($0) < columnCount }, "a column is out of range")
    self.offsets = offsets
    self.columns = columns
    self.values = values
    self.columnCount = columnCount
  }

  /// Creates a matrix from rows.
  public init(rows: [SparseVector], columnCount: Int) {
    self.init(
      rows: rows, nonZeroCount: rows.reduce(0) { $0 + $1.columns.count }, columnCount: columnCount)
  }

  /// Creates a matrix from rows that are looked at once, with at most some weights in all.
  init(rows: some Collection<SparseVector>, nonZeroCount: Int, columnCount: Int) {
    var offsets = [0]
    var columns: [UInt32] = []
    var values: [Float] = []
    offsets.reserveCapacity(rows.count + 1)
    columns.reserveCapacity(nonZeroCount)
    values.reserveCapacity(nonZeroCount)
    for row in rows {
      columns.append(contentsOf: row.columns)
      values.append(contentsOf: row.values)
      offsets.append(columns.count)
    }
    self.init(offsets: offsets, columns: columns, values: values, columnCount: columnCount)
  }

  /// Joins matrices of as many columns, one below the other; each is let go when it was taken.
  init(concatenating parts: consuming [SparseMatrix], columnCount: Int) {
    var offsets = [0]
    var columns: [UInt32] = []
    var values: [Float] = []
    offsets.reserveCapacity(parts.reduce(1) { $0 + $1.rowCount })
    columns.reserveCapacity(parts.reduce(0) { $0 + $1.nonZeroCount })
    values.reserveCapacity(columns.capacity)
    parts.reverse()
    while let part = parts.popLast() {
      offsets.append(contentsOf: part.offsets.dropFirst().lazy.map { columns.count + $0 })
      columns.append(contentsOf: part.columns)
      values.append(contentsOf: part.values)
    }
    self.init(offsets: offsets, columns: columns, values: values, columnCount: columnCount)
  }

  /// The number of rows.
  public var rowCount: Int { offsets.count - 1 }
  /// The number of stored weights.
  public var nonZeroCount: Int { columns.count }

  /// A copy of one row.
  public subscript(row: Int) -> SparseVector {
    let range = offsets[row]..<offsets[row + 1]
    return SparseVector(columns: Array(columns[range]), values: Array(values[range]))
  }

  /// The sum of products of two rows, each in column order in double precision.
  ///
  /// The same for (a, b) and (b, a). Takes time linear in both rows.
  public func dotProduct(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    forEachShared(a, b) { _, product in sum += product }
    return sum
  }

  /// The sum of products of a row with weights by column, equal to that of two rows.
  func dotProduct(_ row: Int, weights: UnsafePointer<Float>) -> Double {
    var sum = 0.0
    for entry in offsets[row]..<offsets[row + 1] {
      sum += Double(values[entry]) * Double(weights[Int(columns[entry])])
    }
    return sum
  }

  /// Calls `body` with each column that both rows have and the product of its weights, in order.
  func forEachShared(_ a: Int, _ b: Int, _ body: (UInt32, Double) -> Void) {
    var left = offsets[a]
    var right = offsets[b]
    while left < offsets[a + 1], right < offsets[b + 1] {
      if columns[left] == columns[right] {
        body(columns[left], Double(values[left]) * Double(values[right]))
        left += 1
        right += 1
      } else if columns[left] < columns[right] {
        left += 1
      } else {
        right += 1
      }
    }
  }
}
