/// A term that two documents share, and what it adds to their similarity.
public struct TermContribution: Sendable, Hashable {
  /// The number of the term in ``TextIndex/terms``.
  public var term: Int
  /// The word that the term is most often written as in the corpus.
  public var printedForm: String
  /// The product of its weights in both; those of all shared terms sum to the cosine.
  public var weight: Double

  /// Creates a contribution.
  public init(term: Int, printedForm: String, weight: Double) {
    self.term = term
    self.printedForm = printedForm
    self.weight = weight
  }
}

extension TextIndex {
  /// The terms that two documents share, heaviest first, ties by term.
  ///
  /// - Parameters:
  ///   - a: A document.
  ///   - b: Another one.
  ///   - limit: How many terms to give at most; all of them if nil.
  /// - Returns: Terms whose weights, all of them taken, sum to the cosine of the documents.
  public func sharedTerms(_ a: Int, _ b: Int, limit: Int? = nil) -> [TermContribution] {
    var shared: [TermContribution] = []
    vectors.forEachShared(a, b) { column, product in
      let term = Int(column)
      shared.append(
        TermContribution(term: term, printedForm: printedForm(ofTerm: term), weight: product))
    }
    shared.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.term < $1.term }
    return Array(shared.prefix(limit ?? shared.count))
  }
}
