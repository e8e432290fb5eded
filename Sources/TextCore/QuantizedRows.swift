import CKernels

/// Vectors of one dimension, each number a byte from -127 to 127 times a scale of its vector.
///
/// Products are summed as whole numbers, so that they are the same on every processor and for
/// every order.
public struct QuantizedRows: Sendable, Equatable {
  /// Bytes a row: the dimension, rounded up to whole blocks of the kernels and filled with 0.
  public let stride: Int
  /// The dimension of the vectors.
  public let dimension: Int
  /// The rows, one behind another.
  public private(set) var bytes: [Int8] = []
  /// What the bytes of each row are to be multiplied by.
  public private(set) var scales: [Float] = []

  /// Creates rows of a dimension from 1 to 65,536, none yet.
  public init(dimension: Int) {
    precondition((1...65_536).contains(dimension), "a dimension lies in 1...65536")
    self.dimension = dimension
    stride = (dimension + 63) / 64 * 64
  }

  /// Creates rows from bytes as stored, `dimension` a row, with a scale each.
  package init(dimension: Int, packed: ArraySlice<UInt8>, scales: [Float]) {
    self.init(dimension: dimension)
    precondition(packed.count == scales.count * dimension, "every row needs all its bytes")
    bytes.reserveCapacity(scales.count * stride)
    for row in scales.indices {
      let start = packed.startIndex + row * dimension
      // -128 has no opposite; the kernels count on none.
      for byte in packed[start..<(start + dimension)] {
        bytes.append(max(Int8(bitPattern: byte), -127))
      }
      bytes.append(contentsOf: repeatElement(0, count: stride - dimension))
    }
    self.scales = scales
  }

  /// The number of rows.
  public var count: Int { scales.count }

  /// Makes room for a number of rows.
  package mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count * stride)
    scales.reserveCapacity(count)
  }

  /// Appends a vector, rounded to 127 steps of its largest number; one of zeros gets scale 0.
  public mutating func append(_ vector: some RandomAccessCollection<Float>) {
    precondition(vector.count == dimension, "a vector has the dimension of the others")
    let largest = vector.reduce(0) { max($0, abs($1)) }
    let scale = largest.isFinite && largest >= .leastNormalMagnitude ? largest / 127 : 0
    for number in vector {
      bytes.append(scale > 0 ? Int8((number / scale).rounded(.toNearestOrAwayFromZero)) : 0)
    }
    bytes.append(contentsOf: repeatElement(0, count: stride - dimension))
    scales.append(scale)
  }

  /// Appends all rows of others of the same dimension.
  package mutating func append(contentsOf other: QuantizedRows) {
    precondition(other.dimension == dimension, "rows have one dimension")
    bytes.append(contentsOf: other.bytes)
    scales.append(contentsOf: other.scales)
  }

  /// Appends one row of others of the same dimension.
  package mutating func append(_ other: QuantizedRows, _ row: Int) {
    precondition(other.dimension == dimension, "rows have one dimension")
    bytes.append(contentsOf: other.bytes[(row * stride)..<((row + 1) * stride)])
    scales.append(other.scales[row])
  }

  /// A number of a row, as rounding left it.
  func value(_ row: Int, _ place: Int) -> Float {
    scales[row] * Float(bytes[row * stride + place])
  }

  /// The sum of products of the bytes of two rows.
  package func product(_ row: Int, of other: QuantizedRows, _ otherRow: Int) -> Int32 {
    precondition(other.stride == stride, "rows have one dimension")
    var sum: Int32 = 0
    withRow(row) { left in
      other.withRow(otherRow) { pg_dot_bytes(left, $0, 1, stride, &sum) }
    }
    return sum
  }

  package func withRow<Result>(_ row: Int, _ body: (UnsafePointer<Int8>) -> Result) -> Result {
    precondition(row >= 0 && row < count, "no such row")
    return bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { preconditionFailure("a row has bytes") }
      return body(start + row * stride)
    }
  }
}
