import Foundation
import Testing
import TextCore

@Suite struct PorterStemmerTests {
  /// Words and their stems by the `english` stemmer of PyPI's snowballstemmer 3.1.1.
  static func fixture() throws -> [(word: String, stem: String)] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/porter2-english.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1]))
    }
  }

  @Test("every word of the fixture has the stem that Snowball gives it")
  func equalsSnowball() throws {
    let words = try Self.fixture()
    #expect(words.count > 400)
    let stemmer = PorterStemmer()
    for (word, stem) in words {
      #expect(stemmer.stem(word) == stem, "\(word)")
    }
  }

  @Test("any bytes have a stem")
  func survivesAnyBytes() {
    for seed in UInt64(0)..<500 {
      var random = SplitMix64(seed: seed)
      let length = Int.random(in: 0..<12, using: &random)
      let word = (0..<length).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      #expect(PorterStemmer().stem(word).count <= word.count + 1, "seed \(seed)")
    }
  }
}
