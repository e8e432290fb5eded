import PaperModel
import RealModule

/// How much of a technical term each phrase of a corpus is.
///
/// The C-value of Frantzi, Ananiadou and Mima (2000, doi:10.1007/s007999900023) over document
/// frequencies, `log₂(n + 1) · (f − mean f of the longer terms that hold it)` for a term of n words,
/// times the inverse document frequency `ln(1 + N / f)`. Equal for every order of the papers.
public struct TermRanking: Sendable {
  private var frequencies: [String: Int] = [:]
  /// For each term that longer ones hold: the sum of their frequencies, and their number.
  private var nested: [String: (total: Int, count: Int)] = [:]
  private let papers: Int

  /// Ranks the terms among the mentions of a corpus.
  ///
  /// Time and space are linear in the mentions; only terms of two papers or more hold others.
  public init(_ mentions: [[Mention]]) {
    papers = mentions.count
    for paper in mentions {
      for mention in paper where mention.kind == .term {
        frequencies[mention.name, default: 0] += 1
      }
    }
    for (term, frequency) in frequencies where frequency > 1 {
      Self.forEachPart(of: term) { part in
        guard frequencies[part] != nil else { return }
        nested[part, default: (0, 0)].total += frequency
        nested[part, default: (0, 0)].count += 1
      }
    }
  }

  /// The score of a term by its folded name, higher for the more technical; 0 if it is unknown.
  public func score(of name: String) -> Double {
    guard let frequency = frequencies[name].map(Double.init) else { return 0 }
    let words = Double(name.utf8.count { $0 == UInt8(ascii: " ") } + 1)
    let inner = nested[name].map { Double($0.total) / Double($0.count) } ?? 0
    let value = .log2(words + 1) * max(frequency - inner, 0.1)
    return value * .log(1 + Double(papers) / frequency)
  }

  /// Calls `body` with every run of words that is shorter than the term.
  private static func forEachPart(of term: String, _ body: (String) -> Void) {
    let words = term.split(separator: " ")
    guard words.count > 1 else { return }
    for first in words.indices {
      for last in first..<words.count where last - first + 1 < words.count {
        body(words[first...last].joined(separator: " "))
      }
    }
  }
}
