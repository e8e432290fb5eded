import PaperAnalysis
import PaperExtraction
import PaperModel
import PaperSources
import PaperVectors

/// The steps from papers to a graph with topics, in their order.
///
/// sources → records → mentions → entities → graph → similarity → communities
///
/// Each step is a function of what came before; the result does not depend on the number of
/// threads. What follows, layout, pictures and exports, takes an ``AnalyzedCorpus``.
public struct Pipeline: Sendable {
  /// A step, as a progress report or a table of times names it.
  public enum Stage: String, Sendable, Hashable, Codable, CaseIterable {
    /// Bytes become records, records become distinct papers.
    case read
    /// Papers become mentions.
    case extract
    /// Mentions become entities and relations.
    case resolve
    /// Papers get their nearest others.
    case compare
    /// All of it becomes one graph.
    case join
    /// The graph falls into topics.
    case group
  }

  /// How papers are read and merged.
  public var reading = CorpusReader.Options()
  /// How papers are compared.
  public var similarity = AbstractSimilarity.Options()
  /// The word vectors that papers are compared by beside their terms; nil for none.
  public var words: WordVectors? = .embedded
  /// Further spaces that papers are compared in, such as that of a neural encoder.
  public var spaces: @Sendable ([Paper]) -> [FusedIndex.Space] = { _ in [] }
  /// How topics are found.
  public var grouping = TopicFinder()
  /// How papers are coupled by what they cite; nil for not at all.
  public var coupling: ReferenceCoupling?
  /// Whether works that papers cite but the corpus lacks become nodes.
  public var keepsReferences = false
  /// How many threads work at a time; 1 or more.
  public var threads: Int
  /// Called when a step begins.
  public var progress: @Sendable (Stage) -> Void = { _ in }

  /// Creates a pipeline with the default options.
  public init(threads: Int) {
    precondition(threads >= 1, "work needs a thread")
    self.threads = threads
  }

  /// Takes all steps from inputs to topics.
  ///
  /// - Parameter inputs: Files, folders, or `-` for standard input.
  /// - Returns: The papers with everything that was found out about them.
  /// - Throws: `SourceDiagnostic` when a named input is missing or cannot be opened.
  public func analyze(_ inputs: [String]) async throws -> AnalyzedCorpus {
    await analyze(try read(inputs))
  }

  /// Takes all steps from papers to topics.
  ///
  /// - Parameter corpus: The papers.
  /// - Returns: The papers with everything that was found out about them.
  public func analyze(_ corpus: Corpus) async -> AnalyzedCorpus {
    let papers = corpus.papers
    let mentions = await extract(papers)
    let entities = resolve(papers, mentions)
    let similarity = await compare(papers)
    let references = ReferenceIndex(papers)
    let graph = join(papers, entities, references, similarity, versions: corpus.versions)
    let topics = await group(papers, graph, similarity)
    return AnalyzedCorpus(
      corpus: corpus, mentions: mentions, entities: entities, references: references,
      similarity: similarity, graph: graph, topics: topics)
  }

  /// Reads inputs to distinct papers.
  ///
  /// - Parameter inputs: Files, folders, or `-` for standard input.
  /// - Returns: The papers, and an account of the inputs.
  /// - Throws: `SourceDiagnostic` when a named input is missing or cannot be opened.
  public func read(_ inputs: [String]) throws -> Corpus {
    progress(.read)
    return try CorpusReader(reading).read(inputs)
  }

  /// Finds what each paper names.
  public func extract(_ papers: [Paper]) async -> [[Mention]] {
    progress(.extract)
    let extractor = StandardExtractor()
    let pieces = stride(from: 0, to: papers.count, by: 256).map {
      $0..<min($0 + 256, papers.count)
    }
    return await withTaskGroup(of: (Int, [[Mention]]).self) { group in
      var next = 0
      func add() {
        guard next < pieces.count else { return }
        let piece = next
        next += 1
        group.addTask { (piece, papers[pieces[piece]].map { extractor.mentions(in: $0.record) }) }
      }
      for _ in 0..<threads { add() }
      var results = [[[Mention]]](repeating: [], count: pieces.count)
      while let (piece, mentions) = await group.next() {
        results[piece] = mentions
        add()
      }
      return results.flatMap(\.self)
    }
  }

  /// Joins mentions to entities over the corpus.
  public func resolve(_ papers: [Paper], _ mentions: [[Mention]]) -> ResolvedEntities {
    progress(.resolve)
    return EntityResolver().resolve(papers, mentions: mentions, threads: threads)
  }

  /// Finds the nearest papers of each paper.
  public func compare(_ papers: [Paper]) async -> AbstractSimilarity {
    progress(.compare)
    return await AbstractSimilarity(
      papers, options: similarity, words: words, spaces: spaces(papers), threads: threads)
  }

  /// Joins papers, entities, citations, versions and similarities to one graph.
  ///
  /// A term that one paper alone names joins nothing and is left out.
  public func join(
    _ papers: [Paper], _ resolved: ResolvedEntities, _ references: ReferenceIndex,
    _ similarity: AbstractSimilarity, versions: [Relation] = []
  ) -> EntityGraph {
    progress(.join)
    let nodes = PaperNodes(papers)
    var entities = nodes.entities + resolved.entities
    var relations = nodes.relations + resolved.relations
    relations += references.citations(papers) + versions + similarity.relations()
    if let coupling {
      relations += coupling.coupled(papers, by: references)
      relations += coupling.coCited(papers, by: references)
    }
    if keepsReferences {
      let outside = references.outsideGraph(papers)
      entities += outside.entities
      relations += outside.relations
    }
    let lone = Self.loneTerms(relations)
    return EntityGraph(
      entities: entities.filter { !lone.contains($0.key) }, relations: relations)
  }

  /// The terms that only one paper names.
  private static func loneTerms(_ relations: [Relation]) -> Set<EntityKey> {
    var namedBy: [EntityKey: EntityKey] = [:]
    var shared: Set<EntityKey> = []
    for relation in relations where relation.target.kind == .term {
      let first = namedBy[relation.target, default: relation.source]
      namedBy[relation.target] = first
      if first != relation.source { shared.insert(relation.target) }
    }
    return Set(namedBy.keys).subtracting(shared)
  }

  /// Divides the papers into topics.
  public func group(
    _ papers: [Paper], _ graph: EntityGraph, _ similarity: AbstractSimilarity
  ) async -> TopicMap {
    progress(.group)
    return await grouping.topics(
      of: papers, graph: graph, similarity: similarity, threads: threads)
  }
}
