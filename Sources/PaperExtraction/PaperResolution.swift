import PaperModel

/// Resolves one paper against the names of its corpus.
struct PaperResolution {
  private let paper: Paper
  private let place: Int
  private let names: CorpusNames
  private let texts: [ScannedText]
  /// What the paper itself defines: folded acronym to sense.
  private var own: [String: Int] = [:]
  /// The words of the paper in the singular, once they are asked for.
  private var words: FoldSet?

  init(_ place: Int, _ names: CorpusNames) {
    let paper = names.papers[place]
    self.place = place
    self.paper = paper
    self.names = names
    texts = TextField.allCases.map { ScannedText(paper.record.text($0), field: $0) }
  }

  /// The keys of the paper's mentions; registers their entities and relations, and those of the
  /// corpus's names in its text.
  mutating func resolve(_ mentions: [Mention], into register: inout EntityRegister) -> [EntityKey?]
  {
    for mention in mentions {
      guard let abbreviation = mention.abbreviation,
        let sense = names.senses.sense(ofLong: abbreviation.long)
      else { continue }
      own[NameFold.name(abbreviation.acronym)] = sense
    }
    let keys: [EntityKey?] = mentions.map { mention in
      guard let (key, sense) = key(of: mention) else { return nil }
      // A phrase that one paper only has is no node; its key is told all the same.
      if mention.kind == .term, sense == nil, !names.isShared(mention) { return key }
      register.add(mention, of: paper, as: key, sense: sense)
      return key
    }
    for text in texts {
      for use in names.lexicon.uses(in: text) {
        let entry = names.lexicon.entries[use.entry]
        resolveSense(use, entry, in: text, into: &register)
        resolveCitation(use, entry, into: &register)
      }
    }
    return keys
  }

  private mutating func resolveSense(
    _ use: CorpusLexicon.Use, _ entry: CorpusLexicon.Entry, in text: ScannedText,
    into register: inout EntityRegister
  ) {
    let surface = text.string(use.span)
    let candidates = use.isName && !entry.acronymOf.isEmpty ? entry.acronymOf : []
    let evidence = Evidence(
      paper: paper.id, field: use.field, span: use.span,
      rule: candidates.isEmpty ? "long-form" : "acronym")
    if let sense = candidates.isEmpty
      ? entry.longOf : chosen(candidates, acronym: NameFold.name(surface))
    {
      register.add(evidence, surface: surface, as: names.keys[sense], sense: sense)
    } else if !candidates.isEmpty {
      register.addAmbiguous(evidence, surface: surface)
    }
  }

  /// The sense that an acronym has in this paper; nil when none of several fits.
  private mutating func chosen(_ candidates: [Int], acronym: String) -> Int? {
    if let sense = own[acronym] { return sense }
    if candidates.count == 1 { return candidates[0] }
    let fits = candidates.map { ($0, fit($0)) }.filter { $0.1 >= 0.5 }
    if let best = fits.map(\.1).max() {
      let winners = fits.filter { $0.1 == best }
      if winners.count == 1 { return winners[0].0 }
    }
    let total = candidates.reduce(0) { $0 + names.senses.senses[$1].definitions }
    return candidates.first { names.senses.senses[$0].definitions * 5 >= total * 4 }
  }

  /// The share of a long form's words that the paper uses.
  private mutating func fit(_ sense: Int) -> Double {
    let known = words ?? Self.words(of: texts)
    words = known
    let parts = names.senses.words[sense]
    guard !parts.isEmpty else { return 0 }
    return Double(parts.count(where: known.contains)) / Double(parts.count)
  }

  private static func words(of texts: [ScannedText]) -> FoldSet {
    var result = FoldSet()
    for text in texts {
      for token in text.tokens where token.isWord {
        result.insert(Plural.singularFold(token, in: text.bytes))
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
    let cited = names.papers[entry.introducedBy[0]]
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
      let long = mention.abbreviation?.long ?? ""
      return names.senses.sense(ofLong: long).map { (names.keys[$0], $0) }
    case .dataset, .method:
      if let sense = sense(of: mention.name, term: NameFold.term(mention.name)) {
        return (names.keys[sense], sense)
      }
      let kind: EntityKind = mention.kind == .dataset ? .dataset : .method
      return (EntityKey(kind, names.workName(NameFold.name(mention.name))), nil)
    case .term:
      // The surface keeps the capitals that tell an acronym.
      let isPlural = ShortForm.isPlural(mention.surface.utf8)
      let surface = isPlural ? ShortForm.singular(mention.surface) : mention.surface
      if let sense = sense(of: surface, term: isPlural ? NameFold.term(surface) : mention.name) {
        return (names.keys[sense], sense)
      }
      return (EntityKey(.term, mention.name), nil)
    }
  }

  /// The sense of a name: the paper's own definition, a long form, or the corpus's only sense.
  ///
  /// - Parameters:
  ///   - name: The name as printed, in the singular.
  ///   - term: The name folded as a term.
  /// - Returns: The place of the sense, or nil.
  private func sense(of name: String, term: String) -> Int? {
    if !own.isEmpty, let sense = own[NameFold.name(name)] { return sense }
    if let sense = names.senses.sense(ofTerm: term) { return sense }
    guard CorpusLexicon.isDistinctive(name) || !name.utf8.contains(where: \.isLower) else {
      return nil
    }
    let candidates = names.senses.senses(ofAcronym: name)
    return candidates.count == 1 ? candidates[0] : nil
  }
}
