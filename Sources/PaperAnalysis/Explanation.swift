import PaperModel
import TextCore

/// Why a paper is near a query, in words that the papers print.
public struct Explanation: Sendable, Hashable, Codable {
  /// A sentence of a paper.
  public struct Sentence: Sendable, Hashable, Codable {
    /// Where it stands.
    public var field: TextField
    /// The sentence as printed.
    public var text: String

    /// Creates a sentence.
    public init(field: TextField, text: String) {
      self.field = field
      self.text = text
    }
  }

  /// The terms that both have, heaviest first, with their parts of the part of the words.
  public var terms: [SharedTerm]
  /// What both name, as the papers write it; rarest first.
  public var entities: [EntityKey]
  /// The sentences of the paper that say most of what the query says, at most two, as they stand.
  public var sentences: [Sentence]

  /// Creates an explanation.
  public init(terms: [SharedTerm], entities: [EntityKey], sentences: [Sentence]) {
    self.terms = terms
    self.entities = entities
    self.sentences = sentences
  }
}

extension RelatedPapers {
  /// How many sentences an explanation quotes at most.
  private static let sentenceCount = 2

  /// Says why a paper is near a query.
  ///
  /// - Parameters:
  ///   - paper: The paper.
  ///   - query: The weights of the query's terms, from ``terms(of:)``.
  ///   - sharedEntities: What the paper names and the query does too.
  ///   - termCount: How many terms to give at most.
  /// - Returns: What both share.
  public func explanation(
    of paper: Int, for query: SparseVector, sharedEntities: [EntityKey] = [], termCount: Int = 8
  ) -> Explanation {
    let contributions = index.contributions(of: query, in: paper)
    let weights = Dictionary(
      uniqueKeysWithValues: contributions.map { (index.terms[$0.term], $0.weight) })
    return Explanation(
      terms: contributions.prefix(termCount).map {
        SharedTerm(term: $0.printedForm, weight: $0.weight)
      },
      entities: sharedEntities, sentences: sentences(of: papers[paper].record, weights: weights))
  }

  /// The sentences whose distinct terms weigh most, in the order of the text.
  private func sentences(
    of record: PaperRecord, weights: [String: Double]
  ) -> [Explanation.Sentence] {
    var found: [(weight: Double, place: Int, sentence: Explanation.Sentence)] = []
    for range in SentenceScanner().sentences(in: record.abstract) {
      guard let text = TextSpan(range.lowerBound, range.upperBound).text(in: record.abstract)
      else { continue }
      let terms = Set(index.analyzer.terms(in: text).map(\.text)).sorted()
      let weight = terms.reduce(0) { $0 + (weights[$1] ?? 0) }
      if weight > 0 { found.append((weight, found.count, .init(field: .abstract, text: text))) }
    }
    return found.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.place < $1.place }
      .prefix(Self.sentenceCount).sorted { $0.place < $1.place }.map(\.sentence)
  }
}
