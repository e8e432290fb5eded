import PaperModel

/// Joins the mentions of a corpus to entities, and papers to entities by relations.
///
/// Case, hyphens, plurals, and acronym and long form fold to one key. An acronym that a paper does
/// not define takes the sense of the corpus; of two senses, the one whose words the paper uses, or
/// the one that nearly every definition has; otherwise it becomes a node of its own that says it is
/// ambiguous. A paper that names a work which one other paper introduces cites that paper.
///
/// The result is equal for every order of the papers. Time and space are linear in the text, but
/// for sorting.
public struct EntityResolver: Sendable {
  /// Creates a resolver.
  public init() {}

  /// Resolves the mentions of each paper; `mentions[i]` belong to `papers[i]`.
  ///
  /// Papers are expected to have distinct ids.
  public func resolve(_ papers: [Paper], mentions: [[Mention]]) -> ResolvedEntities {
    precondition(papers.count == mentions.count, "each paper needs its list of mentions")
    let senses = AbbreviationSenses(mentions)
    let keys = SenseKeys(senses, mentions)
    let lexicon = CorpusLexicon(senses: senses, mentions: mentions)
    var register = EntityRegister()
    var allKeys: [[EntityKey?]] = []
    for (index, paper) in papers.enumerated() {
      var reader = PaperResolution(
        paper: paper, place: index, senses: senses, keys: keys, lexicon: lexicon, papers: papers)
      allKeys.append(reader.resolve(mentions[index], into: &register))
      reader.resolveUses(into: &register)
    }
    return ResolvedEntities(
      entities: register.entities(), relations: register.relations(), keys: allKeys)
  }
}

/// The entity key of each sense: a term, unless the corpus treats it as a work or a dataset.
struct SenseKeys: Sendable {
  private let keys: [EntityKey]

  init(_ senses: AbbreviationSenses, _ mentions: [[Mention]]) {
    var votes: [String: Votes] = [:]
    for mention in mentions.joined() where mention.kind == .dataset || mention.kind == .method {
      votes[NameFold.name(mention.name), default: Votes()].add(mention)
    }
    keys = senses.senses.map { sense in
      var sum = Votes()
      for form in Set(([sense.term] + sense.acronyms).map(NameFold.name)) {
        if let vote = votes[form] { sum.add(vote) }
      }
      switch sum.kind(isCommonNoun: sense.isCommonNoun) {
      case .term: return EntityKey(.term, sense.term)
      case let kind: return EntityKey(kind, NameFold.name(sense.acronym))
      }
    }
  }

  subscript(sense: Int) -> EntityKey { keys[sense] }

  private struct Votes {
    var datasets = 0
    var methods = 0
    var introduced = 0

    mutating func add(_ mention: Mention) {
      if mention.kind == .dataset { datasets += 1 } else { methods += 1 }
      if mention.role == .introduces { introduced += 1 }
    }

    mutating func add(_ other: Votes) {
      datasets += other.datasets
      methods += other.methods
      introduced += other.introduced
    }

    func kind(isCommonNoun: Bool) -> EntityKind {
      if datasets > methods { return .dataset }
      guard methods > 0, introduced > 0 || !isCommonNoun else { return .term }
      return .method
    }
  }
}
