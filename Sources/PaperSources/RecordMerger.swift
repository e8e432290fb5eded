import PaperModel

/// Merges records of the same work into papers.
///
/// Records are one work if they share an identifier, or by their titles: equal when folded, or
/// nearly so (distance at most 0.03, or 0.06 with an author or the year in common). A title alone
/// never joins records whose years are more than two apart, or that have different identifiers of
/// one kind, or authors without one in common; an empty title never does. Near titles are found by
/// the sorted neighbourhood method (Hernández and Stolfo 1995, doi:10.1145/223784.223807), so time
/// is O(n log n) and space O(n) for n records.
///
/// The result does not depend on the order of the inputs: records are taken in the order of their
/// places, by name of the file and line.
public struct RecordMerger: Sendable {
  /// Which records are compared, and what is told of it.
  public struct Policy: Hashable, Sendable {
    /// Whether records of one JSON Lines file that have ids of their own are merged too.
    public var withinFiles = false
    /// Whether the corpus tells of each merged paper what came from where.
    public var reportsMerges = false

    /// Creates the default policy.
    public init() {}
  }

  /// What was chosen.
  public var policy: Policy

  /// Creates a merger.
  public init(_ policy: Policy = Policy()) { self.policy = policy }

  /// Merges records.
  ///
  /// - Parameters:
  ///   - records: The records of all inputs, input after input.
  ///   - inputs: The accounts of the inputs, which say how many records came from each.
  /// - Returns: The papers, in the order of their first places, what was merged, and the
  ///   relations between preprints and published versions that stayed apart.
  public func merge(
    _ records: [PaperRecord], inputs: [Corpus.Input]
  ) -> (papers: [Paper], merges: [MergedPaper], versions: [Relation]) {
    let order = records.indices.sorted {
      (records[$0].location, $0) < (records[$1].location, $1)
    }
    let evidence = evidence(of: records, order, inputs)
    var clusters = RecordClusters(evidence, mergesWithinFiles: policy.withinFiles)
    joinNames(evidence, &clusters)
    joinEqualTitles(evidence, &clusters)
    joinNearTitles(evidence, &clusters)
    let (papers, merges, places) = papers(order.map { records[$0] }, &clusters)
    let versions = PaperVersions(papers, evidence, places, refusals: clusters.refusals)
    return (papers, merges, versions.relations)
  }

  private func evidence(
    of records: [PaperRecord], _ order: [Int], _ inputs: [Corpus.Input]
  ) -> [MergeEvidence] {
    var origin: [Int] = []
    origin.reserveCapacity(records.count)
    for (index, input) in inputs.enumerated() {
      origin.append(contentsOf: repeatElement(index, count: input.records))
    }
    return order.map { index in
      let record = records[index]
      let input = origin[index]
      let ownName =
        inputs[input].format == .jsonLines
        ? record.id.map { MergeEvidence.OwnName(input: input, id: $0) } : nil
      return MergeEvidence(record, ownName: ownName)
    }
  }

  /// Joins records with a common identifier, or one id in one file.
  private func joinNames(_ evidence: [MergeEvidence], _ clusters: inout RecordClusters) {
    var ofIdentifier: [Identifier: Int] = [:]
    var ofOwnName: [MergeEvidence.OwnName: Int] = [:]
    for (index, record) in evidence.enumerated() {
      for identifier in record.identifiers {
        guard let other = ofIdentifier[identifier] else {
          ofIdentifier[identifier] = index
          continue
        }
        // Papers cited by the identifier of their volume share it and nothing else.
        let isOtherWork =
          record.hasOtherAuthors(than: evidence[other]) && record.title != evidence[other].title
        if !isOtherWork { clusters.join(other, index, because: .sameIdentifier) }
      }
      if let name = record.ownName {
        if let other = ofOwnName[name], evidence[other].title == record.title {
          clusters.join(other, index, because: .sameName)
        } else {
          ofOwnName[name] = index
        }
      }
    }
  }

