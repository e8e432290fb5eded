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
    let shared = contributions(of: vectors[a], in: b)
    return Array(shared.prefix(limit ?? shared.count))
  }

  /// The terms that a query and a document share, heaviest first, ties by term.
  ///
  /// - Parameters:
  ///   - query: The query's weights by term.
  ///   - document: The document.
  /// - Returns: Terms whose weights sum to the products of the query and the document.
  public func contributions(of query: SparseVector, in document: Int) -> [TermContribution] {
    let pair = SparseMatrix(rows: [query, vectors[document]], columnCount: vectors.columnCount)
    var shared: [TermContribution] = []
    pair.forEachShared(0, 1) { column, product in
      let term = Int(column)
      shared.append(
        TermContribution(term: term, printedForm: printedForm(ofTerm: term), weight: product))
    }
    return shared.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.term < $1.term }
  }
}
