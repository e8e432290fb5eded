import PaperModel
import PaperVectors
import TextCore

/// Ranks the papers of a corpus by how near they are to a query, and says what the scores are
/// made of.
///
/// A score is the similarity to the query (its words, its meaning, further spaces; the mean over
/// the papers of a query of several), plus a weight times the mean similarity to the
/// `feedbackCount` papers nearest to it: what is near to the nearest is nearer than its own words
/// show (pseudo-relevance feedback after J. J. Rocchio, as in C. D. Manning, P. Raghavan and
/// H. Schütze, Introduction to Information Retrieval, section 9.1). Ties go to the lower id.
public struct RelatedPapers: Sendable {
  /// What to look for.
  public enum Query: Sendable {
    /// Papers of the corpus, by number; one or more.
    case papers([Int])
    /// A text that need not be in the corpus, with its place in each further space.
    case text(TextDocument, places: [DocumentVectors])
  }

  /// A paper and how near it is.
  public struct Answer: Sendable, Hashable {
    /// The number of the paper.
    public var paper: Int
    /// How near it is; higher is closer.
    public var score: Double
    /// What the score is made of; the parts sum to it.
    public var parts: [AbstractSimilarity.Part]
  }

  /// The name of the part that the nearest papers make.
  public static let feedbackName = "feedback"
  /// How many of the nearest papers count.
  public static let feedbackCount = 3
  /// What their mean similarity is multiplied by, as measured on judged papers.
  public static let feedbackWeight = 0.4
  /// The same where papers are compared in further spaces: an encoder says most of it itself.
  public static let feedbackWeightBesideSpaces = 0.15

  /// How many answers are looked at for each that ``diverse(_:limit:)`` picks.
  public static let candidatesOfDiverseAnswer = 10

  /// The papers.
  public let papers: [Paper]
  /// The papers' texts by their terms.
  public let index: TextIndex
  /// The papers' texts by their terms and in latent spaces.
  public let fused: FusedIndex
  /// The word vectors that place a text, if any do.
  public let words: WordVectors?
  /// The papers in the order of their ids.
  private let order: [Int]
  /// For each paper its place in that order.
  private let ranks: [Int]

  /// Reads the texts of papers.
  ///
  /// - Parameters:
  ///   - papers: The papers.
  ///   - words: The word vectors to compare by beside terms; none if nil.
  ///   - spaces: Further spaces, of one row a paper.
  ///   - threads: How many threads work at a time; 1 or more.
  /// - Complexity: Time and memory linear in the text.
  public init(
    _ papers: [Paper], words: WordVectors? = .embedded, spaces: [FusedIndex.Space] = [],
    threads: Int
  ) async {
    self.papers = papers
    self.words = words
    (index, fused) = await AbstractSimilarity.texts(
      of: papers, words: words, spaces: spaces, threads: threads)
    var ranks = [Int](repeating: 0, count: papers.count)
    order = papers.indices.sorted {
      papers[$0].id != papers[$1].id ? papers[$0].id < papers[$1].id : $0 < $1
    }
    for (rank, paper) in order.enumerated() { ranks[paper] = rank }
    self.ranks = ranks
  }

  /// Ranks all papers but those of the query.
  ///
  /// - Parameters:
  ///   - query: What to look for.
  ///   - limit: How many answers to give at most; all papers if nil.
  ///   - threads: How many threads work at a time; the answer does not depend on it.
  ///   - isWanted: Whether a paper, by number, may be an answer; the others count all the same
  ///     where the nearest papers do.
  /// - Returns: The answers, best first; scores of 0 and below included.
  /// - Complexity: Time linear in the papers times the dimension and the terms of the query, and
  ///   in the answers for sorting.
  public func ranking(
    for query: Query, limit: Int? = nil, threads: Int, where isWanted: (Int) -> Bool = { _ in true }
  ) async -> [Answer] {
    let excluded = Self.excluded(by: query)
    var parts = await ownParts(of: query, threads: threads)
    let nearest = best(Self.sums(parts), Self.feedbackCount) { !excluded.contains($0) }
      .filter { $0.score > 0 }
    parts.append(await feedback(from: nearest.map(\.index), threads: threads))
    let names =
      [AbstractSimilarity.wordsName] + fused.spaces.map(\.name) + [Self.feedbackName]
    return best(Self.sums(parts), limit ?? papers.count) {
      !excluded.contains($0) && isWanted($0)
    }.map { answer in
      Answer(
        paper: answer.index, score: answer.score,
        parts: zip(names, parts).map { .init(name: $0, score: $1[answer.index]) })
    }
  }

