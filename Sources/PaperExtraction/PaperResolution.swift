import PaperModel

/// Resolves one paper against the names of its corpus.
struct PaperResolution {
  private let paper: Paper
  private let place: Int
  private let senses: AbbreviationSenses
  private let keys: SenseKeys
  private let lexicon: CorpusLexicon
  private let papers: [Paper]
  /// The names of the phrases that two papers or more have.
  private let shared: Set<String>
  /// The folded names of works that are plurals of others.
  private let plurals: Set<String>
  /// What the paper itself defines: folded acronym to sense.
  private var own: [String: Int] = [:]
  private var words: Set<String>?

  init(
    paper: Paper, place: Int, senses: AbbreviationSenses, keys: SenseKeys, lexicon: CorpusLexicon,
    papers: [Paper], shared: Set<String>, plurals: Set<String>
  ) {
    self.paper = paper
    self.place = place
    self.senses = senses
    self.keys = keys
    self.lexicon = lexicon
    self.papers = papers
    self.shared = shared
    self.plurals = plurals
  }

  /// The keys of the paper's mentions; registers their entities and relations.
  mutating func resolve(_ mentions: [Mention], into register: inout EntityRegister) -> [EntityKey?]
  {
    for mention in mentions {
      guard let abbreviation = mention.abbreviation,
        let sense = senses.sense(ofLong: abbreviation.long)
      else { continue }
      own[NameFold.name(abbreviation.acronym)] = sense
    }
    return mentions.map { mention in
      guard let (key, sense) = key(of: mention) else { return nil }
      // A phrase that one paper only has is no node; its key is told all the same.
      if mention.kind == .term, sense == nil, !shared.contains(mention.name) { return key }
      register.add(mention, of: paper, as: key, sense: sense.map { senses.senses[$0] })
      return key
    }
  }

  /// Registers what the corpus's names in the paper's text stand for.
  mutating func resolve(_ uses: [CorpusLexicon.Use], into register: inout EntityRegister) {
    for use in uses {
      let entry = lexicon.entries[use.entry]
      resolveSense(use, entry, into: &register)
      resolveCitation(use, entry, into: &register)
    }
  }

  private mutating func resolveSense(
    _ use: CorpusLexicon.Use, _ entry: CorpusLexicon.Entry, into register: inout EntityRegister
  ) {
    guard let surface = use.span.text(in: paper.record.text(use.field)) else { return }
    let candidates = use.isName && !entry.acronymOf.isEmpty ? entry.acronymOf : []
    let evidence = Evidence(
      paper: paper.id, field: use.field, span: use.span,
      rule: candidates.isEmpty ? "long-form" : "acronym")
    if let sense = candidates.isEmpty
      ? entry.longOf : chosen(candidates, acronym: NameFold.name(surface))
    {
      register.add(
        evidence, surface: surface, as: keys[sense], sense: senses.senses[sense])
    } else if !candidates.isEmpty {
      register.addAmbiguous(evidence, surface: surface)
    }
  }

  /// The sense that an acronym has in this paper; nil when none of several fits.
  private mutating func chosen(_ candidates: [Int], acronym: String) -> Int? {
    if let sense = own[acronym] { return sense }
    if candidates.count == 1 { return candidates[0] }
    let fits = candidates.map { ($0, fit(senses.senses[$0])) }.filter { $0.1 >= 0.5 }
    if let best = fits.map(\.1).max() {
      let winners = fits.filter { $0.1 == best }
      if winners.count == 1 { return winners[0].0 }
    }
    let total = candidates.reduce(0) { $0 + senses.senses[$1].definitions }
    return candidates.first { senses.senses[$0].definitions * 5 >= total * 4 }
  }

  /// The share of a long form's words that the paper uses.
  private mutating func fit(_ sense: AbbreviationSenses.Sense) -> Double {
    let known = words ?? Self.words(of: paper)
    words = known
    let parts = sense.term.split(separator: " ")
    guard !parts.isEmpty else { return 0 }
    return Double(parts.count { known.contains(String($0)) }) / Double(parts.count)
  }

  private static func words(of paper: Paper) -> Set<String> {
    var result: Set<String> = []
    for field in TextField.allCases {
      let text = ScannedText(paper.record.text(field), field: field)
      for token in text.tokens where token.isWord {
        result.insert(Plural.singularWord(text.string(token).lowercased()))
      }
    }
    return result
  }

  private func resolveCitation(
    _ use: CorpusLexicon.Use, _ entry: CorpusLexicon.Entry, into register: inout EntityRegister
  ) {
    guard use.isName, entry.introducedBy.count == 1, entry.acronymOf.count <= 1,
      entry.introducedBy[0] != place
    else { return }
    let cited = papers[entry.introducedBy[0]]
    if let year = paper.record.date?.year, let citedYear = cited.record.date?.year,
      citedYear > year
    {
      return
    }
    register.addCitation(
      to: cited,
      evidence: Evidence(
        paper: paper.id, field: use.field, span: use.sentence, rule: "named-work"))
  }

  private func key(of mention: Mention) -> (EntityKey, Int?)? {
    switch mention.kind {
    case .repository: return (EntityKey(.repository, mention.name), nil)
    case .identifier: return (EntityKey(.identifier, mention.name), nil)
    case .link:
      if let link = LinkCanonicalizer.canonical(mention.surface) {
        return (EntityKey(link.kind, link.name), nil)
      }
      return (EntityKey(.link, mention.name), nil)
    case .abbreviation:
      guard let sense = senses.sense(ofLong: mention.abbreviation?.long ?? "") else { return nil }
      return (keys[sense], sense)
    case .dataset, .method:
      if let sense = sense(ofName: mention.name) { return (keys[sense], sense) }
      let kind: EntityKind = mention.kind == .dataset ? .dataset : .method
      let name = NameFold.name(mention.name)
      return (EntityKey(kind, plurals.contains(name) ? String(name.dropLast()) : name), nil)
    case .term:
      // The surface keeps the capitals that tell an acronym.
      if let sense = sense(ofName: ShortForm.singular(mention.surface)) {
        return (keys[sense], sense)
      }
      return (EntityKey(.term, NameFold.term(mention.name)), nil)
    }
  }

  /// The sense of a name: the paper's own definition, a long form, or the corpus's only sense.
  private func sense(ofName name: String) -> Int? {
    if let sense = own[NameFold.name(name)] { return sense }
    if let sense = senses.sense(ofLong: name) { return sense }
    guard CorpusLexicon.isDistinctive(name) || !name.utf8.contains(where: \.isLower) else {
      return nil
    }
    let candidates = senses.senses(ofAcronym: name)
    return candidates.count == 1 ? candidates[0] : nil
  }
}
