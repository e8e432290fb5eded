import PaperModel

/// Finds the paper that a person means by an id or a title.
///
/// Papers are numbered by their place in the corpus. Ties go to the lower id.
public struct PaperLookup: Sendable {
  /// What was found.
  public enum Answer: Hashable, Sendable {
    /// The paper of that id, identifier or title.
    case exact(Int)
    /// The paper whose title is closest, and close enough.
    case closest(Int)
    /// None; the papers whose titles are nearest, three at most, best first.
    case unknown(nearest: [Int])
  }

  private let papers: [Paper]
  private var byName: [String: Int] = [:]
  private var byTitle: [TitleKey: Int] = [:]

  /// How alike two titles must be, from 0 to 1, for one to be taken for the other.
  public static let closeEnough = 0.6

  /// Prepares a corpus; time and space are linear in ids and titles.
  public init(_ papers: [Paper]) {
    self.papers = papers
    let order = papers.indices.sorted { papers[$0].id < papers[$1].id }
    // A paper's own id counts before an identifier that another paper shows.
    for place in order { byName[papers[place].id] = place }
    for place in order {
      for identifier in papers[place].record.identifiers {
        for name in [identifier.value, "\(identifier.scheme.rawValue):\(identifier.value)"]
        where byName[name] == nil { byName[name] = place }
      }
      let title = TitleKey(papers[place].record.title)
      if !title.isEmpty, byTitle[title] == nil { byTitle[title] = place }
    }
  }

  /// Finds a paper.
  ///
  /// - Parameter query: An id, a DOI or another identifier, a title, or a part of one.
  /// - Returns: The paper, or those that come nearest.
  /// - Complexity: Constant for an exact name; else linear in all titles.
  public func find(_ query: String) -> Answer {
    if let place = byName[query] ?? byName[query.lowercased()] { return .exact(place) }
    let title = TitleKey(query)
    if !title.isEmpty, let place = byTitle[title] { return .exact(place) }
    let sought = TitleShape(query)
    let likeness = papers.map { sought.likeness(to: TitleShape($0.record.title)) }
    let best = papers.indices.sorted {
      likeness[$0] != likeness[$1] ? likeness[$0] > likeness[$1] : papers[$0].id < papers[$1].id
    }
    if let first = best.first, likeness[first] >= Self.closeEnough { return .closest(first) }
    return .unknown(nearest: Array(best.prefix(3)))
  }
}

/// A title as its words and its pairs of neighbouring letters.
private struct TitleShape {
  private let words: [String]
  private let pairs: [UInt64: Int]
  private let pairCount: Int

  init(_ title: String) {
    words = TitleKey.words(of: title)
    let scalars = Array(words.joined(separator: " ").unicodeScalars)
    var pairs: [UInt64: Int] = [:]
    for (a, b) in zip(scalars, scalars.dropFirst()) {
      pairs[UInt64(a.value) << 32 | UInt64(b.value), default: 0] += 1
    }
    self.pairs = pairs
    pairCount = max(scalars.count - 1, 0)
  }

  /// Dice's coefficient of the pairs of letters, or more where all words stand in the other title.
  func likeness(to other: TitleShape) -> Double {
    guard pairCount > 0, other.pairCount > 0 else { return 0 }
    var shared = 0
    for (pair, count) in pairs { shared += min(count, other.pairs[pair] ?? 0) }
    let dice = 2 * Double(shared) / Double(pairCount + other.pairCount)
    return other.contains(words) ? max(dice, 0.6 + 0.4 * dice) : dice
  }

  /// Whether the words stand here in a row.
  private func contains(_ sought: [String]) -> Bool {
    guard !sought.isEmpty, sought.count <= words.count else { return false }
    return (0...(words.count - sought.count)).contains { start in
      words[start..<start + sought.count].elementsEqual(sought)
    }
  }
}
