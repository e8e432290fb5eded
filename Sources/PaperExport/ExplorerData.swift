import PaperModel

/// What the page shows, in numbers.
///
/// Nodes are numbered: the papers in their order, then everything else by key. Relations are
/// numbered by kind, source and target. The page reads three kinds of part: the index (papers and
/// topics), the relations (entities and edges), and texts (abstracts with their evidence, for a
/// range of papers).
struct ExplorerData {
  /// A relation between two nodes.
  struct Edge: Comparable {
    let kind, source, target, relation: Int

    static func < (lhs: Edge, rhs: Edge) -> Bool {
      (lhs.kind, lhs.source, lhs.target) < (rhs.kind, rhs.source, rhs.target)
    }
  }

  /// A span of a paper's text that supports a relation: places in `edges` and in its evidence.
  struct Mark {
    let edge, evidence: UInt32
  }

  let page: ExplorerPage
  /// The nodes behind the papers, sorted by key.
  let entities: [Entity]
  let edges: [Edge]
  /// For each paper the evidence in its text, in the order of `edges`.
  let marks: [[Mark]]
  /// For each paper the edges that start from it and say more than their weight, ascending.
  let explained: [[Int]]
  /// How many papers share one part of texts.
  let papersPerPart: Int

  var isInline: Bool { page.papers.count <= ExplorerPage.inlineLimit }
  var textParts: Int { (page.papers.count + papersPerPart - 1) / papersPerPart }

  init(_ page: ExplorerPage) {
    self.page = page
    papersPerPart =
      page.papers.count <= ExplorerPage.inlineLimit
      ? max(page.papers.count, 1) : ExplorerPage.papersPerFile
    var paperNumbers: [String: Int] = [:]
    for (number, paper) in page.papers.enumerated() { paperNumbers[paper.id] = number }
    let lone = Self.loneTerms(of: page.graph)
    let others = page.graph.entities.filter {
      ($0.key.kind != .paper || paperNumbers[$0.key.name] == nil) && !lone.contains($0.key)
    }
    let edges = Self.edges(of: page.graph, paperNumbers: paperNumbers, others: others)
    var marks = [[Mark]](repeating: [], count: page.papers.count)
    var explained = [[Int]](repeating: [], count: page.papers.count)
    for (number, edge) in edges.enumerated() {
      let relation = page.graph.relations[edge.relation]
      for (place, evidence) in relation.evidence.enumerated() {
        if let paper = paperNumbers[evidence.paper] {
          marks[paper].append(Mark(edge: UInt32(number), evidence: UInt32(place)))
        }
      }
      if edge.source < page.papers.count, !relation.sharedTerms.isEmpty || relation.basis != nil {
        explained[edge.source].append(number)
      }
    }
    entities = others
    self.edges = edges
    self.marks = marks
    self.explained = explained
  }

  /// Terms that one paper mentions and none spells out: they join nothing.
  private static func loneTerms(of graph: EntityGraph) -> Set<EntityKey> {
    var lone: [EntityKey: EntityKey] = [:]
    var others: Set<EntityKey> = []
    for relation in graph.relations where relation.target.kind == .term {
      let isLone =
        relation.kind != .defines
        && lone[relation.target, default: relation.source] == relation.source
      if isLone { lone[relation.target] = relation.source } else { others.insert(relation.target) }
    }
    return Set(lone.keys).subtracting(others)
  }

  private static func edges(
    of graph: EntityGraph, paperNumbers: [String: Int], others: [Entity]
  ) -> [Edge] {
    var numbers: [EntityKey: Int] = [:]
    numbers.reserveCapacity(others.count)
    for (offset, entity) in others.enumerated() {
      numbers[entity.key] = paperNumbers.count + offset
    }
    func number(_ key: EntityKey) -> Int? {
      (key.kind == .paper ? paperNumbers[key.name] : nil) ?? numbers[key]
    }
    let ranks = Dictionary(
      uniqueKeysWithValues: RelationKind.allCases.enumerated().map { ($1, $0) })
    return graph.relations.enumerated().compactMap { index, relation -> Edge? in
      guard let source = number(relation.source), let target = number(relation.target),
        let kind = ranks[relation.kind]
      else { return nil }
      return Edge(kind: kind, source: source, target: target, relation: index)
    }.sorted()
  }
}

extension ExplorerData {
  /// The relation that an edge stands for.
  func relation(_ edge: Int) -> Relation { page.graph.relations[edges[edge].relation] }

  /// How many files the page has.
  var fileCount: Int { isInline ? 1 : 3 + textParts }

  /// One file of the page: the page itself, relations, texts, and the list of papers.
  func file(_ number: Int) -> ExplorerPage.File {
    switch number {
    case 0:
      ExplorerPage.File(path: "index.html", bytes: ExplorerDocument(self).index())
    case fileCount - 1:
      ExplorerPage.File(path: "data/papers.html", bytes: ExplorerDocument(self).list())
    default:
      ExplorerPage.File(path: "data/\(partName(number - 1)).js", bytes: script(number - 1))
    }
  }

  /// The parts that a single file holds, or that stand in `data/`: relations, then texts.
  func part(_ number: Int) -> [UInt8] {
    number == 0 ? relationsPart() : textsPart(number - 1)
  }

  private func script(_ number: Int) -> [UInt8] {
    Array("explorerPart(\(number),".utf8) + part(number) + Array(")\n".utf8)
  }

  /// The number of a part with as many digits as the greatest has, two at least.
  func partName(_ number: Int) -> String {
    let digits = String(number)
    let width = max(2, String(textParts).utf8.count)
    return String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
