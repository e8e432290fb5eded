/// The shape of a BERT-type sentence encoder, as its folder states it.
struct EncoderConfiguration {
  /// How the vectors of a text's tokens become one.
  enum Pooling {
    /// Their mean.
    case mean
    /// That of the first token, `[CLS]`.
    case first
  }

  let hiddenSize: Int
  let layerCount: Int
  let headCount: Int
  let intermediateSize: Int
  let vocabularySize: Int
  let positionCount: Int
  let normalizationEpsilon: Float
  let pooling: Pooling
  /// The most tokens of a text, with `[CLS]` and `[SEP]`.
  let maximumLength: Int

  /// Reads `config.json` and, where they are, `sentence_bert_config.json` and
  /// `1_Pooling/config.json`.
  init(directory: String) throws(EncoderError) {
    let path = directory + "/config.json"
    let model = try ModelFiles.decode(Model.self, from: path)
    guard model.model_type == "bert" else {
      throw .unsupported("its type is \(model.model_type), expected bert")
    }
    guard model.hidden_act ?? "gelu" == "gelu" else {
      throw .unsupported("its activation is \(model.hidden_act ?? ""), expected gelu")
    }
    guard model.position_embedding_type ?? "absolute" == "absolute" else {
      throw .unsupported("its positions are not absolute")
    }
    let sizes = [
      model.hidden_size, model.num_hidden_layers, model.num_attention_heads,
      model.intermediate_size, model.vocab_size, model.max_position_embeddings,
    ]
    guard sizes.allSatisfy({ $0 > 0 && $0 <= 1 << 20 }),
      model.hidden_size.isMultiple(of: model.num_attention_heads)
    else { throw .malformed(path: path, reason: "its sizes do not fit together") }
    hiddenSize = model.hidden_size
    layerCount = model.num_hidden_layers
    headCount = model.num_attention_heads
    intermediateSize = model.intermediate_size
    vocabularySize = model.vocab_size
    positionCount = model.max_position_embeddings
    normalizationEpsilon = model.layer_norm_eps ?? 1e-12
    pooling = try Self.pooling(directory)
    let stated = try ModelFiles.decodeIfPresent(
      Sentence.self, from: directory + "/sentence_bert_config.json")
    maximumLength = min(max(stated?.max_seq_length ?? positionCount, 3), positionCount)
  }

  private static func pooling(_ directory: String) throws(EncoderError) -> Pooling {
    let stated = try ModelFiles.decodeIfPresent(
      PoolingModes.self, from: directory + "/1_Pooling/config.json")
    guard let stated else { return .mean }
    if stated.pooling_mode_mean_tokens == true { return .mean }
    if stated.pooling_mode_cls_token == true { return .first }
    throw .unsupported("it pools neither by the mean nor by the first token")
  }

  private struct Model: Decodable {
    let model_type: String
    let hidden_size: Int
    let num_hidden_layers: Int
    let num_attention_heads: Int
    let intermediate_size: Int
    let vocab_size: Int
    let max_position_embeddings: Int
    let layer_norm_eps: Float?
    let hidden_act: String?
    let position_embedding_type: String?
  }

  private struct Sentence: Decodable {
    let max_seq_length: Int?
  }

  private struct PoolingModes: Decodable {
    let pooling_mode_mean_tokens: Bool?
    let pooling_mode_cls_token: Bool?
  }
}
