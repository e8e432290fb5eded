import PaperModel

/// What the mentions of a whole corpus tell of its names; equal for every order of the papers.
struct CorpusNames: Sendable {
  let papers: [Paper]
  /// What the abbreviations stand for.
  let senses: AbbreviationSenses
  /// The entity key of each sense.
  let keys: SenseKeys
  /// Every name that can be found again in the texts.
  let lexicon: CorpusLexicon
  /// The names of the terms that two papers or more have, hashed.
  private let shared: FoldSet
  /// The folded names of works in the plural whose singular the corpus has too: `i-RevNets`.
  private let plurals: Set<String>

  /// Gathers the names; `mentions[i]` belong to `papers[i]`.
  init(_ papers: [Paper], _ mentions: [[Mention]]) {
    self.papers = papers
    let senses = AbbreviationSenses(mentions)
    let works = WorkVotes(mentions)
    self.senses = senses
    keys = SenseKeys(senses, works)
    lexicon = CorpusLexicon(senses: senses, mentions: mentions)
    shared = Self.sharedTerms(mentions)
    plurals = works.plurals
  }

  /// Whether two papers or more have a term, so that it can join them.
  func isShared(_ term: Mention) -> Bool { shared.contains(NameFold.hash(term.name)) }

  /// The folded name of a work, in the singular if the corpus has that too.
  func workName(_ folded: String) -> String {
    plurals.contains(folded) ? String(folded.dropLast()) : folded
  }

  /// The terms that two papers tell, for each paper tells a term once.
  ///
  /// One plain word says too little to join papers: `motion`, `guide`.
  private static func sharedTerms(_ mentions: [[Mention]]) -> FoldSet {
    var once = FoldSet()
    var shared = FoldSet()
    for paper in mentions {
      for mention in paper where mention.kind == .term {
        guard mention.name.utf8.contains(UInt8(ascii: " ")) || isName(mention.surface) else {
          continue
        }
        let fold = NameFold.hash(mention.name)
        if !once.insert(fold).inserted { shared.insert(fold) }
      }
    }
    return shared
  }

  /// Whether a word is printed as a name or an acronym is.
  private static func isName(_ word: String) -> Bool {
    word.utf8.count { $0.isUpper } >= 2 && CorpusLexicon.isDistinctive(word)
  }
}

/// What the papers of a corpus hold each name of a work to be, by folded name.
struct WorkVotes: Sendable {
  private var votes: [String: Votes] = [:]

  init(_ mentions: [[Mention]]) {
    for paper in mentions {
      for mention in paper where mention.kind == .dataset || mention.kind == .method {
        votes[NameFold.name(mention.name), default: Votes()].add(mention)
      }
    }
  }

  /// The names in the plural whose singular occurs too.
  var plurals: Set<String> {
    Set(
      votes.keys.filter { name in
        name.utf8.count >= 5 && name.hasSuffix("s") && !name.hasSuffix("ss")
          && votes[String(name.dropLast())] != nil
      })
  }

  /// What the corpus treats names of one thing as: a dataset, a method, or else a term.
  func kind(of names: Set<String>, isCommonNoun: Bool) -> EntityKind {
    var sum = Votes()
    for name in names {
      if let vote = votes[name] { sum.add(vote) }
    }
    if sum.datasets > sum.methods { return .dataset }
    guard sum.methods > 0, sum.introduced > 0 || !isCommonNoun else { return .term }
    return .method
  }

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
  }
}

/// The entity key of each sense: a term, unless the corpus treats it as a work or a dataset.
struct SenseKeys: Sendable {
  private let keys: [EntityKey]

  init(_ senses: AbbreviationSenses, _ works: WorkVotes) {
    keys = senses.senses.map { sense in
      let names = Set(([sense.term] + sense.acronyms).map(NameFold.name))
      switch works.kind(of: names, isCommonNoun: sense.isCommonNoun) {
      case .term: return EntityKey(.term, sense.term)
      case let kind: return EntityKey(kind, NameFold.name(sense.acronym))
      }
    }
  }

  subscript(sense: Int) -> EntityKey { keys[sense] }
}
