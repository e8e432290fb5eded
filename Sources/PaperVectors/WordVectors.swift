import TextCore

/// Where words lie in a latent space: words of like use lie in like directions.
///
/// A row's length is the weight of its word, high for rare ones, so that a text lies at the plain
/// sum of its words' rows.
public struct WordVectors: Sendable, Equatable {
  /// What the vectors were made from and how, for people.
  public let origin: String
  /// The words, sorted.
  public let words: Vocabulary
  /// The vector of each word.
  public let rows: QuantizedRows

  /// Creates vectors, one a word.
  public init(origin: String, words: Vocabulary, rows: QuantizedRows) {
    precondition(words.count == rows.count, "every word needs a vector")
    self.origin = origin
    self.words = words
    self.rows = rows
  }

  /// How texts are cut into the words of a table.
  static let analyzer = TermAnalyzer(form: .word)

  /// The dimension of the space.
  public var dimension: Int { rows.dimension }
}
