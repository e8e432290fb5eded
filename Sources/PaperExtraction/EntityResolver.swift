import Dispatch
import PaperModel
import Synchronization

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
  /// Papers are expected to have distinct ids. A term that one paper only has gets a key, and no
  /// entity.
  ///
  /// - Parameters:
  ///   - papers: The papers.
  ///   - mentions: What each of them names.
  ///   - threads: How many threads look for the corpus's names at a time; the result does not
  ///     depend on it.
  /// - Returns: The entities, the relations, and the key of each mention.
  public func resolve(
    _ papers: [Paper], mentions: [[Mention]], threads: Int = 1
  ) -> ResolvedEntities {
    precondition(papers.count == mentions.count, "each paper needs its list of mentions")
    let senses = AbbreviationSenses(mentions)
    let keys = SenseKeys(senses, mentions)
    let lexicon = CorpusLexicon(senses: senses, mentions: mentions)
    let shared = Self.sharedTerms(mentions)
    let plurals = Self.plurals(mentions)
    let uses = Self.uses(of: lexicon, in: papers, threads: threads)
    var register = EntityRegister()
    var allKeys: [[EntityKey?]] = []
    allKeys.reserveCapacity(papers.count)
    for (index, paper) in papers.enumerated() {
      var reader = PaperResolution(
        paper: paper, place: index, senses: senses, keys: keys, lexicon: lexicon, papers: papers,
        shared: shared, plurals: plurals)
      allKeys.append(reader.resolve(mentions[index], into: &register))
      reader.resolve(uses[index], into: &register)
      register.finish(paper)
    }
    return ResolvedEntities(
      entities: register.entities(), relations: register.relations(), keys: allKeys)
  }

  /// The names of the terms that two papers or more have; each paper tells a term once.
  ///
  /// One plain word says too little to join papers: `motion`, `guide`.
  private static func sharedTerms(_ mentions: [[Mention]]) -> Set<String> {
    var once: Set<String> = []
    var shared: Set<String> = []
    for mention in mentions.joined() where mention.kind == .term {
      guard mention.name.utf8.contains(UInt8(ascii: " ")) || isName(mention.surface) else {
        continue
      }
      if !once.insert(mention.name).inserted { shared.insert(mention.name) }
    }
    return shared
  }

  /// Whether a word is printed as a name or an acronym is.
  private static func isName(_ word: String) -> Bool {
    word.utf8.count { $0.isUpper } >= 2 && CorpusLexicon.isDistinctive(word)
  }

  /// The names of works in the plural whose singular the corpus has too: `i-RevNets`.
  private static func plurals(_ mentions: [[Mention]]) -> Set<String> {
    let works = mentions.joined().filter { $0.kind == .dataset || $0.kind == .method }
    let names = Set(works.map { NameFold.name($0.name) })
    return names.filter { name in
      name.utf8.count >= 5 && name.hasSuffix("s") && !name.hasSuffix("ss")
        && names.contains(String(name.dropLast()))
    }
  }

  /// The uses of the corpus's names in each paper.
  private static func uses(
    of lexicon: CorpusLexicon, in papers: [Paper], threads: Int
  ) -> [[CorpusLexicon.Use]] {
    let pieces = min(max(threads, 1), max(papers.count, 1))
    let results = Mutex([[[CorpusLexicon.Use]]](repeating: [], count: pieces))
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      let range = papers.count * piece / pieces..<papers.count * (piece + 1) / pieces
      let found = papers[range].map { paper in
        TextField.allCases.flatMap { field in
          lexicon.uses(in: ScannedText(paper.record.text(field), field: field))
        }
      }
      results.withLock { $0[piece] = found }
    }
    return results.withLock { $0.flatMap(\.self) }
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
