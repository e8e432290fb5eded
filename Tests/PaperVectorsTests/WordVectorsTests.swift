import Testing
import TextCore

@testable import PaperVectors

@Suite struct WordVectorsTests {
  static func table() -> WordVectors {
    var rows = QuantizedRows(dimension: 3)
    for vector in [[1, 0, 0], [0, 2, 0], [0.5, 0.5, 0], [0, 0, 0]] as [[Float]] {
      rows.append(vector)
    }
    return WordVectors(
      origin: "a test", words: Vocabulary(["edges", "graph", "nodes", "zero"]), rows: rows)
  }

  @Test("a file read back is the table that was written")
  func roundTrip() throws {
    let table = Self.table()
    #expect(try WordVectors(fileBytes: table.fileBytes()) == table)
  }

  @Test("every cut and every changed byte of a file is refused")
  func damage() {
    let file = Self.table().fileBytes()
    for length in 0..<file.count {
      #expect(throws: WordVectors.FileError.self) {
        try WordVectors(fileBytes: Array(file[..<length]))
      }
    }
    for index in file.indices {
      var changed = file
      changed[index] ^= 0x41
      #expect(throws: WordVectors.FileError.self, "byte \(index)") {
        try WordVectors(fileBytes: changed)
      }
    }
  }

  @Test("errors of a file say what is wrong")
  func messages() {
    func message(_ file: [UInt8]) -> String {
      do {
        _ = try WordVectors(fileBytes: file)
        return "no error"
      } catch { return error.description }
    }
    var file = Self.table().fileBytes()
    #expect(
      message(Array("{}".utf8)) == "not a file of word vectors, as papergraph train writes it")
    #expect(
      message(file + [0]).hasSuffix("expected \(file.count) bytes, found \(file.count + 1)"))
    file[8] = 9
    #expect(message(file) == "word vectors of form 9, expected form 1")
    file[8] = 1
    file[12] = 0
    #expect(message(file) == "word vectors of a wrong shape: dimension 0")
  }

  @Test("texts lie at the sum of their words, and the cosine is that of the sums")
  func documents() async {
    let vectors = await DocumentVectors(
      [
        TextDocument(title: "Graph", abstract: "The graph of unknown things"),
        TextDocument(title: "", abstract: "edges"),
        TextDocument(title: "nodes", abstract: ""), TextDocument(title: "", abstract: "zero"),
      ], words: Self.table(), threads: 2)
    #expect(vectors.cosine(0, 0) == 1 || abs(vectors.cosine(0, 0) - 1) < 1e-12)
    #expect(vectors.cosine(0, 1) == 0)
    #expect(abs(vectors.cosine(0, 2) - 0.5.squareRoot()) < 1e-2)
    #expect(vectors.cosine(3, 0) == 0 && vectors.cosine(3, 3) == 0)
    #expect(vectors.cosine(0, 2) == vectors.cosine(2, 0))
  }

  @Test("the product of bytes is the sum of products, at every length")
  func products() {
    var random = SplitMix64(seed: 4)
    for dimension in [1, 63, 64, 65, 200, 512] {
      var rows = QuantizedRows(dimension: dimension)
      for _ in 0..<9 {
        rows.append((0..<dimension).map { _ in Float.random(in: -1...1, using: &random) })
      }
      rows.append((0..<dimension).map { _ in 1 })
      rows.append((0..<dimension).map { _ in -1 })
      for a in 0..<11 {
        for b in 0..<11 {
          let expected = (0..<rows.stride).reduce(0) {
            $0 + Int(rows.bytes[a * rows.stride + $1]) * Int(rows.bytes[b * rows.stride + $1])
          }
          #expect(Int(rows.product(a, of: rows, b)) == expected)
        }
      }
    }
  }
}