  /// The weighted mean of the similarity of every paper to some.
  private func feedback(from nearest: [Int], threads: Int) async -> [Double] {
    let hasFurtherSpaces = fused.spaces.contains { $0.name != AbstractSimilarity.meaningName }
    let total = hasFurtherSpaces ? Self.feedbackWeightBesideSpaces : Self.feedbackWeight
    let weight = total / Double(max(nearest.count, 1))
    return await fused.totals(of: nearest, threads: threads).map { weight * $0 }
  }

  /// Picks answers that are near to the query and far from each other.
  ///
  /// Each next one has the greatest score less its greatest similarity to those picked
  /// (maximal marginal relevance; J. Carbonell and J. Goldstein, doi:10.1145/290941.291025).
  ///
  /// - Parameters:
  ///   - ranking: Answers, best first.
  ///   - limit: How many to pick at most; ten times as many answers are looked at.
  /// - Returns: The answers picked, in that order, with the scores that they had.
  public func diverse(_ ranking: [Answer], limit: Int) -> [Answer] {
    let limit = min(limit, ranking.count)
    var candidates = Array(ranking.prefix(limit * Self.candidatesOfDiverseAnswer))
    var likeness = [Double](repeating: 0, count: candidates.count)
    var picked: [Answer] = []
    while picked.count < limit, !candidates.isEmpty {
      let values = candidates.indices.map { candidates[$0].score - likeness[$0] }
      let best = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
      let answer = candidates.remove(at: best)
      likeness.remove(at: best)
      picked.append(answer)
      for index in candidates.indices {
        likeness[index] = max(likeness[index], fused.score(answer.paper, candidates[index].paper))
      }
    }
    return picked
  }

  /// The weights of the query's terms, those of several papers their mean.
  public func terms(of query: Query) -> SparseVector {
    switch query {
    case .papers(let papers):
      let sum = SparseVector.sum(papers.map { index.vectors[$0] })
      let share = 1 / Float(max(papers.count, 1))
      return SparseVector(columns: sum.columns, values: sum.values.map { $0 * share })
    case .text(let document, _): return index.vector(of: document)
    }
  }

  private static func excluded(by query: Query) -> Set<Int> {
    switch query {
    case .papers(let papers): Set(papers)
    case .text: []
    }
  }

  /// For each part its value for every paper, without the feedback.
  private func ownParts(of query: Query, threads: Int) async -> [[Double]] {
    switch query {
    case .papers(let papers):
      precondition(!papers.isEmpty, "a query has a paper")
      var total = await parts(ofPaper: papers[0], threads: threads)
      for paper in papers.dropFirst() {
        let parts = await parts(ofPaper: paper, threads: threads)
        for part in total.indices {
          for other in total[part].indices { total[part][other] += parts[part][other] }
        }
      }
      return total.map { $0.map { $0 / Double(papers.count) } }
    case .text(let document, let places):
      var vectors = places
      if let words {
        vectors.insert(
          await DocumentVectors([document], words: words, threads: 1), at: 0)
      }
      return await fused.parts(of: index.vector(of: document), vectors: vectors, threads: threads)
    }
  }

  private func parts(ofPaper paper: Int, threads: Int) async -> [[Double]] {
    await fused.parts(
      of: index.vectors[paper], vectors: fused.spaces.map { $0.vectors.selecting([paper]) },
      threads: threads)
  }

  private static func sums(_ parts: [[Double]]) -> [Double] {
    guard var sums = parts.first else { return [] }
    for part in parts.dropFirst() {
      for paper in sums.indices { sums[paper] += part[paper] }
    }
    return sums
  }

  /// The papers with the greatest scores, ties by lower id.
  private func best(
    _ scores: [Double], _ limit: Int, where isWanted: (Int) -> Bool
  ) -> [Neighbor] {
    var best = TopNeighbors(limit: limit, threshold: -.infinity)
    for paper in papers.indices where scores[paper] >= best.bound && isWanted(paper) {
      best.insert(Neighbor(index: ranks[paper], score: scores[paper]))
    }
    return best.sorted().map { Neighbor(index: order[$0.index], score: $0.score) }
  }
}
