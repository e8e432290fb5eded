import Dispatch
import Synchronization

/// A neural sentence encoder of the BERT type, run on the processor.
///
/// It reads a folder in the layout of sentence-transformers: `config.json`, `tokenizer.json` or
/// `vocab.txt`, `model.safetensors`, and, where they are, `1_Pooling/config.json` and
/// `sentence_bert_config.json`. Matrix products are those of the BLAS on this machine.
///
/// Equal texts give vectors that are equal to about 1e-6 whatever else is encoded beside them; on
/// one machine, the same call gives the same bits on any number of threads.
public struct SentenceEncoder: Sendable {
  /// The number of dimensions of a vector.
  public var dimension: Int { configuration.hiddenSize }
  /// A name for the model's content: equal for equal weights and vocabulary.
  public let fingerprint: ContentHash

  private let configuration: EncoderConfiguration
  private let tokenizer: WordPiece
  private let weights: EncoderWeights
  private let blas: BLAS

  /// How many tokens go through the encoder at a time, but for a longer text.
  private static let batchTokens = 2048

  /// Loads a model.
  ///
  /// - Parameter directory: A folder in the layout of sentence-transformers.
  /// - Throws: What is missing or does not fit.
  /// - Complexity: Time and space linear in the weights.
  public init(directory: String) throws(EncoderError) {
    configuration = try EncoderConfiguration(directory: directory)
    tokenizer = try WordPiece(
      directory: directory, vocabularySize: configuration.vocabularySize)
    weights = try EncoderWeights(directory: directory, configuration)
    blas = try BLAS()
    var hash = ContentHash.Builder()
    hash.add(try ModelFiles.read(directory + "/config.json"))
    hash.add(try ModelFiles.read(directory + "/model.safetensors", mapped: true))
    fingerprint = hash.value
  }

  /// The vectors of texts, each of length 1, one behind another.
  ///
  /// A text longer than the model takes is cut; an empty one has a vector as well.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - threads: How many batches are worked on at a time; 1 or more.
  ///   - progress: Called with the number of texts done since the last call, on any thread.
  /// - Returns: `texts.count × dimension` numbers, row by row.
  /// - Complexity: Linear in the tokens but for attention, which is quadratic in a text's tokens.
  public func encode(
    _ texts: [String], threads: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) -> [Float] {
    precondition(threads >= 1, "work needs a thread")
    let pieces = texts.map { tokenizer.pieces(of: $0, limit: configuration.maximumLength) }
    let batches = Self.batches(pieces)
    let rows = Mutex([Float](repeating: 0, count: texts.count * dimension))
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, max(batches.count, 1))) { _ in
      while true {
        let index = next.withLock { value in
          defer { value += 1 }
          return value
        }
        guard index < batches.count else { return }
        let members = batches[index].map { pieces[$0] }
        let vectors = EncoderPass(
          members, configuration: configuration, weights: weights, blas: blas
        ).vectors(members)
        rows.withLock { rows in
          for (place, text) in batches[index].enumerated() {
            for column in 0..<dimension {
              rows[text * dimension + column] = vectors[place * dimension + column]
            }
          }
        }
        progress?(members.count)
      }
    }
    return rows.withLock { $0 }
  }

  /// Texts of like length together, longest first.
  private static func batches(_ pieces: [[Int32]]) -> [[Int]] {
    var batches: [[Int]] = []
    var tokens = 0
    let order = pieces.indices.sorted {
      (pieces[$1].count, $0) < (pieces[$0].count, $1)
    }
    for text in order {
      if batches.isEmpty || tokens + pieces[text].count > batchTokens {
        batches.append([])
        tokens = 0
      }
      batches[batches.count - 1].append(text)
      tokens += pieces[text].count
    }
    return batches
  }
}
