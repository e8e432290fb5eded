import PaperVectors
import TextCore

extension SentenceEncoder {
  /// The name of the part of a score that the encoder makes.
  public static let spaceName = "encoder"
  /// What the cosine of encoded texts is multiplied by beside words and word vectors.
  ///
  /// As measured for all-MiniLM-L6-v2 on judged papers.
  public static let spaceWeight = 4.0

  /// Encoded texts as a space to compare papers in.
  ///
  /// - Parameter numbers: The numbers of `encode(_:threads:progress:)` or a cache, row by row.
  /// - Returns: A space of one row a text, rounded to bytes.
  public func space(of numbers: [Float]) -> FusedIndex.Space {
    FusedIndex.Space(
      name: Self.spaceName, weight: Self.spaceWeight, vectors: documentVectors(numbers))
  }

  /// Encoded texts as rows of bytes, with a scale each.
  ///
  /// - Parameter numbers: The numbers of `encode(_:threads:progress:)` or a cache, row by row.
  /// - Returns: One row a text.
  public func documentVectors(_ numbers: [Float]) -> DocumentVectors {
    precondition(numbers.count.isMultiple(of: dimension), "every text has all its numbers")
    var rows = QuantizedRows(dimension: dimension)
    for start in stride(from: 0, to: numbers.count, by: dimension) {
      rows.append(numbers[start..<start + dimension])
    }
    return DocumentVectors(rows: rows)
  }
}
