import PaperAnalysis
import PaperModel
import PaperSources

/// A corpus with everything that a ``Pipeline`` found out about it.
public struct AnalyzedCorpus: Sendable {
  /// The papers, and an account of the inputs.
  public let corpus: Corpus
  /// For each paper what it names.
  public let mentions: [[Mention]]
  /// What the mentions came to.
  public let entities: ResolvedEntities
  /// What the papers cite.
  public let references: ReferenceIndex
  /// How near the papers are to each other.
  public let similarity: AbstractSimilarity
  /// Papers and entities with all relations.
  public let graph: EntityGraph
  /// Which papers belong together.
  public let topics: TopicMap

  /// The papers.
  public var papers: [Paper] { corpus.papers }
}
