import CKernels

/// One batch on its way through an encoder.
///
/// The tokens of all texts lie one behind another in one matrix, so that nothing is padded; only
/// attention looks at each text by itself.
struct EncoderPass {
  private let configuration: EncoderConfiguration
  private let weights: EncoderWeights
  private let blas: BLAS
  /// Where each text's tokens begin, and the end of the last.
  private let starts: [Int]
  private let tokenCount: Int

  init(
    _ texts: [[Int32]], configuration: EncoderConfiguration, weights: EncoderWeights, blas: BLAS
  ) {
    self.configuration = configuration
    self.weights = weights
    self.blas = blas
    starts = texts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    tokenCount = starts[starts.count - 1]
  }

  /// The vector of each text, of length 1, one behind another.
  func vectors(_ texts: [[Int32]]) -> [Float] {
    var hidden = embedded(texts)
    for layer in weights.layers {
      let attended = attention(hidden, layer)
      var middle = product(attended, layer.attentionOutput)
      normalize(&middle, adding: hidden, layer.attentionOutput, layer.attentionNormalization)
      var wide = product(middle, layer.intermediate)
      encoder_gelu(&wide, tokenCount, layer.intermediate.outputs, layer.intermediate.bias)
      hidden = product(wide, layer.output)
      normalize(&hidden, adding: middle, layer.output, layer.outputNormalization)
    }
    return pooled(hidden)
  }

  private func embedded(_ texts: [[Int32]]) -> [Float] {
    let size = configuration.hiddenSize
    var sums = [Float](repeating: 0, count: tokenCount * size)
    var places = [Float](repeating: 0, count: tokenCount * size)
    for (text, pieces) in texts.enumerated() {
      for (position, piece) in pieces.enumerated() {
        let row = (starts[text] + position) * size
        for column in 0..<size {
          sums[row + column] = weights.words[Int(piece) * size + column]
          places[row + column] = weights.positions[position * size + column]
        }
      }
    }
    let normalization = weights.normalization
    encoder_add_normalize(
      &sums, places, tokenCount, size, weights.segment, normalization.scale, normalization.shift,
      configuration.normalizationEpsilon)
    return sums
  }

  /// `input · weightsᵀ`, without the bias.
  private func product(_ input: [Float], _ linear: EncoderWeights.Linear) -> [Float] {
    [Float](unsafeUninitializedCapacity: tokenCount * linear.outputs) { result, count in
      count = tokenCount * linear.outputs
      input.withUnsafeBufferPointer { input in
        linear.weights.withUnsafeBufferPointer { weights in
          guard let a = input.baseAddress, let b = weights.baseAddress,
            let out = result.baseAddress
          else { return }
          blas.multiply(
            BLAS.Matrix(base: a, stride: linear.inputs),
            BLAS.Matrix(base: b, stride: linear.inputs), isSecondTransposed: true,
            rows: tokenCount, columns: linear.outputs, inner: linear.inputs, into: out,
            stride: linear.outputs)
        }
      }
    }
  }

  private func normalize(
    _ rows: inout [Float], adding residual: [Float], _ linear: EncoderWeights.Linear,
    _ normalization: EncoderWeights.Normalization
  ) {
    encoder_add_normalize(
      &rows, residual, tokenCount, linear.outputs, linear.bias, normalization.scale,
      normalization.shift, configuration.normalizationEpsilon)
  }

  /// Multi-head self-attention, text by text and head by head.
  private func attention(_ hidden: [Float], _ layer: EncoderWeights.Layer) -> [Float] {
    let size = configuration.hiddenSize
    var joined = product(hidden, layer.attention)
    encoder_add_bias(&joined, tokenCount, 3 * size, layer.attention.bias)
    let longest = zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0
    var scores = [Float](repeating: 0, count: longest * longest)
    return [Float](unsafeUninitializedCapacity: tokenCount * size) { result, count in
      count = tokenCount * size
      joined.withUnsafeBufferPointer { joined in
        scores.withUnsafeMutableBufferPointer { scores in
          guard let joined = joined.baseAddress, let scores = scores.baseAddress,
            let out = result.baseAddress
          else { return }
          for text in 0..<starts.count - 1 {
            for head in 0..<configuration.headCount {
              attend(text, head, joined: joined, scores: scores, into: out)
            }
          }
        }
      }
    }
  }

  private func attend(
    _ text: Int, _ head: Int, joined: UnsafePointer<Float>, scores: UnsafeMutablePointer<Float>,
    into result: UnsafeMutablePointer<Float>
  ) {
    let size = configuration.hiddenSize
    let width = size / configuration.headCount
    let length = starts[text + 1] - starts[text]
    let queries = joined + starts[text] * 3 * size + head * width
    blas.multiply(
      BLAS.Matrix(base: queries, stride: 3 * size),
      BLAS.Matrix(base: queries + size, stride: 3 * size), isSecondTransposed: true,
      rows: length, columns: length, inner: width, scale: 1 / Float(width).squareRoot(),
      into: scores, stride: length)
    encoder_softmax(scores, length, length)
    blas.multiply(
      BLAS.Matrix(base: scores, stride: length),
      BLAS.Matrix(base: queries + 2 * size, stride: 3 * size), isSecondTransposed: false,
      rows: length, columns: width, inner: length,
      into: result + starts[text] * size + head * width, stride: size)
  }

  private func pooled(_ hidden: [Float]) -> [Float] {
    let size = configuration.hiddenSize
    var vectors = [Float](repeating: 0, count: (starts.count - 1) * size)
    for text in 0..<starts.count - 1 {
      let rows =
        starts[text]..<(configuration.pooling == .first ? starts[text] + 1 : starts[text + 1])
      for row in rows {
        for column in 0..<size { vectors[text * size + column] += hidden[row * size + column] }
      }
      // The length is 1 in the end, so a sum serves as a mean.
      var squares = 0.0
      for column in 0..<size {
        squares += Double(vectors[text * size + column]) * Double(vectors[text * size + column])
      }
      guard squares > 0 else { continue }
      let factor = Float(1 / squares.squareRoot())
      for column in 0..<size { vectors[text * size + column] *= factor }
    }
    return vectors
  }
}
