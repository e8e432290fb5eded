import PaperModel

/// Collects entities and the relations of papers to them, whatever the order they come in.
struct EntityRegister {
  private struct Draft {
    let key: EntityKey
    var surfaces: [String: Int] = [:]
    /// The least of the senses that resolve to the key.
    var sense: Int?
    var details: Set<String> = []
    /// The least of the addresses that open it.
    var url: String?

    init(_ key: EntityKey) { self.key = key }

    mutating func merge(_ other: Draft) {
      surfaces.merge(other.surfaces, uniquingKeysWith: +)
      details.formUnion(other.details)
      add(sense: other.sense)
      add(url: other.url)
    }

    mutating func add(sense other: Int?) {
      guard let other else { return }
      sense = min(sense ?? other, other)
    }

    mutating func add(url other: String?) {
      guard let other else { return }
      url = min(url ?? other, other)
    }
  }

  private struct Support {
    var kind: RelationKind
    var basis: String?
    var evidence: [Evidence] = []
  }

  private var numbers: [EntityKey: Int] = [:]
  private var drafts: [Draft] = []
  /// What supports the relations of the paper at hand, by the number of the entity.
  private var edges: [Int: Support] = [:]
  private var citations: [EntityKey: [Evidence]] = [:]
  private var finished: [(source: EntityKey, relations: [Relation])] = []

  /// Registers a mention that the extractor found.
  mutating func add(_ mention: Mention, of paper: Paper, as key: EntityKey, sense: Int?) {
    let number = number(of: key)
    drafts[number].surfaces[mention.surface, default: 0] += 1
    drafts[number].add(sense: sense)
    if let detail = mention.detail { drafts[number].details.insert(detail) }
    if mention.kind == .repository || mention.kind == .link {
      drafts[number].add(url: LinkCanonicalizer.canonical(mention.surface)?.url)
    }
    let evidence = Evidence(
      paper: paper.id, field: mention.field, span: mention.span, rule: mention.rule)
    support(number, Self.relation(of: mention), evidence)
    if mention.detail == "citation" { edges[number]?.basis = "in-text citation" }
  }

  /// Registers a use of a name that the corpus defines.
  mutating func add(_ evidence: Evidence, surface: String, as key: EntityKey, sense: Int) {
    let number = number(of: key)
    drafts[number].surfaces[surface, default: 0] += 1
    drafts[number].add(sense: sense)
    support(number, .mentions, evidence)
  }

  /// Registers a use of an acronym of which no sense fits.
  mutating func addAmbiguous(_ evidence: Evidence, surface: String) {
    let number = number(of: EntityKey(.term, NameFold.name(surface) + " (ambiguous)"))
    drafts[number].surfaces[ShortForm.singular(surface), default: 0] += 1
    drafts[number].details.insert("ambiguous acronym")
    support(number, .mentions, evidence)
  }

  /// Registers that a paper names the work which another introduces.
  mutating func addCitation(to cited: Paper, evidence: Evidence) {
    citations[cited.key, default: []].append(evidence)
  }

  /// Turns what was registered since the last call into the relations of one paper.
  mutating func finish(_ paper: Paper) {
    var relations: [Relation] = []
    relations.reserveCapacity(edges.count + citations.count)
    for (number, support) in edges {
      let evidence = Self.unique(support.evidence)
      relations.append(
        Relation(
          paper.key, support.kind, drafts[number].key, weight: Double(Self.places(evidence)),
          evidence: evidence, basis: support.basis))
    }
    for (key, evidence) in citations {
      let evidence = Self.unique(evidence)
      relations.append(
        Relation(
          paper.key, .cites, key, weight: Double(evidence.count), evidence: evidence,
          basis: "named work"))
    }
    let ranks = relations.map { Self.rank[$0.kind, default: 0] }
    // Places are sorted, for relations are large.
    let order = relations.indices.sorted { left, right in
      ranks[left] == ranks[right]
        ? relations[left].target < relations[right].target : ranks[left] < ranks[right]
    }
    if !order.isEmpty { finished.append((paper.key, order.map { relations[$0] })) }
    edges.removeAll(keepingCapacity: true)
    citations.removeAll(keepingCapacity: true)
  }

  /// Takes over what another register has of other papers.
  mutating func merge(_ other: EntityRegister) {
    if drafts.isEmpty, finished.isEmpty {
      self = other
      return
    }
    for draft in other.drafts { drafts[number(of: draft.key)].merge(draft) }
    finished += other.finished
  }

  private static let rank = Dictionary(
    uniqueKeysWithValues: RelationKind.allCases.enumerated().map { ($1, $0) })

  /// The evidence in order, each once.
  private static func unique(_ evidence: [Evidence]) -> [Evidence] {
    guard evidence.count > 1 else { return evidence }
    var result: [Evidence] = []
    for item in evidence.sorted() where item != result.last { result.append(item) }
    return result
  }

  /// The entities, sorted by key.
  func entities(_ senses: AbbreviationSenses) -> [Entity] {
    drafts.indices.sorted { drafts[$0].key < drafts[$1].key }.map { place in
      let draft = drafts[place]
      let sense = draft.sense.map { senses.senses[$0] }
      return Entity(
        key: draft.key, label: Self.label(draft, sense),
        surfaceForms: Set(draft.surfaces.keys).union(sense?.surfaceForms ?? []).sorted(),
        detail: draft.details.min(), url: draft.url)
    }
  }

  /// The relations, sorted by source, kind and target; the weight counts places of evidence.
  func relations() -> [Relation] {
    var result: [Relation] = []
    result.reserveCapacity(finished.reduce(0) { $0 + $1.relations.count })
    for (_, relations) in finished.sorted(by: { $0.source < $1.source }) { result += relations }
    return result
  }

  private mutating func number(of key: EntityKey) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = drafts.count
    drafts.append(Draft(key))
    return drafts.count - 1
  }

  private mutating func support(_ number: Int, _ kind: RelationKind, _ evidence: Evidence) {
    var support = edges.removeValue(forKey: number) ?? Support(kind: kind)
    if Self.strength(kind) > Self.strength(support.kind) { support.kind = kind }
    support.evidence.append(evidence)
    edges[number] = support
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
    1
      + zip(evidence, evidence.dropFirst()).count { left, right in
        left.field != right.field || left.span != right.span
      }
  }

  private static func label(_ draft: Draft, _ sense: AbbreviationSenses.Sense?) -> String {
    switch draft.key.kind {
    case .repository, .link, .identifier: return draft.key.name
    case .term:
      if let sense { return "\(sense.long) (\(sense.acronym))" }
    default: break
    }
    // Of equals, a term is shown in small letters.
    let isTerm = draft.key.kind == .term
    return draft.surfaces.min { left, right in
      if left.value != right.value { return left.value > right.value }
      let capitals = [left, right].map { isTerm ? $0.key.utf8.count(where: \.isUpper) : 0 }
      return (capitals[0], left.key) < (capitals[1], right.key)
    }?.key ?? draft.key.name
  }
}
