import PaperAnalysis
import PaperGraph
import PaperVectors
import TextCore

/// Compares the join of a corpus with brute force on a sample, and times queries.
///
///     swift run -c release JoinCheck CORPUS [SAMPLE]
///
/// Prints the papers, terms and non-zeros, how many of the sample's neighbours differ from those
/// that comparing with every paper finds, by words alone and with word vectors, and the
/// milliseconds of a query.
@main
struct JoinCheck {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let corpus = arguments.first else { return print("usage: JoinCheck CORPUS [SAMPLE]") }
    let size = arguments.dropFirst().first.flatMap(Int.init) ?? 1000
    let papers = try Pipeline(threads: 2).read([corpus]).papers
    let texts = await AbstractSimilarity.texts(of: papers, words: .embedded, threads: 2)
    let vectors = texts.index.vectors
    print(
      "\(vectors.rowCount) papers, \(vectors.columnCount) terms, "
        + "\(vectors.nonZeroCount) non-zeros")
    let sample = (0..<min(size, papers.count)).map { $0 * papers.count / min(size, papers.count) }
    let words = FusedIndex(text: texts.index.invertedIndex, spaces: [])
    await check("words", words, sample)
    await check("words and vectors", texts.fused, sample)
    await timeQueries(papers, sample.prefix(100))
  }

  private static func check(_ name: String, _ index: FusedIndex, _ sample: [Int]) async {
    let limit = 20
    let clock = ContinuousClock()
    var found: [[Neighbor]] = []
    let time = await clock.measure {
      found = await index.neighbors(of: 0..<index.count, limit: limit, threads: 2)
    }
    let expected = await Parallel.map(sample.count, threads: 2) { place in
      let row = sample[place]
      return (0..<index.count).filter { $0 != row }
        .map { Neighbor(index: $0, score: index.score(row, $0)) }.filter { $0.score > 0 }
        .sorted { $0.precedes($1) }.prefix(limit)
    }
    let differing = zip(sample, expected).count { found[$0] != Array($1) }
    print("\(name): joined in \(time), \(differing) of \(sample.count) rows differ")
  }

  private static func timeQueries(_ papers: [Paper], _ sample: ArraySlice<Int>) async {
    let related = await RelatedPapers(papers, threads: 2)
    let clock = ContinuousClock()
    var times: [Duration] = []
    for row in sample {
      times.append(
        await clock.measure { _ = await related.ranking(for: .papers([row]), limit: 20, threads: 2) })
    }
    times.sort()
    print("query: median \(times[times.count / 2]), slowest \(times[times.count - 1])")
  }
}
