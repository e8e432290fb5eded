import PaperModel

/// Collects entities and the relations of papers to them, whatever the order they come in.
struct EntityRegister {
  private struct Draft {
    var surfaces: [String: Int] = [:]
    var sense: AbbreviationSenses.Sense?
    var details: Set<String> = []
    var url: String?
  }

  private struct Edge: Hashable {
    let paper: EntityKey
    let target: EntityKey
  }

  private struct Support {
    var kind: RelationKind
    var evidence: Set<Evidence>
  }

  private var drafts: [EntityKey: Draft] = [:]
  private var edges: [Edge: Support] = [:]
  private var citations: [Edge: Set<Evidence>] = [:]

  /// Registers a mention that the extractor found.
  mutating func add(
    _ mention: Mention, of paper: Paper, as key: EntityKey, sense: AbbreviationSenses.Sense?
  ) {
    drafts[key, default: Draft()].surfaces[mention.surface, default: 0] += 1
    if let sense { drafts[key]?.sense = sense }
    if let detail = mention.detail { drafts[key]?.details.insert(detail) }
    if mention.kind == .repository || mention.kind == .link {
      drafts[key]?.url = LinkCanonicalizer.canonical(mention.surface)?.url
    }
    let evidence = Evidence(
      paper: paper.id, field: mention.field, span: mention.span, rule: mention.rule)
    support(paper, key, Self.relation(of: mention), evidence)
  }

  /// Registers a use of a name that the corpus defines.
  mutating func add(
    _ evidence: Evidence, surface: String, of paper: Paper, as key: EntityKey,
    sense: AbbreviationSenses.Sense
  ) {
    drafts[key, default: Draft()].surfaces[surface, default: 0] += 1
    drafts[key]?.sense = sense
    support(paper, key, .mentions, evidence)
  }

  /// Registers a use of an acronym of which no sense fits.
  mutating func addAmbiguous(_ evidence: Evidence, surface: String, of paper: Paper) {
    let key = EntityKey(.term, NameFold.name(surface) + " (ambiguous)")
    drafts[key, default: Draft()].surfaces[ShortForm.singular(surface), default: 0] += 1
    drafts[key]?.details.insert("ambiguous acronym")
    support(paper, key, .mentions, evidence)
  }

  /// Registers that a paper names the work which another introduces.
  mutating func addCitation(from paper: Paper, to cited: Paper, evidence: Evidence) {
    citations[Edge(paper: paper.key, target: cited.key), default: []].insert(evidence)
  }

  /// The entities, sorted by key.
  func entities() -> [Entity] {
    drafts.map { key, draft in
      let forms = Set(draft.surfaces.keys).union(draft.sense?.surfaceForms ?? [])
      return Entity(
        key: key, label: Self.label(key, draft), surfaceForms: forms.sorted(),
        detail: draft.details.min(), url: draft.url)
    }.sorted { $0.key < $1.key }
  }

  /// The relations, sorted by source, kind and target; the weight counts places of evidence.
  func relations() -> [Relation] {
    let named = edges.map { edge, support in
      Relation(
        edge.paper, support.kind, edge.target, weight: Double(Self.places(support.evidence)),
        evidence: support.evidence.sorted())
    }
    let cited = citations.map { edge, evidence in
      Relation(
        edge.paper, .cites, edge.target, weight: Double(evidence.count),
        evidence: evidence.sorted(), basis: "named work")
    }
    let rank = Dictionary(
      uniqueKeysWithValues: RelationKind.allCases.enumerated().map { ($1, $0) })
    return (named + cited).sorted {
      if $0.source != $1.source { return $0.source < $1.source }
      if $0.kind != $1.kind { return rank[$0.kind, default: 0] < rank[$1.kind, default: 0] }
      return $0.target < $1.target
    }
  }

  private mutating func support(
    _ paper: Paper, _ key: EntityKey, _ kind: RelationKind, _ evidence: Evidence
  ) {
    let edge = Edge(paper: paper.key, target: key)
    var support = edges[edge] ?? Support(kind: kind, evidence: [])
    if Self.strength(kind) > Self.strength(support.kind) { support.kind = kind }
    support.evidence.insert(evidence)
    edges[edge] = support
  }

  private static func relation(of mention: Mention) -> RelationKind {
    switch mention.kind {
    case .repository, .link, .identifier: return .linksTo
    case .abbreviation: return .defines
    case .term: return .mentions
    case .dataset, .method:
      switch mention.role {
      case .introduces: return .introduces
      case .uses: return .uses
      case .mentions, nil: return .mentions
      }
    }
  }

  private static func strength(_ kind: RelationKind) -> Int {
    switch kind {
    case .introduces: 3
    case .defines: 2
    case .uses: 1
    default: 0
    }
  }

  /// How many places support a relation; two rules that read the same place count once.
  private static func places(_ evidence: Set<Evidence>) -> Int {
    Set(evidence.map { Place(field: $0.field, span: $0.span) }).count
  }

  private struct Place: Hashable {
    let field: TextField
    let span: TextSpan
  }

  private static func label(_ key: EntityKey, _ draft: Draft) -> String {
    switch key.kind {
    case .repository, .link, .identifier: return key.name
    case .term:
      if let sense = draft.sense { return "\(sense.long) (\(sense.acronym))" }
    default: break
    }
    return draft.surfaces.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? key.name
  }
}