  private func joinEqualTitles(_ evidence: [MergeEvidence], _ clusters: inout RecordClusters) {
    var works: [TitleKey: [Int]] = [:]
    for (index, record) in evidence.enumerated() where !record.title.isEmpty {
      // One title may stand for several works; a record joins the first that it agrees with.
      let joined = works[record.title, default: []].prefix(Self.maximumWorksOfOneTitle)
        .contains { work in
          guard evidence[work].agreement(with: record) != nil else { return false }
          clusters.join(work, index, because: .sameTitle)
          return clusters.root(of: work) == clusters.root(of: index)
        }
      if !joined { works[record.title, default: []].append(index) }
    }
  }

  /// More works of one title, such as `Introduction`, are not compared.
  private static let maximumWorksOfOneTitle = 32

  /// How many neighbours in each sorted list a title is compared with.
  private static let neighborhood = 6
  /// Shorter titles differ by a word when they differ at all, in bytes.
  private static let shortestNearTitle = 20

  private func joinNearTitles(_ evidence: [MergeEvidence], _ clusters: inout RecordClusters) {
    var firstOfTitle: [TitleKey: Int] = [:]
    for (index, record) in evidence.enumerated()
    where record.title.bytes.count >= Self.shortestNearTitle && firstOfTitle[record.title] == nil {
      firstOfTitle[record.title] = index
    }
    let titles = firstOfTitle.values.sorted()
    let lists: [[(key: [UInt8], record: Int)]] = [
      titles.map { (evidence[$0].title.bytes, $0) },
      titles.map { (evidence[$0].title.bytes.reversed(), $0) },
      titles.map { (Self.middle(evidence[$0].title.bytes), $0) },
    ]
    for list in lists {
      let sorted = list.sorted {
        $0.key == $1.key ? $0.record < $1.record : $0.key.lexicographicallyPrecedes($1.key)
      }
      for (place, first) in sorted.enumerated() {
        for second in sorted[(place + 1)...].prefix(Self.neighborhood) {
          guard first.key.prefix(6) == second.key.prefix(6) else { break }
          if let reason = evidence[first.record].agreement(with: evidence[second.record]) {
            clusters.join(first.record, second.record, because: reason)
          }
        }
      }
    }
  }

  /// The bytes of a title from its most telling letter on, wherever that stands.
  ///
  /// Titles that differ at both ends meet at the first `z`, `q`, `x`, … that they share.
  private static func middle(_ title: [UInt8]) -> [UInt8] {
    for letter in "zqxjkvwy".utf8 {
      if let place = title.dropFirst(8).dropLast(8).firstIndex(of: letter) {
        return Array(title[place...])
      }
    }
    return title
  }

  /// Papers of the clusters, and for each record the place of its paper; `records` are in the
  /// order of their places.
  private func papers(
    _ records: [PaperRecord], _ clusters: inout RecordClusters
  ) -> (papers: [Paper], merges: [MergedPaper], places: [Int]) {
    var groups: [[PaperRecord]] = []
    var places: [Int] = []
    var roots: [Int] = []
    var groupOfRoot: [Int: Int] = [:]
    for (index, record) in records.enumerated() {
      let root = clusters.root(of: index)
      places.append(groupOfRoot[root] ?? groups.count)
      if let group = groupOfRoot[root] {
        groups[group].append(record)
      } else {
        groupOfRoot[root] = groups.count
        roots.append(root)
        groups.append([record])
      }
    }
    let ids = PaperNaming.unique(groups.map(PaperNaming.name))
    let papers = zip(ids, groups).map { id, records in
      Paper(id: id, record: RecordFusion.fused(records), sources: records.map(\.location))
    }
    guard policy.reportsMerges else { return (papers, [], places) }
    let merges = papers.indices.filter { groups[$0].count > 1 }.map {
      MergedPaper(papers[$0], groups[$0], clusters.reasons(ofRoot: roots[$0]))
    }
    return (papers, merges, places)
  }
}
