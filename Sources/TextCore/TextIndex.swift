/// A text to compare: a title and what follows it.
public struct TextDocument: Sendable, Hashable {
  /// The title; may be empty.
  public var title: String
  /// The abstract; may be empty.
  public var abstract: String

  /// Creates a document.
  public init(title: String, abstract: String) {
    self.title = title
    self.abstract = abstract
  }
}

/// A corpus made comparable: its terms, their weights in each document, and who is near whom.
///
/// The numbers of documents are their places in the input; the numbers of terms are their places
/// in ``terms``. Equal input gives an equal index on any number of threads.
public struct TextIndex: Sendable {
  /// How words become terms.
  public let analyzer: TermAnalyzer
  /// How counts become weights.
  public let weighting: TermWeighting
  /// The counts of the whole corpus.
  public let statistics: CorpusStatistics
  /// The terms that carry weight, sorted: stems of ``statistics`` that are frequent enough.
  public let terms: Vocabulary
  /// For each term, the place of its commonest word among the statistics' surfaces.
  let printedForms: [UInt32]
  /// For each term, the part of its weight that does not depend on the document.
  let inverseDocumentFrequencies: [Double]
  /// The documents by column, for searches.
  public let invertedIndex: InvertedIndex

  /// The weights of the terms in each document, every row of length 1 or empty.
  public var vectors: SparseMatrix { invertedIndex.vectors }
  /// The number of documents.
  public var count: Int { vectors.rowCount }

  /// Reads a corpus.
  ///
  /// - Parameters:
  ///   - documents: The texts; empty ones are near nothing.
  ///   - analyzer: How words become terms.
  ///   - weighting: How counts become weights.
  ///   - threads: How many threads work at a time; 1 or more.
  /// - Complexity: Time linear in the text but for sorting the vocabulary; memory linear in the
  ///   non-zeros and the vocabulary.
  public init(
    _ documents: [TextDocument], analyzer: TermAnalyzer = TermAnalyzer(),
    weighting: TermWeighting = TermWeighting(), threads: Int
  ) async {
    let weighted = await Self.weighted(
      documents, analyzer: analyzer, weighting: weighting, threads: threads)
    self.analyzer = analyzer
    self.weighting = weighting
    statistics = weighted.statistics
    var terms = Vocabulary()
    let surfaces = statistics.commonestSurfaces()
    var printedForms: [UInt32] = []
    for term in weighted.terms {
      statistics.terms[bytes: term].withUnsafeBufferPointer { terms.append($0) }
      printedForms.append(surfaces[term])
    }
    self.terms = terms
    self.printedForms = printedForms
    inverseDocumentFrequencies = weighted.inverseDocumentFrequencies
    invertedIndex = InvertedIndex(weighted.vectors)
  }

  /// The weights of all documents; their counts, which take as much memory, are not held.
  private static func weighted(
    _ documents: [TextDocument], analyzer: TermAnalyzer, weighting: TermWeighting, threads: Int
  ) async -> (
    statistics: CorpusStatistics, terms: [Int], inverseDocumentFrequencies: [Double],
    vectors: SparseMatrix
  ) {
    let pieces = Parallel.ranges(documents.count, pieces: threads == 1 ? 1 : threads * 4)
    let counts = await Parallel.map(pieces.count, threads: threads) {
      TermCounts(documents[pieces[$0]], analyzer: analyzer)
    }
    let statistics = await merged(counts.map(\.statistics), threads: threads)
    let frequencies = statistics.documentFrequencies
    let kept = frequencies.indices.filter { frequencies[$0] >= weighting.minimumDocumentFrequency }
    let idfs = kept.map {
      weighting.inverseDocumentFrequency(frequencies[$0], documentCount: documents.count)
    }
    var columns = [UInt32?](repeating: nil, count: frequencies.count)
    for (column, term) in kept.enumerated() { columns[term] = UInt32(column) }
    let columnOfTerm = columns
    let vectors = SparseMatrix(
      concatenating: await Parallel.map(counts.count, threads: threads) { piece in
        counts[piece].weighted(
          weighting, statistics: statistics, columns: columnOfTerm,
          inverseDocumentFrequencies: idfs)
      }, columnCount: kept.count)
    return (statistics, kept, idfs, vectors)
  }

  private static func merged(_ parts: [CorpusStatistics], threads: Int) async -> CorpusStatistics {
    var parts = parts
    while parts.count > 1 {
      let current = parts
      parts = await Parallel.map((current.count + 1) / 2, threads: threads) { pair in
        let right = pair * 2 + 1
        return right < current.count
          ? current[pair * 2].merging(current[right]) : current[pair * 2]
      }
    }
    return parts.first ?? CorpusStatistics()
  }

  /// The weights of a text as if it were a document of this corpus; terms unknown here are left out.
  public func vector(of document: TextDocument) -> SparseVector {
    let counts = TermCounts([document][...], analyzer: analyzer)
    let known = terms.places(of: counts.statistics.terms)
    return counts.weightedRow(
      0, weighting, meanLength: statistics.meanLength(titleWeight: weighting.titleWeight),
      columns: known, inverseDocumentFrequency: { inverseDocumentFrequencies[$0] })
  }

  /// The word that a term is most often written as in the corpus, ties by bytes.
  public func printedForm(ofTerm term: Int) -> String {
    statistics.surfaces[Int(printedForms[term])]
  }

  /// The nearest documents of every document.
  ///
  /// - Parameters:
  ///   - limit: How many each gets at most; 0 or more.
  ///   - threshold: The cosine that a neighbour must exceed.
  ///   - threads: How many threads work at a time; the answer does not depend on it.
  /// - Returns: For each document, best first, ties by lower index.
  public func neighbors(
    limit: Int, threshold: Double = 0, threads: Int
  ) async -> [[Neighbor]] {
    await invertedIndex.neighbors(
      of: 0..<count, limit: limit, threshold: threshold, threads: threads)
  }

  /// The documents nearest to one of them.
  public func neighbors(
    ofDocument document: Int, limit: Int, threshold: Double = 0
  ) -> [Neighbor] {
    invertedIndex.nearest(
      to: vectors[document], limit: limit, threshold: threshold, excluding: document)
  }

  /// The documents nearest to a text that need not be among them.
  public func neighbors(
    of document: TextDocument, limit: Int, threshold: Double = 0
  ) -> [Neighbor] {
    invertedIndex.nearest(to: vector(of: document), limit: limit, threshold: threshold)
  }
}
