/// What the weighting of terms must know of a corpus: how many documents hold each term.
///
/// Statistics of two parts of a corpus merge into those of the whole, in any order and grouping
/// with the same result, so that parts can be counted apart.
public struct CorpusStatistics: Sendable, Equatable {
  /// The number of documents.
  public private(set) var documentCount = 0
  /// The number of terms in all titles, repeated ones counted each time.
  public private(set) var titleLength = 0
  /// The number of terms in all abstracts, repeated ones counted each time.
  public private(set) var abstractLength = 0
  /// The terms, sorted.
  public private(set) var terms = Vocabulary()
  /// For each term, the number of documents that hold it.
  public private(set) var documentFrequencies: [Int] = []
  /// The words as written, sorted.
  private(set) var surfaces = Vocabulary()
  /// For each word, how often it was written so.
  private(set) var surfaceCounts: [Int] = []
  /// For each word, the place of its term.
  private(set) var surfaceTerms: [UInt32] = []

  /// Creates the statistics of no documents.
  public init() {}

  init(
    documentCount: Int, titleLength: Int, abstractLength: Int, terms: Vocabulary,
    documentFrequencies: [Int],
    surfaces: Vocabulary, surfaceCounts: [Int], surfaceTerms: [UInt32]
  ) {
    self.documentCount = documentCount
    self.titleLength = titleLength
    self.abstractLength = abstractLength
    self.terms = terms
    self.documentFrequencies = documentFrequencies
    self.surfaces = surfaces
    self.surfaceCounts = surfaceCounts
    self.surfaceTerms = surfaceTerms
  }

  /// In how many documents a term occurs.
  public func documentFrequency(of term: String) -> Int {
    terms.index(of: term).map { documentFrequencies[$0] } ?? 0
  }

  /// The mean number of terms of a document, those of titles weighted; 0 without documents.
  public func meanLength(titleWeight: Double) -> Double {
    guard documentCount > 0 else { return 0 }
    return (Double(abstractLength) + titleWeight * Double(titleLength)) / Double(documentCount)
  }

  /// Adds the statistics of other documents.
  ///
  /// Takes time linear in both vocabularies.
  public mutating func merge(_ other: CorpusStatistics) {
    self = merging(other)
  }

  /// The statistics of the documents of both.
  public func merging(_ other: CorpusStatistics) -> CorpusStatistics {
    let (terms, termPlaces, otherTermPlaces) = terms.merging(other.terms)
    let (surfaces, surfacePlaces, otherSurfacePlaces) = surfaces.merging(other.surfaces)
    var merged = CorpusStatistics(
      documentCount: documentCount + other.documentCount,
      titleLength: titleLength + other.titleLength,
      abstractLength: abstractLength + other.abstractLength,
      terms: terms, documentFrequencies: [Int](repeating: 0, count: terms.count),
      surfaces: surfaces, surfaceCounts: [Int](repeating: 0, count: surfaces.count),
      surfaceTerms: [UInt32](repeating: 0, count: surfaces.count))
    merged.add(self, terms: termPlaces, surfaces: surfacePlaces)
    merged.add(other, terms: otherTermPlaces, surfaces: otherSurfacePlaces)
    return merged
  }

  private mutating func add(_ part: CorpusStatistics, terms: [UInt32], surfaces: [UInt32]) {
    for (index, place) in terms.enumerated() {
      documentFrequencies[Int(place)] += part.documentFrequencies[index]
    }
    for (index, place) in surfaces.enumerated() {
      surfaceCounts[Int(place)] += part.surfaceCounts[index]
      surfaceTerms[Int(place)] = terms[Int(part.surfaceTerms[index])]
    }
  }

  /// For each term, the place of the word that it is most often written as, ties by bytes.
  func commonestSurfaces() -> [UInt32] {
    var best = [Int](repeating: -1, count: terms.count)
    for (surface, term) in surfaceTerms.enumerated() {
      let current = best[Int(term)]
      if current < 0 || surfaceCounts[surface] > surfaceCounts[current] {
        best[Int(term)] = surface
      }
    }
    return best.map { UInt32($0) }
  }
}
