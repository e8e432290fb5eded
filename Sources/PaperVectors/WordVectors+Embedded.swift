import CWordVectors

extension WordVectors {
  /// The table that ships with the library, for papers of computer science; nil if its bytes are
  /// damaged.
  ///
  /// Read from the program itself at first use.
  public static let embedded: WordVectors? = {
    var count = 0
    guard let start = pg_word_vectors(&count) else { return nil }
    return try? WordVectors(fileBytes: Array(UnsafeBufferPointer(start: start, count: count)))
  }()
}
