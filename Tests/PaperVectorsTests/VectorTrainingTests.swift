import Testing
import TextCore

@testable import PaperVectors

@Suite struct VectorTrainingTests {
  /// Texts of several topics, each of sentences of its own topic's words and common ones.
  static func corpus(topics: Int, count: Int, seed: UInt64) -> [TextDocument] {
    var random = SplitMix64(seed: seed)
    func word(_ kind: String, _ limit: Int) -> String {
      kind + "x" + String(Int.random(in: 0..<limit, using: &random))
    }
    return (0..<count).map { number in
      let topic = ["alpha", "beta", "gamma", "delta"][number % topics]
      let sentences = (0..<4).map { _ in
        "The " + (0..<4).map { _ in word(topic, 30) }.joined(separator: " ") + " "
          + (0..<4).map { _ in word("common", 40) }.joined(separator: " ") + "."
      }
      return TextDocument(
        title: word(topic, 30) + " " + word("common", 40),
        abstract: sentences.map { $0 }.joined(separator: " "))
    }
  }

  static var options: VectorTraining.Options {
    var options = VectorTraining.Options()
    options.dimension = 8
    options.minimumDocumentFrequency = 2
    options.epochs = 2
    options.batchSize = 64
    options.learningRate = 1e-2
    return options
  }

  private static func randomRows(_ rows: Int, _ columns: Int, seed: UInt64) -> SparseMatrix {
    var random = SplitMix64(seed: seed)
    return SparseMatrix(
      rows: (0..<rows).map { _ in
        let chosen = (0..<columns).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        return SparseVector(
          columns: chosen.map { UInt32($0) },
          values: chosen.map { _ in Float.random(in: 0.1...1, using: &random) })
      }, columnCount: columns)
  }

  @Test("the gradient of the training is the slope of its loss")
  func gradient() async {
    let (count, columns, dimension) = (6, 9, 5)
    let halves = (
      left: Self.randomRows(count, columns, seed: 1),
      right: Self.randomRows(count, columns, seed: 2)
    )
    var random = SplitMix64(seed: 3)
    let vectors = DenseMatrix(rows: columns, columns: dimension)
    for index in 0..<(columns * dimension) {
      vectors.values[index] = Float.random(in: -1...1, using: &random)
    }
    let step = ContrastiveStep(size: count, dimension: dimension, temperature: 0.3, threads: 2)
    let gradients = DenseMatrix(rows: columns, columns: dimension)
    let batch = Array(0..<count)
    _ = await step.run(halves, batch: batch, vectors: vectors) { word, gradient in
      gradients.row(word).update(from: gradient, count: dimension)
    }
    let width: Float = 1e-2
    for index in 0..<(columns * dimension) {
      let value = vectors.values[index]
      vectors.values[index] = value + width
      let above = await step.run(halves, batch: batch, vectors: vectors) { _, _ in }
      vectors.values[index] = value - width
      let below = await step.run(halves, batch: batch, vectors: vectors) { _, _ in }
      vectors.values[index] = value
      let slope = (above - below) / Double(2 * width)
      let gradient = Double(gradients.values[index])
      #expect(abs(gradient - slope) < 2e-3 + 0.01 * abs(slope), "at \(index)")
    }
  }

  @Test("the decomposition of a small matrix gives back the products of its columns")
  func decomposition() async {
    // Of rank 3, so that one dimension stays empty; V S Vᵀ is the root of its columns' products.
    let rows = (0..<40).map { row in
      let (a, b) = (Float(row % 5 + 1), Float(row % 3))
      return SparseVector(
        columns: [0, 1, 2, 3], values: [a, 2 * a + b, b + 0.5, a + 1.5 * b + 0.25])
    }
    let matrix = SparseMatrix(rows: rows, columnCount: 4)
    let vectors = await TruncatedSVD.columnVectors(of: matrix, dimension: 4, seed: 1, threads: 2)
    // (V √S √S Vᵀ)² = V S² Vᵀ = Mᵀ M.
    func root(_ i: Int, _ j: Int) -> Double {
      (0..<4).reduce(0.0) { $0 + Double(vectors.row(i)[$1]) * Double(vectors.row(j)[$1]) }
    }
    for i in 0..<4 {
      for j in 0..<4 {
        let square = (0..<4).reduce(0.0) { $0 + root(i, $1) * root($1, j) }
        let expected = rows.reduce(0.0) { $0 + Double($1.values[i]) * Double($1.values[j]) }
        #expect(abs(square - expected) < 5e-3 * expected)
      }
    }
  }

  @Test("eigenvectors diagonalise a random symmetric matrix")
  func eigenvectors() {
    var random = SplitMix64(seed: 8)
    let size = 12
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let value = Double.random(in: -1...1, using: &random)
        matrix[row * size + column] = value
        matrix[column * size + row] = value
      }
    }
    let (values, vectors) = SymmetricEigenvectors.of(matrix, size: size)
    #expect(values == values.sorted(by: >))
    for column in 0..<size {
      for row in 0..<size {
        let image = (0..<size).reduce(0.0) {
          $0 + matrix[row * size + $1] * vectors[$1 * size + column]
        }
        #expect(abs(image - values[column] * vectors[row * size + column]) < 1e-9)
      }
    }
  }

  @Test("training brings texts of a topic together, and the loss falls")
  func learns() async throws {
    let texts = Self.corpus(topics: 3, count: 240, seed: 5)
    var losses: [Double] = []
    var options = Self.options
    options.epochs = 6
    let words = try await VectorTraining(options: options, threads: 2).train(
      texts, origin: "test"
    ) { if case .trained(_, let loss) = $0 { losses.append(loss) } }
    #expect(losses.count == 6 && losses[5] < losses[0])
    let vectors = await DocumentVectors(
      Self.corpus(topics: 3, count: 60, seed: 6), words: words, threads: 2)
    var within = 0.0
    var across = 0.0
    for a in 0..<60 {
      for b in 0..<a {
        if a % 3 == b % 3 { within += vectors.cosine(a, b) } else { across += vectors.cosine(a, b) }
      }
    }
    #expect(within / 570 > across / 1200 + 0.3)
  }

  @Test("training gives the same bytes for the same seed on 1, 2 and 8 threads")
  func deterministic() async throws {
    let texts = Self.corpus(topics: 2, count: 150, seed: 7)
    let one = try await VectorTraining(options: Self.options, threads: 1)
      .train(texts, origin: "test").fileBytes()
    for threads in [2, 8] {
      let other = try await VectorTraining(options: Self.options, threads: threads)
        .train(texts, origin: "test").fileBytes()
      #expect(other == one)
    }
    var options = Self.options
    options.seed = 2
    let reseeded = try await VectorTraining(options: options, threads: 2)
      .train(texts, origin: "test").fileBytes()
    #expect(reseeded != one)
  }

  @Test("too little text is refused", arguments: [0, 1])
  func tooLittle(count: Int) async {
    let texts = Self.corpus(topics: 1, count: count, seed: 1)
    await #expect(throws: VectorTraining.Failure.tooFewTexts(0)) {
      _ = try await VectorTraining(options: Self.options, threads: 1).train(texts, origin: "")
    }
  }
}
