/// Rows of bytes whose products are a part of scores: a latent space, or the frequent columns.
///
/// The part of rows a and b is the product of their bytes times both their factors and the weight.
package struct ByteRows: Sendable {
  package let rows: QuantizedRows
  /// One for each row.
  package let factors: [Float]
  package let weight: Float

  package init(_ rows: QuantizedRows, factors: [Float], weight: Float) {
    precondition(rows.count == factors.count, "a row has one factor")
    self.rows = rows
    self.factors = factors
    self.weight = weight
  }
}
