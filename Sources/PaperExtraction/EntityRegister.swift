import PaperModel

/// Collects entities and the relations of papers to them, whatever the order they come in.
struct EntityRegister {
  private struct Draft {
    var surfaces: [String: Int] = [:]
    var sense: AbbreviationSenses.Sense?
    var details: Set<String> = []
    var url: String?
  }

  private struct Support {
    var kind: RelationKind
    var basis: String?
    var evidence: [Evidence] = []
  }

  private var drafts: [EntityKey: Draft] = [:]
  private var edges: [EntityKey: Support] = [:]
  private var citations: [EntityKey: [Evidence]] = [:]
  private var finished: [(source: EntityKey, relations: [Relation])] = []
  private let rank = Dictionary(
    uniqueKeysWithValues: RelationKind.allCases.enumerated().map { ($1, $0) })

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
    support(key, Self.relation(of: mention), evidence)
    if mention.detail == "citation" { edges[key]?.basis = "in-text citation" }
  }

  /// Registers a use of a name that the corpus defines.
  mutating func add(
    _ evidence: Evidence, surface: String, as key: EntityKey,
    sense: AbbreviationSenses.Sense
  ) {
    drafts[key, default: Draft()].surfaces[surface, default: 0] += 1
    drafts[key]?.sense = sense
    support(key, .mentions, evidence)
  }

  /// Registers a use of an acronym of which no sense fits.
  mutating func addAmbiguous(_ evidence: Evidence, surface: String) {
    let key = EntityKey(.term, NameFold.name(surface) + " (ambiguous)")
    drafts[key, default: Draft()].surfaces[ShortForm.singular(surface), default: 0] += 1
    drafts[key]?.details.insert("ambiguous acronym")
    support(key, .mentions, evidence)
  }

  /// Registers that a paper names the work which another introduces.
  mutating func addCitation(to cited: Paper, evidence: Evidence) {
    citations[cited.key, default: []].append(evidence)
  }

  /// Turns what was registered since the last call into the relations of one paper.
  mutating func finish(_ paper: Paper) {
    var relations = edges.map { key, support in
      let evidence = Self.unique(support.evidence)
      return Relation(
        paper.key, support.kind, key, weight: Double(Self.places(evidence)), evidence: evidence,
        basis: support.basis)
    }
    relations += citations.map { key, evidence in
      let evidence = Self.unique(evidence)
      return Relation(
        paper.key, .cites, key, weight: Double(evidence.count), evidence: evidence,
        basis: "named work")
    }
    relations.sort {
      if $0.kind != $1.kind { return rank[$0.kind, default: 0] < rank[$1.kind, default: 0] }
      return $0.target < $1.target
    }
    if !relations.isEmpty { finished.append((paper.key, relations)) }
    edges.removeAll(keepingCapacity: true)
    citations.removeAll(keepingCapacity: true)
  }

  private static func unique(_ evidence: [Evidence]) -> [Evidence] {
    evidence.count > 1 ? Set(evidence).sorted() : evidence
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
    finished.sorted { $0.source < $1.source }.flatMap(\.relations)
  }

  private mutating func support(_ key: EntityKey, _ kind: RelationKind, _ evidence: Evidence) {
    var support = edges.removeValue(forKey: key) ?? Support(kind: kind)
    if Self.strength(kind) > Self.strength(support.kind) { support.kind = kind }
    support.evidence.append(evidence)
    edges[key] = support
  }

  private static func relation(of mention: Mention) -> RelationKind {
    switch mention.kind {
    case .repository, .link: return .linksTo
    case .identifier: return mention.detail == "citation" ? .cites : .linksTo
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
  private static func places(_ evidence: [Evidence]) -> Int {
    if evidence.count == 1 { return 1 }
    return Set(evidence.map { Place(field: $0.field, span: $0.span) }).count
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
