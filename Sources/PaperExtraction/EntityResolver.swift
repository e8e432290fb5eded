import Dispatch
import PaperModel
import Synchronization
import TextCore

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
  ///   - threads: How many threads resolve papers at a time; the result does not depend on it.
  /// - Returns: The entities, the relations, and the key of each mention.
  public func resolve(
    _ papers: [Paper], mentions: [[Mention]], threads: Int = 1
  ) -> ResolvedEntities {
    precondition(papers.count == mentions.count, "each paper needs its list of mentions")
    let names = CorpusNames(papers, mentions)
    var register = EntityRegister()
    var keys: [[EntityKey?]] = []
    keys.reserveCapacity(papers.count)
    for part in Self.resolve(mentions, names, threads: threads) {
      register.merge(part.register)
      keys += part.keys
    }
    return ResolvedEntities(
      entities: register.entities(names.senses), relations: register.relations(), keys: keys)
  }

  private struct Part {
    var register = EntityRegister()
    var keys: [[EntityKey?]] = []
  }

  /// Resolves ranges of papers, each on a thread.
  private static func resolve(
    _ mentions: [[Mention]], _ names: CorpusNames, threads: Int
  ) -> [Part] {
    let ranges = Parallel.ranges(mentions.count, pieces: threads)
    let parts = Mutex([Part](repeating: Part(), count: ranges.count))
    DispatchQueue.concurrentPerform(iterations: ranges.count) { piece in
      var part = Part()
      part.keys.reserveCapacity(ranges[piece].count)
      for place in ranges[piece] {
        var paper = PaperResolution(place, names)
        part.keys.append(paper.resolve(mentions[place], into: &part.register))
        part.register.finish(names.papers[place])
      }
      parts.withLock { [part] in $0[piece] = part }
    }
    return parts.withLock { $0 }
  }
}
