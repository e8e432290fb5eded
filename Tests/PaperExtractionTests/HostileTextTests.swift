import Glibc
import PaperModel
import Testing

@testable import PaperExtraction

@Suite("Hostile text")
struct HostileTextTests {
  /// Texts of one thing, of brackets, addresses, capitals, quotes, cues and lists of names.
  private static let parts = [
    "(", "()", "(A)", "github.com/", "https://", "http://a.b/", "@github.io.", "A-", "(AB) ",
    "arxiv ", "arXiv:", "doi:10.", "www.", "a:b:DBLP:", "we propose ", "we propose X ", "FooNet, ",
    "FooNet ", "et al. ", "A = B ", "=", "a-", "called \"", "\"", "i) X: ", "$^{", "A: ", ":",
    "ImageNet-", "ImageNet ", "the ", "[(", "https: ", "NeRF (NeRF) ", "ABC (", "A", "A ",
    "Foo Bar ", "DUC 2005 ", "Xy1 is a dataset ",
  ]

  @Test("a long text of one thing is read in linear time", arguments: parts)
  func linear(part: String) {
    func time(_ bytes: Int) -> Double {
      let text = String(repeating: part, count: bytes / part.utf8.count)
      return Self.processorTime { _ = StandardExtractor().mentions(in: record(text, title: "")) }
    }
    _ = time(1_000)
    let short = min(time(4_000), time(4_000))
    let long = time(32_000)
    // A quadratic scan takes 64 times as long.
    #expect(long < short * 24, "8 times the text took \(long / short) times as long")
  }

  #if !DEBUG
    @Test("a megabyte of one thing is read and resolved in under a second", arguments: parts)
    func megabyte(part: String) {
      let text = String(repeating: part, count: 1_000_000 / part.utf8.count)
      let seconds = Self.processorTime {
        let paper = paper("a", text)
        _ = EntityResolver().resolve(
          [paper], mentions: [StandardExtractor().mentions(in: paper.record)])
      }
      #expect(seconds < 1)
    }
  #endif

  /// The seconds that the thread works, whatever else the machine does.
  private static func processorTime(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    body()
    return now() - start
  }

  @Test("every span lies inside its text and on scalar borders, whatever the bytes")
  func spans() {
    let pieces: [[UInt8]] = [
      "https://github.com/a/b", "(ABC)", "neural ", "X-", "🙂", "é", "“", "\\url{", "$^2$",
      "arXiv:2309.03453",
      "ImageNet", " we propose ", "FooNet", ". ", ": ", "(", ")", "\u{a0}", "doi:10.1/", "\n", "ﬁ",
    ].map { Array($0.utf8) }
    for seed in UInt64(0)..<200 {
      var random = SplitMix(seed: seed)
      var bytes: [UInt8] = []
      for _ in 0..<40 {
        if random.next() % 4 == 0 {
          bytes.append(UInt8(truncatingIfNeeded: random.next()))
        } else {
          bytes += pieces[Int(random.next() % UInt64(pieces.count))]
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      for mention in StandardExtractor().mentions(in: record(text, title: text)) {
        check(mention.span, mention.surface, in: text, seed)
        if let abbreviation = mention.abbreviation {
          check(abbreviation.longSpan, abbreviation.long, in: text, seed)
        }
      }
    }
  }

  private func check(_ span: TextSpan, _ printed: String, in text: String, _ seed: UInt64) {
    let bytes = Array(text.utf8)
    #expect(span.end <= bytes.count, "seed \(seed)")
    #expect(span.start < span.end, "seed \(seed)")
    guard span.end <= bytes.count else { return }
    #expect(bytes[span.start] & 0xc0 != 0x80, "seed \(seed)")
    #expect(span.end == bytes.count || bytes[span.end] & 0xc0 != 0x80, "seed \(seed)")
    #expect(Array(bytes[span.start..<span.end]) == Array(printed.utf8), "seed \(seed)")
  }
}

/// A small seeded generator, equal on every machine.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
