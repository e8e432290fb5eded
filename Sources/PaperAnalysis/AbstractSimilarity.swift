import PaperModel
import TextCore

/// How near the papers of a corpus are to each other by title and abstract.
///
/// Papers are numbered by their place in the corpus. The score of two papers is the cosine of
/// their tf-idf weights, from 0 to 1. Each paper's nearest others are exact, ties by lower number.
/// Equal input gives an equal result on any number of threads.
public struct AbstractSimilarity: Sendable {
  /// When two papers get an edge; both rules ask for a score above ``threshold`` as well.
  public enum NeighborRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// If one is among the nearest of the other: every paper keeps its best edges.
    case union
    /// If each is among the nearest of the other: a paper that is near everything gets few edges.
    case mutual
  }

  /// What may be chosen.
  public struct Options: Sendable, Hashable {
    /// How many nearest papers each paper has; 1 or more.
    public var neighborCount: Int
    /// When two papers get an edge.
    public var rule: NeighborRule
    /// How many shared terms each edge keeps; 0 or more.
    public var sharedTermCount: Int

    /// Creates options.
    public init(neighborCount: Int = 10, rule: NeighborRule = .union, sharedTermCount: Int = 8) {
      precondition(neighborCount >= 1, "a paper needs a neighbour")
      precondition(sharedTermCount >= 0, "a number of terms is 0 or more")
      self.neighborCount = neighborCount
      self.rule = rule
      self.sharedTermCount = sharedTermCount
    }
  }

  /// Two papers with an edge.
  public struct Pair: Sendable, Hashable {
    /// The lower number.
    public var first: Int
    /// The higher number.
    public var second: Int
    /// How near they are; higher is closer.
    public var score: Double

    /// Creates a pair.
    public init(first: Int, second: Int, score: Double) {
      self.first = first
      self.second = second
      self.score = score
    }
  }

  /// The papers' keys.
  public let keys: [EntityKey]
  /// What was chosen.
  public let options: Options
  /// The papers' texts, made comparable.
  public let index: TextIndex
  /// For each paper its nearest others, best first, whether above ``threshold`` or not.
  public let neighbors: [[Neighbor]]
  /// The score that two papers must exceed to get an edge: more than chance gives in this corpus.
  public let threshold: Double

  /// Compares the papers of a corpus.
  ///
  /// - Parameters:
  ///   - papers: The papers; one without text is near nothing.
  ///   - options: What may be chosen.
  ///   - threads: How many threads work at a time; 1 or more.
  /// - Complexity: Time linear in the text, then in the products of terms that papers share;
  ///   memory linear in the papers' distinct terms.
  public init(_ papers: [Paper], options: Options = Options(), threads: Int) async {
    let documents = papers.map {
      TextDocument(title: $0.record.title, abstract: $0.record.abstract)
    }
    let index = await TextIndex(documents, threads: threads)
    keys = papers.map(\.key)
    self.options = options
    self.index = index
    neighbors = await index.neighbors(limit: options.neighborCount, threads: threads)
    threshold =
      ChanceLevel(count: papers.count) { index.vectors.dotProduct($0, $1) }.threshold
  }

  /// How near two papers are.
  public func score(_ first: Int, _ second: Int) -> Double {
    index.vectors.dotProduct(first, second)
  }

  /// The pairs of papers that get an edge, by first, then by second.
  public func pairs() -> [Pair] {
    var pairs: [Pair] = []
    for (paper, nearest) in neighbors.enumerated() {
      for neighbor in nearest where neighbor.score > threshold {
        let isMutual = neighbors[neighbor.index].contains { $0.index == paper }
        // A mutual pair is met from both sides and taken from the lower one.
        guard isMutual ? paper < neighbor.index : options.rule == .union else { continue }
        pairs.append(
          Pair(
            first: min(paper, neighbor.index), second: max(paper, neighbor.index),
            score: neighbor.score))
      }
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// An edge `similarTo` for each of ``pairs()``, with its heaviest shared terms.
  public func relations() -> [Relation] {
    pairs().map { pair in
      Relation(
        keys[pair.first], .similarTo, keys[pair.second], weight: pair.score,
        sharedTerms: sharedTerms(pair.first, pair.second, limit: options.sharedTermCount))
    }
  }

  /// The terms that two papers share, heaviest first, as the corpus mostly writes them.
  ///
  /// - Parameters:
  ///   - first: A paper.
  ///   - second: Another one.
  ///   - limit: How many terms to give at most; all of them if nil.
  /// - Returns: Terms whose weights, all of them taken, sum to the lexical score.
  public func sharedTerms(_ first: Int, _ second: Int, limit: Int? = nil) -> [SharedTerm] {
    index.sharedTerms(first, second, limit: limit).map {
      SharedTerm(term: $0.printedForm, weight: $0.weight)
    }
  }
}
