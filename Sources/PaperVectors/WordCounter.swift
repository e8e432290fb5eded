import TextCore

/// Looks up the words of texts in a vocabulary, remembering every word it has met.
struct WordCounter {
  private let words: Vocabulary
  /// The number of each word as written, or -1 for one that the vocabulary has not.
  private var numbers: [Int32] = []
  private var surfaces = Interner()

  init(words: Vocabulary) { self.words = words }

  /// The numbers of the known words of a text, in their order.
  mutating func numbers(in text: String) -> [Int32] {
    var found: [Int32] = []
    var text = text
    text.withUTF8 { bytes in
      WordVectors.analyzer.forEachWord(in: bytes) { word in
        let number = number(of: word)
        if number >= 0 { found.append(number) }
      }
    }
    return found
  }

  /// The known words of texts taken together, ascending, and how often each occurs.
  mutating func counts(in texts: [String]) -> [(word: Int, count: Int)] {
    var found: [Int32] = []
    for text in texts { found += numbers(in: text) }
    found.sort()
    var counts: [(word: Int, count: Int)] = []
    for number in found {
      if let last = counts.last, last.word == Int(number) {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((Int(number), 1))
      }
    }
    return counts
  }

  private mutating func number(of word: Slice<UnsafeBufferPointer<UInt8>>) -> Int32 {
    let surface = surfaces.number(of: UnsafeBufferPointer(rebasing: word))
    if surface == numbers.count {
      let folded = WordVectors.analyzer.term(of: word)
      numbers.append(Int32(folded.flatMap { words.index(of: $0) } ?? -1))
    }
    return numbers[surface]
  }
}
