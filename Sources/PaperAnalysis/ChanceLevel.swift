import RealModule
import TextCore

/// The similarity that papers reach by chance, judged from the corpus itself.
///
/// Most pairs of papers have nothing to do with each other, so the scores of random pairs are
/// noise around a level: the median m, with a spread s of median absolute deviation / 0.6745. The
/// greatest of n such scores is about m + s·√(2 ln n), which a pair must exceed to mean something
/// (the universal threshold of D. L. Donoho and I. M. Johnstone, doi:10.1093/biomet/81.3.425).
struct ChanceLevel {
  /// Pairs drawn at most; the error of a median of so many is below a hundredth of the spread.
  private static let sampleSize = 20_000
  /// A corpus of fewer papers says nothing about chance.
  private static let minimumCount = 5

  /// The score that a pair must exceed; 0 for fewer than five papers.
  let threshold: Double

  /// Judges a corpus of `count` papers by the scores of pairs of them.
  init(count: Int, score: (Int, Int) -> Double) {
    guard count >= Self.minimumCount else {
      threshold = 0
      return
    }
    var scores: [Double] = []
    Self.forEachPair(count) { scores.append(score($0, $1)) }
    let level = Self.median(scores)
    let spread = Self.median(scores.map { abs($0 - level) }) / 0.6745
    threshold = max(0, level + spread * (2 * Double.log(Double(count))).squareRoot())
  }

  /// All pairs of a small corpus, random ones of a large one.
  private static func forEachPair(_ count: Int, _ body: (Int, Int) -> Void) {
    if count * (count - 1) / 2 <= sampleSize {
      for first in 0..<count { for second in (first + 1)..<count { body(first, second) } }
      return
    }
    var random = SplitMix64(seed: 0)
    for _ in 0..<sampleSize {
      let first = Int.random(in: 0..<count, using: &random)
      let other = Int.random(in: 0..<(count - 1), using: &random)
      body(first, other < first ? other : other + 1)
    }
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
