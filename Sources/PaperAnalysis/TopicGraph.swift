import GraphCore
import PaperModel
import RealModule

/// The papers of a corpus as one weighted graph: similar texts, citations, shared entities.
///
/// A similarity weighs its square, so that the near count more than the many less near; a citation
/// as much as the median similarity. An entity that d papers share adds to each pair of them a
/// third of that times ln((n + 1) / d) / ln(n + 1), divided by d − 1, so that all pairs of a paper
/// together get the same from it (Newman 2001, DOI 10.1103/PhysRevE.64.016132). An entity of more
/// papers than a map shows, or of half the corpus, names no topic and joins nothing.
struct TopicGraph {
  let graph: CSRGraph

  /// What an entity counts beside a similarity.
  private static let entityShare = 1.0 / 3

  init(_ papers: [Paper], _ entities: EntityGraph, mapSize: Int) {
    var places: [EntityKey: Int] = [:]
    places.reserveCapacity(papers.count)
    for (place, paper) in papers.enumerated() { places[paper.key] = place }
    let similar = entities.relations.lazy.filter { $0.kind == .similarTo }
      .map { $0.weight * $0.weight }.sorted()
    let unit = similar.isEmpty ? 1 : similar[similar.count / 2]
    var edges: [WeightedEdge] = []
    var sharers: [EntityKey: [Int]] = [:]
    for relation in entities.relations {
      guard let source = places[relation.source] else { continue }
      if let target = places[relation.target] {
        guard source != target, let weight = Self.weight(of: relation, unit: unit) else { continue }
        edges.append(WeightedEdge(source, target, weight: weight))
      } else if relation.target.kind.joinsPapers, sharers[relation.target]?.last != source {
        sharers[relation.target, default: []].append(source)
      }
    }
    let limit = max(2, min(mapSize, (papers.count - 1) / 2))
    for key in sharers.keys.sorted() {
      guard let sharing = sharers[key], sharing.count >= 2, sharing.count <= limit else { continue }
      let rarity = Self.rarity(sharing.count, of: papers.count)
      let weight = Self.entityShare * unit * rarity / Double(sharing.count - 1)
      for (index, first) in sharing.enumerated() {
        for second in sharing[..<index] {
          edges.append(WeightedEdge(first, second, weight: weight))
        }
      }
    }
    graph = CSRGraph(nodeCount: papers.count, edges: edges)
  }

  private static func rarity(_ documentFrequency: Int, of count: Int) -> Double {
    Double.log(Double(count + 1) / Double(documentFrequency)) / Double.log(Double(count + 1))
  }

  private static func weight(of relation: Relation, unit: Double) -> Double? {
    switch relation.kind {
    case .similarTo: relation.weight * relation.weight
    case .cites, .versionOf: unit
    case .coupledWith, .coCitedWith: relation.weight > 0 ? unit * min(1, relation.weight) : nil
    default: nil
    }
  }
}

extension EntityKind {
  /// Whether papers that name the same thing of this kind are about the same.
  fileprivate var joinsPapers: Bool {
    switch self {
    case .repository, .dataset, .method, .term, .link, .identifier: true
    case .paper, .author, .venue: false
    }
  }
}
