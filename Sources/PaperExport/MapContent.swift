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

  /// Indexes a graph.
  ///
  /// Time and space O(n + m) for n entities and m relations.
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
  /// Entities that more of the papers name than chance would have it come first, by how many bits
  /// that tells of the map. A third of the places is for repositories, even of a single paper.
  /// There are at most a third as many things as papers, or six, and no more nodes than `maxNodes`
  /// allows.
  func content(of papers: [Int]) -> MapContent {
    let members = papers.compactMap { entityOfPaper[$0] }
    var namedBy: [Int: Set<Int>] = [:]
    for member in members {
      for relation in relations(of: member) where isShown(relation) {
        let entity = other(relation, than: member)
        let kind = graph.entities[entity].key.kind
        if kind != .paper, options.types.contains(kind) {
          namedBy[entity, default: []].insert(member)
        }
      }
    }
    let room = max(0, min(options.maxNodes - members.count, max(6, members.count / 3)))
    let entities = namedBy.compactMap { entity, namers -> (entity: Int, bits: Double)? in
      if namers.count == 1 {
        return graph.entities[entity].key.kind == .repository ? (entity, 0) : nil
      }
      let share = Double(namers.count) / Double(members.count)
      let expected = Double(paperCount(of: entity)) / Double(self.papers.count)
      let bits = Double(namers.count) * log2(share / expected)
      return bits > 0 || members.count == self.papers.count ? (entity, bits) : nil
    }
    let ranked = entities.sorted { ($1.bits, $0.entity) < ($0.bits, $1.entity) }.map(\.entity)
    let repositories = ranked.filter { graph.entities[$0].key.kind == .repository }
      .prefix((room + 2) / 3)
    let others = ranked.filter { !repositories.contains($0) }.prefix(room - repositories.count)
    let chosen = (repositories + others).sorted()
    return MapContent(
      papers: papers, entities: chosen, relations: drawn(Set(members).union(chosen)))
  }

  /// How many papers stand in a relation to an entity.
  private func paperCount(of entity: Int) -> Int {
    Set(relations(of: entity).map { other($0, than: entity) }.filter { paperOfEntity[$0] >= 0 })
      .count
  }

  /// How many of the similarities of a paper are drawn, the heaviest first.
  static let similaritiesPerPaper = 3

  /// The relations that are drawn among some entities, ascending.
  ///
  /// Of similarities only the heaviest of each paper are, and of several relations of a paper to
  /// one thing only that which says most. The explorer shows them all.
  private func drawn(_ shown: Set<Int>) -> [Int] {
    var strongest: [[Int]: Int] = [:]
    var drawn: Set<Int> = []
    for entity in shown.sorted() {
      let inner = relations(of: entity).filter {
        shown.contains(other($0, than: entity)) && isShown($0)
      }
      let similar = inner.filter { graph.relations[$0].kind == .similarTo }.sorted {
        (graph.relations[$1].weight, $0) < (graph.relations[$0].weight, $1)
      }
      drawn.formUnion(similar.prefix(Self.similaritiesPerPaper))
      for relation in inner where graph.relations[relation].kind != .similarTo {
        let ends = [ends[relation].source, ends[relation].target]
        guard paperOfEntity[ends[1]] < 0 else {
          drawn.insert(relation)
          continue
        }
        let rank = graph.relations[relation].kind.telling
        if let other = strongest[ends], graph.relations[other].kind.telling <= rank { continue }
        strongest[ends] = relation
      }
    }
    return drawn.union(strongest.values).sorted()
  }

  private func isShown(_ relation: Int) -> Bool {
    graph.relations[relation].weight >= options.minWeight
  }
}

extension RelationKind {
  /// The place among relations of a paper to a thing, those that say most first.
  fileprivate var telling: Int {
    let order: [RelationKind] = [.introduces, .uses, .linksTo, .mentions, .defines]
    return order.firstIndex(of: self) ?? order.count
  }
}
