/// The numbers of a BERT-type encoder.
struct EncoderWeights: Sendable {
  /// A matrix of `outputs × inputs` with a bias.
  struct Linear: Sendable {
    let weights: [Float]
    let bias: [Float]
    let inputs: Int
    let outputs: Int
  }

  /// Scale and shift of a layer normalisation.
  struct Normalization: Sendable {
    let scale: [Float]
    let shift: [Float]
  }

  /// One layer: self-attention, then two dense layers.
  struct Layer: Sendable {
    /// Queries, keys and values side by side.
    let attention: Linear
    let attentionOutput: Linear
    let attentionNormalization: Normalization
    let intermediate: Linear
    let output: Linear
    let outputNormalization: Normalization
  }

  let words: [Float]
  let positions: [Float]
  /// The vector of the first segment; there is no second.
  let segment: [Float]
  let normalization: Normalization
  let layers: [Layer]

  /// Reads `model.safetensors`, whose tensors may be named with or without a leading `bert.`.
  init(directory: String, _ configuration: EncoderConfiguration) throws(EncoderError) {
    let reader = Reader(tensors: try SafeTensors(path: directory + "/model.safetensors"))
    let hidden = configuration.hiddenSize
    words = try reader.tensor(
      "embeddings.word_embeddings.weight", [configuration.vocabularySize, hidden])
    positions = try reader.tensor(
      "embeddings.position_embeddings.weight", [configuration.positionCount, hidden])
    segment = try Array(
      reader.tensor("embeddings.token_type_embeddings.weight", [2, hidden]).prefix(hidden))
    normalization = try reader.normalization("embeddings.LayerNorm", hidden)
    var layers: [Layer] = []
    for index in 0..<configuration.layerCount {
      layers.append(try Layer(reader, "encoder.layer.\(index).", configuration))
    }
    self.layers = layers
  }

  fileprivate struct Reader {
    let tensors: SafeTensors

    func tensor(_ name: String, _ shape: [Int]) throws(EncoderError) -> [Float] {
      let name = tensors.contains("bert." + name) ? "bert." + name : name
      return try tensors.tensor(name, shape: shape)
    }

    func linear(_ name: String, from inputs: Int, to outputs: Int) throws(EncoderError) -> Linear {
      Linear(
        weights: try tensor(name + ".weight", [outputs, inputs]),
        bias: try tensor(name + ".bias", [outputs]), inputs: inputs, outputs: outputs)
    }

    func normalization(_ name: String, _ size: Int) throws(EncoderError) -> Normalization {
      Normalization(
        scale: try tensor(name + ".weight", [size]), shift: try tensor(name + ".bias", [size]))
    }
  }
}

extension EncoderWeights.Layer {
  fileprivate init(
    _ reader: EncoderWeights.Reader, _ prefix: String, _ configuration: EncoderConfiguration
  ) throws(EncoderError) {
    let hidden = configuration.hiddenSize
    let wide = configuration.intermediateSize
    let query = try reader.linear(prefix + "attention.self.query", from: hidden, to: hidden)
    let key = try reader.linear(prefix + "attention.self.key", from: hidden, to: hidden)
    let value = try reader.linear(prefix + "attention.self.value", from: hidden, to: hidden)
    attention = EncoderWeights.Linear(
      weights: query.weights + key.weights + value.weights,
      bias: query.bias + key.bias + value.bias, inputs: hidden, outputs: 3 * hidden)
    attentionOutput = try reader.linear(
      prefix + "attention.output.dense", from: hidden, to: hidden)
    attentionNormalization = try reader.normalization(
      prefix + "attention.output.LayerNorm", hidden)
    intermediate = try reader.linear(prefix + "intermediate.dense", from: hidden, to: wide)
    output = try reader.linear(prefix + "output.dense", from: wide, to: hidden)
    outputNormalization = try reader.normalization(prefix + "output.LayerNorm", hidden)
  }
}
