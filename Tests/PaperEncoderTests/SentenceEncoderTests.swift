import Foundation
import Testing

@testable import PaperEncoder

/// What the reference implementation says of a text.
private struct Expected: Decodable {
  let text: String
  let pieces: [Int32]
  let vector: [Float]
}

private let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("Fixtures/tiny").path

/// A copy of the tiny model in which one file is another.
private func damagedModel(_ name: String, _ change: (inout Data) -> Void) throws -> String {
  let copy = FileManager.default.temporaryDirectory
    .appendingPathComponent("papergraph-encoder-\(UUID().uuidString)").path
  try FileManager.default.copyItem(atPath: fixture, toPath: copy)
  let file = URL(fileURLWithPath: copy + "/" + name)
  var data = try Data(contentsOf: file)
  change(&data)
  try data.write(to: file)
  return copy
}

/// A real model, texts, and the vectors that `make_tiny_encoder.py --model` gave for them.
private let environment = ProcessInfo.processInfo.environment

/// Whether this machine has a BLAS; without one no model runs.
private let hasBLAS = (try? BLAS()) != nil

@Suite("Sentence encoder", .enabled(if: hasBLAS, "needs libopenblas0"))
struct SentenceEncoderTests {
  private let expected: [Expected]

  init() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: fixture + "/expected.json"))
    expected = try JSONDecoder().decode([Expected].self, from: data)
  }

  @Test("word pieces are those of the reference tokenizer")
  func pieces() throws {
    let size = try EncoderConfiguration(directory: fixture).vocabularySize
    let tokenizer = try WordPiece(directory: fixture, vocabularySize: size)
    for sample in expected {
      #expect(tokenizer.pieces(of: sample.text, limit: 16) == sample.pieces, "\(sample.text)")
    }
  }

  @Test("vectors equal the reference to 1e-5, on any number of threads", arguments: [1, 2, 5])
  func vectors(threads: Int) throws {
    let encoder = try SentenceEncoder(directory: fixture)
    let rows = encoder.encode(expected.map(\.text), threads: threads)
    #expect(rows.count == expected.count * encoder.dimension)
    for (row, sample) in expected.enumerated() {
      for column in 0..<encoder.dimension {
        let difference = rows[row * encoder.dimension + column] - sample.vector[column]
        #expect(abs(difference) < 1e-5, "\(sample.text), column \(column)")
      }
    }
  }

  @Test("no text gives no vectors")
  func noText() throws {
    #expect(try SentenceEncoder(directory: fixture).encode([], threads: 2).isEmpty)
  }

  @Test("the cache answers with the same numbers, and a damaged one is rebuilt")
  func cache() throws {
    let encoder = try SentenceEncoder(directory: fixture)
    let texts = ["a graph", "papers", "a graph"]
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("papergraph-cache-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var cache = VectorCache(path: path, of: encoder)
    #expect(!cache.wasDamaged)
    let first = cache.vectors(of: texts, by: encoder, threads: 1)
    #expect(first == encoder.encode(texts, threads: 1))
    var bytes = Data(cache.encoded())
    try bytes.write(to: URL(fileURLWithPath: path))

    var again = VectorCache(path: path, of: encoder)
    #expect(!again.wasDamaged && again.count == 2)
    #expect(again.vectors(of: texts, by: encoder, threads: 1) == first)

    bytes[bytes.count - 30] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    var damaged = VectorCache(path: path, of: encoder)
    #expect(damaged.wasDamaged && damaged.count == 1)
    #expect(damaged.vectors(of: texts, by: encoder, threads: 1) == first)
  }

  @Test(
    "a real model gives the reference's vectors to 1e-4",
    .enabled(if: environment["PAPERGRAPH_MODEL"] != nil, "set PAPERGRAPH_MODEL"))
  func realModel() throws {
    let model = try #require(environment["PAPERGRAPH_MODEL"])
    let texts = try #require(environment["PAPERGRAPH_MODEL_TEXTS"])
    let vectors = try #require(environment["PAPERGRAPH_MODEL_VECTORS"])
    let lines = try String(contentsOfFile: texts, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    let encoder = try SentenceEncoder(directory: model)
    let clock = ContinuousClock()
    var rows: [Float] = []
    let seconds = clock.measure { rows = encoder.encode(lines, threads: 2) }
    print("\(lines.count) texts in \(seconds)")
    let expected = try String(contentsOfFile: vectors, encoding: .utf8).split(separator: "\n")
    var worst: Float = 0
    for (row, line) in expected.enumerated() {
      let vector = try JSONDecoder().decode([Float].self, from: Data(line.utf8))
      for (column, number) in vector.enumerated() {
        worst = max(worst, abs(number - rows[row * encoder.dimension + column]))
      }
    }
    print("largest difference \(worst)")
    #expect(worst < 1e-4)
  }
}

@Suite("Damaged models")
struct DamagedModelTests {
  @Test("a missing file is named")
  func missing() {
    #expect(throws: EncoderError.unreadable(path: "/nowhere/config.json", reason: "no such file")) {
      try SentenceEncoder(directory: "/nowhere")
    }
  }

  @Test("a file that is cut off anywhere is an error", arguments: [0, 7, 100, 2000, 6000])
  func truncated(length: Int) throws {
    let model = try damagedModel("model.safetensors") { $0 = $0.prefix(length) }
    defer { try? FileManager.default.removeItem(atPath: model) }
    #expect(throws: EncoderError.self) { try SentenceEncoder(directory: model) }
  }

  @Test("a shape that does not fit the configuration is an error")
  func wrongShape() throws {
    let model = try damagedModel("config.json") { data in
      data = Data(
        String(decoding: data, as: UTF8.self)
          .replacingOccurrences(of: "\"intermediate_size\": 20", with: "\"intermediate_size\": 21")
          .utf8)
    }
    defer { try? FileManager.default.removeItem(atPath: model) }
    let error = #expect(throws: EncoderError.self) { try SentenceEncoder(directory: model) }
    #expect(error?.description.contains("has the shape [20, 12], expected [21, 12]") == true)
  }

  @Test("a vocabulary that does not fit the model is an error")
  func largeVocabulary() throws {
    let model = try damagedModel("vocab.txt") { $0.append(contentsOf: "one\nmore\n".utf8) }
    defer { try? FileManager.default.removeItem(atPath: model) }
    let error = #expect(throws: EncoderError.self) { try SentenceEncoder(directory: model) }
    #expect(error?.description.contains("does not fit the model") == true)
  }

  @Test("a model of another kind is refused")
  func otherKind() throws {
    let model = try damagedModel("config.json") { data in
      data = Data(
        String(decoding: data, as: UTF8.self)
          .replacingOccurrences(of: "\"bert\"", with: "\"mpnet\"").utf8)
    }
    defer { try? FileManager.default.removeItem(atPath: model) }
    #expect(throws: EncoderError.unsupported("its type is mpnet, expected bert")) {
      try SentenceEncoder(directory: model)
    }
  }
}
