import TextCore

/// Makes word vectors from the texts of a field.
///
/// Truncated singular value decomposition of the texts' tf-idf weights gives the start: words that
/// stand in the same texts lie together. Contrastive training then moves them until one half of a
/// text's sentences finds the other among those of many texts.
///
/// Equal texts, options and seed give equal vectors on processors of one kind, on any number of
/// threads.
public struct VectorTraining: Sendable {
  /// What may be chosen.
  public struct Options: Sendable, Hashable {
    /// The dimension of the space.
    public var dimension = 190
    /// In how many texts a word must occur.
    public var minimumDocumentFrequency = 5
    /// How many words to keep at most, the commonest first.
    public var maximumWordCount = 42_000
    /// How often training goes over all texts; 0 leaves the decomposition as it is.
    public var epochs = 4
    /// How many texts must be told apart at a time.
    public var batchSize = 2048
    /// What cosines are divided by before they compete.
    public var temperature = 0.1
    /// The length of a first step; steps shrink evenly to 0.
    public var learningRate = 2e-3
    /// What the random numbers start from.
    public var seed: UInt64 = 1

    /// Creates the options that the shipped table was trained with.
    public init() {}
  }

  /// Why no vectors can be made.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// Fewer texts with words of the table than training can tell apart.
    case tooFewTexts(Int)

    /// What is wrong, in a line.
    public var description: String {
      switch self {
      case .tooFewTexts(let count):
        "training needs two texts or more with words that recur, found \(count)"
      }
    }
  }

  /// How far training has come.
  public enum Progress: Sendable, Hashable {
    /// The vocabulary stands.
    case read(texts: Int, words: Int)
    /// The decomposition is done.
    case decomposed
    /// An epoch is over, with the mean loss of its batches.
    case trained(epoch: Int, loss: Double)
  }

  /// What was chosen.
  public let options: Options
  /// How many threads work at a time.
  public let threads: Int

  /// Creates a training; options out of their range are a programmer error.
  public init(options: Options = Options(), threads: Int) {
    precondition(threads >= 1, "work needs a thread")
    precondition((1...1024).contains(options.dimension), "a dimension lies in 1...1024")
    precondition(options.minimumDocumentFrequency >= 1, "a word occurs in a text or more")
    precondition(options.maximumWordCount >= 1, "a table has a word or more")
    precondition(options.epochs >= 0 && options.batchSize >= 2, "a batch has two texts or more")
    precondition(options.temperature >= 0.02, "the temperature is 0.02 or more")
    precondition(options.learningRate > 0, "a step has a length")
    self.options = options
    self.threads = threads
  }

  /// Trains vectors.
  ///
  /// - Parameters:
  ///   - documents: The texts.
  ///   - origin: What the texts are, to be kept with the vectors.
  ///   - report: Called as the training comes along.
  /// - Returns: The vectors.
  /// - Throws: `Failure` when there is too little text.
  /// - Complexity: Time in epochs · texts · (words a text + batch size) · dimension; memory for
  ///   the words of all texts, and texts · dimension numbers.
  public func train(
    _ documents: [TextDocument], origin: String, report: (Progress) -> Void = { _ in }
  ) async throws(Failure) -> WordVectors {
    let texts = await TrainingTexts(documents, options: options, threads: threads)
    report(.read(texts: texts.count, words: texts.words.count))
    let whole = await texts.wholeTexts(threads: threads)
    let usable = (0..<whole.rowCount).count { whole.offsets[$0] < whole.offsets[$0 + 1] }
    guard usable >= 2 else { throw .tooFewTexts(usable) }
    let vectors = await TruncatedSVD.columnVectors(
      of: whole, dimension: options.dimension, seed: options.seed, threads: threads)
    Self.scale(vectors)
    report(.decomposed)
    await contrast(vectors, texts, report: report)
    return WordVectors(origin: origin, words: texts.words, rows: Self.weighted(vectors, texts))
  }

  /// Brings rows to a root mean square length of 0.3, where steps of the usual size fit.
  private static func scale(_ vectors: DenseMatrix) {
    let count = vectors.rowCount * vectors.columnCount
    var squares = 0.0
    for index in 0..<count { squares += Double(vectors.values[index] * vectors.values[index]) }
    guard squares > 0 else { return }
    let factor = Float(0.3 / (squares / Double(vectors.rowCount)).squareRoot())
    for index in 0..<count { vectors.values[index] *= factor }
  }

  private func contrast(
    _ vectors: DenseMatrix, _ texts: TrainingTexts, report: (Progress) -> Void
  ) async {
    let optimizer = AdamOptimizer(vectors)
    var random = SplitMix64(seed: options.seed)
    var step: ContrastiveStep?
    for epoch in 0..<options.epochs {
      let halves = await texts.halves(seed: random.next(), threads: threads)
      let usable = (0..<texts.count).filter {
        halves.left.offsets[$0] < halves.left.offsets[$0 + 1]
          && halves.right.offsets[$0] < halves.right.offsets[$0 + 1]
      }.shuffled(using: &random)
      let size = min(options.batchSize, usable.count)
      guard size >= 2 else { return }
      let batches = usable.count / size
      let current =
        step
        ?? ContrastiveStep(
          size: size, dimension: options.dimension, temperature: Float(options.temperature),
          threads: threads)
      step = current
      var loss = 0.0
      for batch in 0..<batches {
        let done = Double(epoch * batches + batch) / Double(options.epochs * batches)
        optimizer.begin(rate: Float(options.learningRate * (1 - done)))
        loss += await current.run(
          halves, batch: Array(usable[(batch * size)..<((batch + 1) * size)]), vectors: vectors
        ) { optimizer.move($0, against: $1) }
      }
      report(.trained(epoch: epoch + 1, loss: loss / Double(batches)))
    }
  }

  /// The rows as the table keeps them, each times the weight of its word.
  private static func weighted(_ vectors: DenseMatrix, _ texts: TrainingTexts) -> QuantizedRows {
    var rows = QuantizedRows(dimension: vectors.columnCount)
    for word in 0..<vectors.rowCount {
      rows.append(vectors.numbers(ofRow: word).map { $0 * texts.weights[word] })
    }
    return rows
  }
}
