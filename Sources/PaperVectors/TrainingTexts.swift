import RealModule
import TextCore

/// A corpus as training sees it: for each text its sentences as numbers of words.
struct TrainingTexts: Sendable {
  /// The words of the table, sorted.
  let words: Vocabulary
  /// For each word, 1 + ln((1 + N) / (1 + n)) for N texts of which n hold it.
  let weights: [Float]
  /// The words of all sentences, one behind another.
  private let numbers: [Int32]
  /// Where each sentence begins in `numbers`, and the end of the last.
  private let sentences: [Int]
  /// Where each text begins in `sentences`, and the end of the last.
  private let texts: [Int]

  init(_ documents: [TextDocument], options: VectorTraining.Options, threads: Int) async {
    let index = await TextIndex(documents, analyzer: WordVectors.analyzer, threads: threads)
    let statistics = index.statistics
    let total = Double(documents.count)
    // The commonest words first; the table keeps as many as it may.
    let kept = statistics.documentFrequencies.indices
      .filter { statistics.documentFrequencies[$0] >= options.minimumDocumentFrequency }
      .sorted {
        let (a, b) = (statistics.documentFrequencies[$0], statistics.documentFrequencies[$1])
        return a != b ? a > b : $0 < $1
      }
      .prefix(options.maximumWordCount).sorted()
    let words = Vocabulary(kept.map { statistics.terms[$0] })
    self.words = words
    weights = kept.map { term in
      Float(1 + Double.log((1 + total) / (1 + Double(statistics.documentFrequencies[term]))))
    }
    let pieces = Parallel.ranges(documents.count, pieces: 32)
    let parts = await Parallel.map(pieces.count, threads: threads) {
      Self.read(documents[pieces[$0]], words: words)
    }
    var numbers: [Int32] = []
    var sentences = [0]
    var texts = [0]
    for text in parts.joined() {
      for sentence in text {
        numbers += sentence
        sentences.append(numbers.count)
      }
      texts.append(sentences.count - 1)
    }
    self.numbers = numbers
    self.sentences = sentences
    self.texts = texts
  }

  private static func read(_ documents: ArraySlice<TextDocument>, words: Vocabulary) -> [[[Int32]]]
  {
    var counter = WordCounter(words: words)
    let scanner = SentenceScanner()
    return documents.map { document in
      var abstract = document.abstract
      let parts = abstract.withUTF8 { bytes in
        scanner.sentences(in: document.abstract).map {
          String(decoding: bytes[$0], as: UTF8.self)
        }
      }
      return ([document.title] + parts).map { counter.numbers(in: $0) }.filter { !$0.isEmpty }
    }
  }

  /// The number of texts.
  var count: Int { texts.count - 1 }

  /// The weights of the words of each whole text, every row of length 1 or empty.
  func wholeTexts(threads: Int) async -> SparseMatrix {
    await matrix(threads: threads) { text in
      Array(sentences[texts[text]]..<sentences[texts[text + 1]])
    }
  }

  /// The weights of two random halves of each text's sentences, in two matrices.
  func halves(seed: UInt64, threads: Int) async -> (left: SparseMatrix, right: SparseMatrix) {
    func half(_ side: Int) -> @Sendable (Int) -> [Int] {
      { text in
        var random = SplitMix64(seed: seed &+ UInt64(text) &* 0x9e37_79b9)
        let shuffled = (texts[text]..<texts[text + 1]).shuffled(using: &random)
        return shuffled.enumerated().filter { $0.offset % 2 == side }.flatMap {
          Array(sentences[$0.element]..<sentences[$0.element + 1])
        }
      }
    }
    return (
      await matrix(threads: threads, places: half(0)),
      await matrix(threads: threads, places: half(1))
    )
  }

  /// One row a text, of the words at `places` of it.
  private func matrix(
    threads: Int, places: @escaping @Sendable (Int) -> [Int]
  ) async -> SparseMatrix {
    let pieces = Parallel.ranges(count, pieces: 32)
    let rows = await Parallel.map(pieces.count, threads: threads) { piece in
      pieces[piece].map { text in weighted(places(text).map { numbers[$0] }) }
    }
    return SparseMatrix(rows: rows.flatMap { $0 }, columnCount: words.count)
  }

  private func weighted(_ words: [Int32]) -> SparseVector {
    var columns: [UInt32] = []
    var counts: [Float] = []
    for word in words.sorted() {
      if columns.last == UInt32(word) {
        counts[counts.count - 1] += 1
      } else {
        columns.append(UInt32(word))
        counts.append(1)
      }
    }
    let values = zip(columns, counts).map { (1 + Float.log($1)) * weights[Int($0)] }
    return SparseVector(columns: columns, values: values).normalized()
  }
}
