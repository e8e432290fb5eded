import Testing
import TextCore

@Suite struct TokenizerTests {
  private func words(_ text: String) -> [String] { Tokenizer().tokens(in: text).map(\.text) }

  @Test(
    "a hyphen joins single letters, numbers behind it and prefixes, and parts other words",
    arguments: [
      ("U-Net", ["unet"]), ("GPT-4 and CIFAR-10", ["gpt4", "and", "cifar10"]),
      ("k-means", ["kmeans"]), ("top-k", ["topk"]), ("3-D", ["3d"]),
      ("pre-training", ["pretraining"]),
      ("graph-based", ["graph", "based"]), ("state-of-the-art", ["state", "of", "the", "art"]),
      ("10-fold", ["10", "fold"]), ("2019-2020", ["2019", "2020"]), ("a- b", ["a", "b"]),
      ("non\u{2011}linear", ["nonlinear"]), ("-x-", ["x"]), ("k-NN-based", ["knn", "based"]),
    ])
  func hyphens(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test(
    "letters with accents fold to ASCII and other scripts to lower case",
    arguments: [
      ("Schrödinger Łódź Straße", ["schrodinger", "lodz", "strasse"]),
      ("cafe\u{301}", ["cafe"]), ("Phạm Nguyễn", ["pham", "nguyen"]),
      ("ΑΒΓ Москва", ["αβγ", "москва"]), ("eﬃcient", ["efficient"]), ("ＢＥＲＴ", ["bert"]),
      ("co\u{AD}operate", ["cooperate"]), ("𝐀𝑏", ["ab"]), ("한국어 처리", ["한국어", "처리"]),
    ])
  func folding(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test(
    "LaTeX accents belong to their letter and formatting commands vanish",
    arguments: [
      ("Schr\\\"odinger", ["schrodinger"]), ("caf{\\'e}s", ["cafes"]), ("\\'{E}cole", ["ecole"]),
      ("$\\alpha$-divergence", ["alpha", "divergence"]), ("\\textbf{bold} word", ["bold", "word"]),
      ("$\\mathcal{O}(n^2)$", ["o", "n", "2"]), ("50\\% of \\\\", ["50", "of"]),
      ("{\\em i.e.}", ["i", "e"]),
    ])
  func latex(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test(
    "numbers keep their point, names of languages their sign, words their apostrophe",
    arguments: [
      ("3.5 and 1,000.", ["3.5", "and", "1000"]), ("C++, C#", ["c++", "c#"]),
      ("don't the model’s users'", ["don't", "the", "model's", "users"]),
      ("see https://example.org/a-b?c=1) or www.example.org now", ["see", "or", "now"]),
    ])
  func numbersAndSigns(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test("scripts without spaces give pairs of neighbouring characters")
  func unspacedScripts() {
    #expect(words("自然言語 BERT 字") == ["自然", "然言", "言語", "bert", "字"])
  }

  @Test("a token's range holds the word as written")
  func ranges() {
    let text = "Über U-Net’s caf{\\'e}s, 自然 and x"
    let written = Tokenizer().tokens(in: text).map { token in
      String(decoding: Array(text.utf8)[token.utf8Range], as: UTF8.self)
    }
    #expect(written == ["Über", "U-Net’s", "caf{\\'e}s", "自然", "and", "x"])
  }

  @Test("a run longer than a word can be is no word")
  func longRuns() {
    #expect(words(String(repeating: "a", count: 64)).count == 1)
    #expect(words(String(repeating: "a", count: 65) + " b") == ["b"])
  }

  @Test("any bytes give ascending ranges within the text")
  func survivesAnyBytes() {
    let pieces: [[UInt8]] = [
      [0xFF], [0xE2, 0x80], [0xC3, 0xA9], Array("\\\"{".utf8), Array("-'.,+#}".utf8),
      Array("a1Z".utf8),
      Array("自\u{301}’\u{2010}".utf8), [0xF4, 0x90, 0x80, 0x80], [0], Array("http://".utf8),
    ]
    for seed in UInt64(0)..<2000 {
      var random = SplitMix64(seed: seed)
      let bytes = (0..<Int.random(in: 0..<12, using: &random)).flatMap { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      var last = -1
      bytes.withUnsafeBufferPointer { buffer in
        Tokenizer().forEachWord(in: buffer) { range in
          #expect(range.lowerBound > last && range.upperBound <= bytes.count, "seed \(seed)")
          last = range.lowerBound
        }
      }
      _ = Tokenizer().tokens(in: String(decoding: bytes, as: UTF8.self))
    }
  }
}
