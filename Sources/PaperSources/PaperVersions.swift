import PaperModel

/// Preprints and published versions that are papers of their own.
///
/// Two papers are versions of one work if a source names one as a version of the other, or if a
/// preprint and a published paper agree in title and in an author or the start of the abstract,
/// and were kept apart for their years or their identifiers alone.
struct PaperVersions {
  /// One relation `versionOf` for each pair, from the preprint to what was published, sorted.
  let relations: [Relation]

  /// Finds the pairs.
  ///
  /// Time O(n log n), space O(n) for n records and refusals.
  ///
  /// - Parameters:
  ///   - papers: The papers.
  ///   - evidence: What speaks for or against each record.
  ///   - places: For each record the place of its paper.
  ///   - refusals: Pairs of records that their titles would have joined.
  init(
    _ papers: [Paper], _ evidence: [MergeEvidence], _ places: [Int],
    refusals: [(first: Int, second: Int, reason: MergeReason)]
  ) {
    var basis: [Pair: String] = [:]
    for (first, second, reason) in refusals where places[first] != places[second] {
      let (a, b) = (evidence[first], evidence[second])
      guard let stage = a.stage, let other = b.stage, stage != other, a.hasSignOfOneWork(with: b)
      else { continue }
      let (low, high) = stage == .preprint ? (first, second) : (second, first)
      let pair = Pair(source: places[low], target: places[high])
      basis[pair] = min(basis[pair] ?? reason.rawValue, reason.rawValue)
    }
    for pair in Self.named(papers) {
      basis[Pair(source: pair.target, target: pair.source)] = nil
      basis[pair] = "named by the source"
    }
    relations = basis.map { pair, basis in
      Relation(papers[pair.source].key, .versionOf, papers[pair.target].key, basis: basis)
    }.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }

  private struct Pair: Hashable {
    var source: Int
    var target: Int
  }

  /// The pairs of which a record names the other; the earlier stage, else the earlier year, first.
  private static func named(_ papers: [Paper]) -> Set<Pair> {
    var placeOfName: [Identifier: Int] = [:]
    for (place, paper) in papers.enumerated() {
      for name in paper.record.identifiers where placeOfName[name] == nil {
        placeOfName[name] = place
      }
    }
    var pairs: Set<Pair> = []
    for (place, paper) in papers.enumerated() {
      for name in paper.record.versions {
        guard let other = placeOfName[name], other != place else { continue }
        let (here, there) = (rank(paper, place), rank(papers[other], other))
        pairs.insert(
          here < there ? Pair(source: place, target: other) : Pair(source: other, target: place))
      }
    }
    return pairs
  }

  private static func rank(_ paper: Paper, _ place: Int) -> (Int, Int, Int) {
    let stage = PublicationStage(of: paper.record)
    let order = stage == .preprint ? 0 : stage == .published ? 2 : 1
    return (order, paper.record.date?.year ?? Int.max, place)
  }
}
