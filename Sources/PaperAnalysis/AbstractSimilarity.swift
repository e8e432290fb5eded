import PaperModel
import PaperVectors
import TextCore

/// How near the papers of a corpus are to each other by title and abstract.
///
/// Papers are numbered by their place in the corpus. The score of two papers is the cosine of
/// their tf-idf weights, plus the cosine of their places in the latent space of a table of
/// word vectors, plus the weighted cosines in further spaces, such as that of a neural encoder.
/// Each paper's nearest others are exact, ties by lower number. Equal input gives an equal result
/// on any number of threads.
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

  /// A part of a score.
  public struct Part: Sendable, Hashable, Codable {
    /// What the papers are near by, such as ``AbstractSimilarity/wordsName``.
    public var name: String
    /// What it adds to the score.
    public var score: Double

    /// Creates a part.
    public init(name: String, score: Double) {
      self.name = name
      self.score = score
    }
  }

  /// The name of the part that shared terms make.
  public static let wordsName = "words"
  /// The name of the part that word vectors make.
  public static let meaningName = "meaning"
  /// What the cosine of word vectors is multiplied by, as measured on judged papers.
  public static let meaningWeight = 1.0

  /// The papers' keys.
  public let keys: [EntityKey]
  /// What was chosen.
  public let options: Options
  /// The papers' texts, made comparable by their terms.
  public let index: TextIndex
  /// The papers' texts, by their terms and in latent spaces.
  public let fused: FusedIndex
  /// The word vectors that make the space of meaning, if any do.
  public let words: WordVectors?
  /// For each paper its nearest others, best first, whether above ``threshold`` or not.
  public let neighbors: [[Neighbor]]
  /// The score that two papers must exceed to get an edge: more than chance gives in this corpus.
  public let threshold: Double

  /// Compares the papers of a corpus.
  ///
  /// - Parameters:
  ///   - papers: The papers; one without text is near nothing.
  ///   - options: What may be chosen.
  ///   - words: The word vectors to compare by beside terms; none if nil.
  ///   - spaces: Further spaces, of one row a paper.
  ///   - threads: How many threads work at a time; 1 or more.
  /// - Complexity: Time linear in the text, then for each pair of papers in the terms that both
  ///   have and the dimension; memory linear in the papers' distinct terms and the dimension.
  public init(
    _ papers: [Paper], options: Options = Options(), words: WordVectors? = .embedded,
    spaces: [FusedIndex.Space] = [], threads: Int
  ) async {
    let texts = await Self.texts(of: papers, words: words, spaces: spaces, threads: threads)
    keys = papers.map(\.key)
    self.options = options
    self.words = words
    index = texts.index
    fused = texts.fused
    neighbors = await fused.neighbors(
      of: papers.indices, limit: options.neighborCount, threads: threads)
    threshold = ChanceLevel(count: papers.count, score: texts.fused.score).threshold
  }

  /// Reads the texts of papers and places them in the spaces, without comparing them.
  ///
  /// - Parameters:
  ///   - papers: The papers.
  ///   - words: The word vectors to compare by beside terms; none if nil.
  ///   - spaces: Further spaces, of one row a paper.
  ///   - threads: How many threads work at a time; 1 or more.
  /// - Returns: The texts by their terms alone, and with the spaces.
  public static func texts(
    of papers: [Paper], words: WordVectors?, spaces: [FusedIndex.Space] = [], threads: Int
  ) async -> (index: TextIndex, fused: FusedIndex) {
    let documents = papers.map {
      TextDocument(title: $0.record.title, abstract: $0.record.abstract)
    }
    let index = await TextIndex(documents, threads: threads)
    var all: [FusedIndex.Space] = []
    if let words {
      let vectors = await DocumentVectors(documents, words: words, threads: threads)
      all.append(FusedIndex.Space(name: meaningName, weight: meaningWeight, vectors: vectors))
    }
    return (index, FusedIndex(text: index.invertedIndex, spaces: all + spaces))
  }

  /// How near two papers are.
  public func score(_ first: Int, _ second: Int) -> Double { fused.score(first, second) }

  /// What the score of two papers is made of; the parts sum to it.
  public func parts(_ first: Int, _ second: Int) -> [Part] {
    [Part(name: Self.wordsName, score: index.vectors.dotProduct(first, second))]
      + fused.spaces.map {
        Part(name: $0.name, score: $0.weight * $0.vectors.cosine(first, second))
      }
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
  /// - Returns: Terms whose weights, all of them taken, sum to the part of the words.
  public func sharedTerms(_ first: Int, _ second: Int, limit: Int? = nil) -> [SharedTerm] {
    index.sharedTerms(first, second, limit: limit).map {
      SharedTerm(term: $0.printedForm, weight: $0.weight)
    }
  }
}
