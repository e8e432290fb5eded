import PaperGraph

/// What a person wants one map of.
struct MapFocus {
  private let text: String

  init(_ text: String) { self.text = text }

  /// How many papers round one paper a map shows.
  private static let neighborhood = 30

  /// The papers meant, ascending: of a topic, naming an entity, or near a paper; nil if none is.
  func papers(in corpus: AnalyzedCorpus) -> [Int]? {
    let name = text.lowercased()
    if let topic = corpus.topics.topics.first(where: {
      $0.slug == name || $0.name.lowercased() == name
    }) {
      return topic.papers
    }
    if case .exact(let paper) = PaperLookup(corpus.papers).find(text) {
      return neighbors(of: paper, in: corpus)
    }
    if let papers = papersNaming(name, in: corpus) { return papers }
    if case .closest(let paper) = PaperLookup(corpus.papers).find(text) {
      return neighbors(of: paper, in: corpus)
    }
    return nil
  }

  private func papersNaming(_ name: String, in corpus: AnalyzedCorpus) -> [Int]? {
    let keys = Set(
      corpus.graph.entities.filter { entity in
        entity.key.kind != .paper
          && ([entity.label, entity.key.name, entity.key.description] + entity.surfaceForms)
            .contains { $0.lowercased() == name }
      }.map(\.key))
    let sources = Set(corpus.graph.relations.filter { keys.contains($0.target) }.map(\.source))
    let papers = corpus.papers.indices.filter { sources.contains(corpus.papers[$0].key) }
    return papers.isEmpty ? nil : papers
  }

  /// A paper and those that it is joined with, the heaviest ties first, through entities too.
  private func neighbors(of paper: Int, in corpus: AnalyzedCorpus) -> [Int] {
    let key = corpus.papers[paper].key
    var weights: [EntityKey: Double] = [:]
    var named: Set<EntityKey> = []
    for relation in corpus.graph.relations {
      guard relation.source == key || relation.target == key else { continue }
      let other = relation.source == key ? relation.target : relation.source
      if other.kind == .paper {
        weights[other, default: 0] += relation.weight
      } else {
        named.insert(other)
      }
    }
    for relation in corpus.graph.relations
    where named.contains(relation.target) && relation.source.kind == .paper {
      weights[relation.source, default: 0] += 0.1 * relation.weight
    }
    weights[key] = .infinity
    let nearest = Set(
      weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.neighborhood)
        .map(\.key))
    return corpus.papers.indices.filter { nearest.contains(corpus.papers[$0].key) }
  }
}
