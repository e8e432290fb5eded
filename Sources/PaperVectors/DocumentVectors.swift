import CKernels
import RealModule
import TextCore

/// Where texts lie in a latent space, as rows of bytes; only directions count.
public struct DocumentVectors: Sendable, Equatable {
  /// The vectors; one of zeros is near nothing.
  public let rows: QuantizedRows
  /// One over the length of each row's bytes, or 0.
  let inverseLengths: [Double]

  /// Takes rows as the vectors of texts.
  public init(rows: QuantizedRows) {
    self.rows = rows
    inverseLengths = (0..<rows.count).map { row in
      let squares = rows.product(row, of: rows, row)
      return squares > 0 ? 1 / Double(squares).squareRoot() : 0
    }
  }

  /// Places texts by the words they hold.
  ///
  /// A text lies at the sum over its words of (1 + ln f) times the word's row, f being how often
  /// it occurs; words that the table has not are left out.
  ///
  /// - Parameters:
  ///   - documents: The texts.
  ///   - words: The table.
  ///   - threads: How many threads work at a time; the result does not depend on it.
  /// - Complexity: Time linear in the text and in its words times the dimension; memory of one
  ///   byte a dimension and text.
  public init(_ documents: [TextDocument], words: WordVectors, threads: Int) async {
    let pieces = Parallel.ranges(documents.count, pieces: threads == 1 ? 1 : threads * 4)
    let parts = await Parallel.map(pieces.count, threads: threads) {
      Self.rows(of: documents[pieces[$0]], words: words)
    }
    var rows = QuantizedRows(dimension: words.dimension)
    rows.reserveCapacity(documents.count)
    for part in parts { rows.append(contentsOf: part) }
    self.init(rows: rows)
  }

  private static func rows(
    of documents: ArraySlice<TextDocument>, words: WordVectors
  ) -> QuantizedRows {
    var counter = WordCounter(words: words.words)
    var rows = QuantizedRows(dimension: words.dimension)
    rows.reserveCapacity(documents.count)
    var sum = [Float](repeating: 0, count: words.dimension)
    for document in documents {
      for index in sum.indices { sum[index] = 0 }
      for (word, count) in counter.counts(in: [document.title, document.abstract]) {
        let weight = (1 + Float.log(Float(count))) * words.rows.scales[word]
        words.rows.withRow(word) { bytes in
          for index in 0..<words.dimension { sum[index] += weight * Float(bytes[index]) }
        }
      }
      rows.append(sum)
    }
    return rows
  }

  /// The number of texts.
  public var count: Int { rows.count }

  /// The cosine of two texts, from -1 to 1; 0 if either has no direction.
  ///
  /// - Parameters:
  ///   - row: A text.
  ///   - other: Vectors of the same dimension.
  ///   - otherRow: A text among `other`.
  /// - Returns: The same for either order and on every processor.
  public func cosine(_ row: Int, of other: DocumentVectors, _ otherRow: Int) -> Double {
    Double(rows.product(row, of: other.rows, otherRow))
      * (inverseLengths[row] * other.inverseLengths[otherRow])
  }

  /// The cosine of two of the texts, as in ``cosine(_:of:_:)``.
  public func cosine(_ row: Int, _ otherRow: Int) -> Double { cosine(row, of: self, otherRow) }

  /// The vectors of some of the texts, in their order.
  public func selecting(_ selected: [Int]) -> DocumentVectors {
    var chosen = QuantizedRows(dimension: rows.dimension)
    for row in selected { chosen.append(rows, row) }
    return DocumentVectors(rows: chosen)
  }
}
