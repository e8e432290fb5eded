import Glibc
import PaperModel

/// What a map shows: papers, what several of them name, and how all of it is joined.
struct MapContent: Sendable {
  /// The papers, by their places in the corpus.
  var papers: [Int]
  /// The entities besides the papers, by their places in the graph, ascending.
  var entities: [Int]
  /// The relations among them, by their places in the graph, ascending.
  var relations: [Int]
}

/// A graph ready to be asked for the content of maps.
struct MapContents: Sendable {
  let papers: [Paper]
  let graph: EntityGraph
  let options: MapOptions
  /// For each entity the corpus's number of the paper that it is, or -1.
  let paperOfEntity: [Int]
  /// For each paper its entity.
  let entityOfPaper: [Int?]
  /// The relations of each entity, in two flat arrays.
  private let offsets: [Int]
  private let relations: [Int]
  /// The two ends of each relation.
  let ends: [(source: Int, target: Int)]

  /// Indexes a graph. Time and space O(n + m).
  init(papers: [Paper], graph: EntityGraph, options: MapOptions) {
    self.papers = papers
    self.graph = graph
    self.options = options
    let count = graph.entities.count
    var paperOfEntity = [Int](repeating: -1, count: count)
    entityOfPaper = papers.map { graph.index(of: $0.key) }
    for (paper, entity) in entityOfPaper.enumerated() {
      if let entity { paperOfEntity[entity] = paper }
    }
    self.paperOfEntity = paperOfEntity
    ends = graph.relations.map {
      (graph.index(of: $0.source) ?? 0, graph.index(of: $0.target) ?? 0)
    }
    var offsets = [Int](repeating: 0, count: count + 1)
    for end in ends {
      offsets[end.source + 1] += 1
      offsets[end.target + 1] += 1
    }
    for entity in 0..<count { offsets[entity + 1] += offsets[entity] }
    var places = offsets
    var relations = [Int](repeating: 0, count: ends.count * 2)
    for (relation, end) in ends.enumerated() {
      for entity in [end.source, end.target] {
        relations[places[entity]] = relation
        places[entity] += 1
      }
    }
    self.offsets = offsets
    self.relations = relations
  }

  /// The relations of an entity.
  func relations(of entity: Int) -> ArraySlice<Int> {
    relations[offsets[entity]..<offsets[entity + 1]]
  }

  /// The other end of a relation.
  func other(_ relation: Int, than entity: Int) -> Int {
    ends[relation].source == entity ? ends[relation].target : ends[relation].source
  }

  /// Chooses what the map of some papers shows.
  ///
  /// Entities that several of the papers name come first, the rare before the common; then
  /// repositories of a single paper. They fill the map up to `maxNodes`, and are never more than
  /// the papers.
  func content(of papers: [Int]) -> MapContent {
    let members = papers.compactMap { entityOfPaper[$0] }
    let inside = Set(members)
    var namedBy: [Int: Int] = [:]
    for member in members {
      for relation in relations(of: member) where isShown(relation) {
        let entity = other(relation, than: member)
        let kind = graph.entities[entity].key.kind
        if kind != .paper, options.types.contains(kind) { namedBy[entity, default: 0] += 1 }
      }
    }
    let room = max(0, min(options.maxNodes - members.count, members.count))
    let entities = namedBy.compactMap { entity, count -> (entity: Int, score: Double)? in
      let isRepository = graph.entities[entity].key.kind == .repository
      guard count >= 2 || isRepository else { return nil }
      let frequency = Double(offsets[entity + 1] - offsets[entity])
      let rarity = Double(self.papers.count + 1) / frequency
      return rarity < 4 && count < members.count ? nil : (entity, Double(count - 1) * log2(rarity))
    }
    let chosen = entities.sorted { ($1.score, $0.entity) < ($0.score, $1.entity) }
      .prefix(room).map(\.entity).sorted()
    let shown = inside.union(chosen)
    let inner = Set(members.flatMap { relations(of: $0) }).filter {
      shown.contains(ends[$0].source) && shown.contains(ends[$0].target) && isShown($0)
    }
    return MapContent(papers: papers, entities: chosen, relations: inner.sorted())
  }

  private func isShown(_ relation: Int) -> Bool {
    graph.relations[relation].weight >= options.minWeight
  }
}
