import PaperAnalysis
import PaperModel
import Testing
import TextCore

@Suite struct AbstractSimilarityTests {
  static func paper(_ id: String, _ title: String, _ abstract: String) -> Paper {
    let location = SourceLocation(file: "test", line: 1)
    return Paper(
      id: id, record: PaperRecord(title: title, abstract: abstract, location: location),
      sources: [location])
  }

  /// Papers of several topics: words of the paper's own topic among words that all topics use.
  static func corpus(topics: Int, papersEach: Int, seed: UInt64) -> [Paper] {
    var random = SplitMix64(seed: seed)
    return (0..<(topics * papersEach)).map { number in
      let own = (0..<10).map { _ in
        "topic\(number % topics)x\(Int.random(in: 0..<20, using: &random))"
      }
      let common = (0..<25).map { _ in "common\(Int.random(in: 0..<60, using: &random))" }
      return paper(
        "\(number)", own[0], (own + common).shuffled(using: &random).joined(separator: " "))
    }
  }

  @Test("papers get edges within their topic, and few beyond, by a threshold of the corpus")
  func edgesFollowTopics() async {
    for seed in UInt64(0)..<5 {
      let papers = Self.corpus(topics: 12, papersEach: 8, seed: seed)
      let similarity = await AbstractSimilarity(papers, threads: 2)
      let pairs = similarity.pairs()
      let within = pairs.count { $0.first % 12 == $0.second % 12 }
      #expect(within > papers.count, "seed \(seed)")
      #expect(pairs.count - within < pairs.count / 20, "seed \(seed)")
      #expect(pairs.allSatisfy { $0.score > similarity.threshold && $0.first < $0.second })
    }
  }

  @Test("papers that share words by chance alone get fewer edges than one in ten papers")
  func chanceMakesNoEdges() async {
    let papers = Self.corpus(topics: 100, papersEach: 1, seed: 4)
    let similarity = await AbstractSimilarity(papers, threads: 2)
    #expect(similarity.pairs().count < papers.count / 10)
  }

  @Test("a mutual edge is one that both ends have among their nearest, a union edge either")
  func rules() async {
    let papers = Self.corpus(topics: 6, papersEach: 14, seed: 9)
    let union = await AbstractSimilarity(papers, options: .init(neighborCount: 4), threads: 1)
    let mutual = await AbstractSimilarity(
      papers, options: .init(neighborCount: 4, rule: .mutual), threads: 1)
    var either: Set<[Int]> = []
    var both: Set<[Int]> = []
    for (paper, nearest) in union.neighbors.enumerated() {
      for neighbor in nearest where neighbor.score > union.threshold {
        let ends = [min(paper, neighbor.index), max(paper, neighbor.index)]
        if !either.insert(ends).inserted { both.insert(ends) }
      }
    }
    #expect(Set(union.pairs().map { [$0.first, $0.second] }) == either)
    #expect(Set(mutual.pairs().map { [$0.first, $0.second] }) == both)
    #expect(union.pairs().count == either.count && both.count < either.count)
  }

  @Test("relations carry the score and the terms that make it")
  func relations() async throws {
    let papers = [
      Self.paper("a", "Neural radiance fields", "We render views from neural radiance fields."),
      Self.paper("b", "Radiance fields in the wild", "Rendering views by radiance fields."),
      Self.paper("c", "", ""),
    ]
    let similarity = await AbstractSimilarity(papers, threads: 1)
    let relations = similarity.relations()
    let relation = try #require(relations.first)
    #expect(relations.count == 1)
    #expect(relation.kind == .similarTo && relation.source == papers[0].key)
    #expect(relation.sharedTerms.map(\.term).prefix(2).sorted() == ["fields", "radiance"])
    let sum = relation.sharedTerms.reduce(0) { $0 + $1.weight }
    #expect(abs(sum - similarity.parts(0, 1)[0].score) < 1e-9)
    let total = similarity.parts(0, 1).reduce(0) { $0 + $1.score }
    #expect(abs(total - relation.weight) < 1e-12)
    #expect(relation.weight == similarity.score(0, 1))
  }

  @Test("similarity does not depend on the number of threads")
  func independentOfThreads() async {
    let papers = Self.corpus(topics: 5, papersEach: 20, seed: 2)
    let one = await AbstractSimilarity(papers, threads: 1)
    for threads in [2, 8] {
      let other = await AbstractSimilarity(papers, threads: threads)
      #expect(other.neighbors == one.neighbors && other.threshold == one.threshold)
      #expect(other.relations() == one.relations())
    }
  }

  @Test("no papers, one paper and empty papers have no edges", arguments: [0, 1, 7])
  func empty(count: Int) async {
    let papers = (0..<count).map { Self.paper("\($0)", "", "") }
    #expect(await AbstractSimilarity(papers, threads: 2).relations().isEmpty)
  }
}
