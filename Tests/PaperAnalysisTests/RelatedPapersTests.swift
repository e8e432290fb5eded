import PaperAnalysis
import PaperModel
import PaperVectors
import Testing
import TextCore

@Suite struct RelatedPapersTests {
  private static let papers = AbstractSimilarityTests.corpus(topics: 6, papersEach: 9, seed: 21)

  /// A table that puts the words of each topic in a direction of its own.
  private static func words() -> WordVectors {
    var words: [String] = []
    for topic in 0..<6 { for word in 0..<20 { words.append("topic\(topic)x\(word)") } }
    words.sort()
    var rows = QuantizedRows(dimension: 6)
    for word in words {
      let topic = Int(word.dropFirst(5).prefix(1)) ?? 0
      rows.append((0..<6).map { $0 == topic ? 1 : 0.05 })
    }
    return WordVectors(origin: "test", words: Vocabulary(words), rows: rows)
  }

  @Test("the parts of every answer sum to its score, and scores descend")
  func partsSum() async {
    let related = await RelatedPapers(Self.papers, words: Self.words(), threads: 2)
    for query in [RelatedPapers.Query.papers([3]), .papers([1, 7, 20])] {
      let ranking = await related.ranking(for: query, threads: 2)
      for answer in ranking {
        let sum = answer.parts.reduce(0) { $0 + $1.score }
        #expect(abs(sum - answer.score) < 1e-12)
        #expect(answer.parts.map(\.name) == ["words", "meaning", "feedback"])
      }
      #expect(ranking.map(\.score) == ranking.map(\.score).sorted(by: >))
    }
  }

  @Test("every other paper is ranked, papers of the topic first, ties by id")
  func ranksAll() async {
    let related = await RelatedPapers(Self.papers, words: Self.words(), threads: 2)
    let ranking = await related.ranking(for: .papers([4]), threads: 2)
    #expect(Set(ranking.map(\.paper)) == Set(Self.papers.indices).subtracting([4]))
    #expect(ranking.prefix(8).count { $0.paper % 6 == 4 } >= 7)
    let empty = (0..<12).map { AbstractSimilarityTests.paper("\($0)", "", "") }
    let blank = await RelatedPapers(empty, words: Self.words(), threads: 1)
    let ids = await blank.ranking(for: .papers([0]), threads: 1).map { empty[$0.paper].id }
    #expect(ids == ids.sorted() && ids.count == 11)
  }

  @Test("a text of the corpus ranks as the paper does, but for the paper itself")
  func textQuery() async {
    let related = await RelatedPapers(Self.papers, words: Self.words(), threads: 2)
    let record = Self.papers[10].record
    let text = TextDocument(title: record.title, abstract: record.abstract)
    let ranking = await related.ranking(for: .text(text, places: []), threads: 2)
    #expect(ranking.first?.paper == 10)
    #expect(ranking.count == Self.papers.count)
  }

  @Test("answers do not depend on the number of threads")
  func independentOfThreads() async {
    let one = await RelatedPapers(Self.papers, words: Self.words(), threads: 1)
    let expected = await one.ranking(for: .papers([5, 6]), threads: 1)
    for threads in [2, 8] {
      let other = await RelatedPapers(Self.papers, words: Self.words(), threads: threads)
      #expect(await other.ranking(for: .papers([5, 6]), threads: threads) == expected)
    }
  }

  @Test("diverse answers begin with the nearest and leave out its double")
  func diverse() async {
    var papers = Self.papers
    let double = papers[10].record
    papers.append(AbstractSimilarityTests.paper("double", double.title, double.abstract))
    let related = await RelatedPapers(papers, words: nil, threads: 2)
    let ranking = await related.ranking(for: .papers([4]), threads: 2)
    let picked = related.diverse(ranking, limit: 5)
    #expect(picked.first == ranking.first && picked.count == 5)
    #expect(Set(picked.map(\.paper)).count == 5)
    #expect(!Set(picked.map(\.paper)).isSuperset(of: [10, papers.count - 1]))
  }

  @Test("an explanation has the shared words by weight and the sentences that hold them")
  func explanation() async throws {
    let papers = [
      AbstractSimilarityTests.paper("a", "Radiance fields", "We study radiance fields. It works."),
      AbstractSimilarityTests.paper(
        "b", "Fields", "Cows graze. Neural radiance fields render scenes. Results are good."),
    ]
    let related = await RelatedPapers(papers, words: nil, threads: 1)
    let query = RelatedPapers.Query.papers([0])
    let answer = try #require(await related.ranking(for: query, threads: 1).first)
    let why = related.explanation(of: 1, for: related.terms(of: query))
    #expect(why.terms.map(\.term).sorted() == ["fields", "radiance"])
    let sum = why.terms.reduce(0) { $0 + $1.weight }
    #expect(abs(sum - answer.parts[0].score) < 1e-6)
    #expect(why.sentences.map(\.text) == ["Neural radiance fields render scenes."])
  }
}
