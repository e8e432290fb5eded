import Testing
import TextCore

@Suite struct TextIndexTests {
  static let documents = [
    TextDocument(
      title: "Graph neural networks", abstract: "We train graph networks on citation graphs."),
    TextDocument(
      title: "A Graph of citations", abstract: "Citations form graphs; the Graph grows."),
    TextDocument(title: "Cooking pasta", abstract: "Boil water. Add salt and pasta to the water."),
    TextDocument(title: "", abstract: ""),
    TextDocument(title: "Networks of citation", abstract: "Neural citation network training."),
  ]

  @Test("shared terms sum to the cosine and print the commonest word")
  func sharedTermsSumToScore() async throws {
    let index = await TextIndex(Self.documents, threads: 1)
    for row in 0..<index.count {
      for neighbor in index.neighbors(ofDocument: row, limit: 10) {
        let shared = index.sharedTerms(row, neighbor.index)
        let sum = shared.reduce(0.0) { $0 + $1.weight }
        #expect(abs(sum - neighbor.score) < 1e-12)
        #expect(shared.map(\.weight) == shared.map(\.weight).sorted(by: >))
        #expect(index.sharedTerms(row, neighbor.index, limit: 1) == Array(shared.prefix(1)))
      }
    }
    let graph = try #require(index.terms.index(of: "graph"))
    #expect(index.printedForm(ofTerm: graph) == "Graph")
  }

  @Test("rows have length 1, and an empty document is near nothing")
  func lengths() async {
    let index = await TextIndex(Self.documents, threads: 2)
    for row in 0..<index.count {
      #expect(abs(index.vectors.dotProduct(row, row) - (row == 3 ? 0 : 1)) < 1e-6)
    }
    #expect(index.neighbors(ofDocument: 3, limit: 5).isEmpty)
    #expect(index.neighbors(ofDocument: 2, limit: 5).isEmpty)
  }

  @Test("an index does not depend on the number of threads")
  func independentOfThreads() async {
    var random = SplitMix64(seed: 3)
    let words = ["graph", "Graph", "GRAPHS", "node", "edges", "U-Net", "naïve", "β", "自然", "2020"]
    let documents = (0..<70).map { _ in
      TextDocument(
        title: words.randomElement(using: &random) ?? "",
        abstract: (0..<12).map { _ in words.randomElement(using: &random) ?? "" }
          .joined(separator: " "))
    }
    let one = await TextIndex(documents, threads: 1)
    for threads in [2, 8] {
      let other = await TextIndex(documents, threads: threads)
      #expect(other.vectors == one.vectors)
      #expect(other.statistics == one.statistics)
      #expect(other.terms == one.terms)
      for term in 0..<one.terms.count {
        #expect(other.printedForm(ofTerm: term) == one.printedForm(ofTerm: term))
      }
    }
  }

  @Test("statistics of parts merge in any order and grouping")
  func statisticsMerge() async {
    var parts: [CorpusStatistics] = []
    for document in Self.documents {
      parts.append(await TextIndex([document], threads: 1).statistics)
    }
    let whole = await TextIndex(Self.documents, threads: 1).statistics
    let left = parts.reduce(CorpusStatistics()) { $0.merging($1) }
    let right = parts.reversed().reduce(CorpusStatistics()) { $1.merging($0) }
    #expect(left == whole)
    #expect(right == whole)
    #expect(whole.documentFrequency(of: "graph") == 2)
    #expect(whole.documentFrequency(of: "absent") == 0)
  }

  @Test("a document asked as a text ranks as itself")
  func textQuery() async {
    for scheme in [TermWeighting.Scheme.tfidf, .bm25(k1: 1.2, b: 0.75)] {
      let index = await TextIndex(
        Self.documents, weighting: TermWeighting(scheme: scheme, titleWeight: 2), threads: 1)
      let vector = index.vector(of: Self.documents[1])
      #expect(vector == index.vectors[1])
      #expect(index.neighbors(of: Self.documents[1], limit: 1).first?.index == 1)
      #expect(index.vector(of: TextDocument(title: "zzz", abstract: "")).columns.isEmpty)
    }
  }

  @Test("terms below the least document frequency carry no weight")
  func minimumDocumentFrequency() async {
    let index = await TextIndex(
      Self.documents, weighting: TermWeighting(minimumDocumentFrequency: 2), threads: 1)
    #expect(
      (0..<index.terms.count).map { index.terms[$0] } == [
        "citat", "graph", "network", "neural", "train",
      ])
  }
}
