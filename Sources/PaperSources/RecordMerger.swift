import PaperModel

/// Merges records of the same work into papers.
///
/// The result does not depend on the order of the inputs: records are taken in the order of their
/// places, by name of the file and line.
public struct RecordMerger: Sendable {
  /// Which records are compared.
  public struct Policy: Hashable, Sendable {
    /// Whether records of one JSON Lines file that have ids of their own are merged too.
    public var withinFiles = false

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
  /// - Returns: The papers, in the order of their first places.
  public func papers(from records: [PaperRecord], inputs: [Corpus.Input]) -> [Paper] {
    var origin: [Int] = []
    origin.reserveCapacity(records.count)
    for (index, input) in inputs.enumerated() {
      origin.append(contentsOf: repeatElement(index, count: input.records))
    }
    let order = records.indices.sorted {
      (records[$0].location, $0) < (records[$1].location, $1)
    }
    var groups: [[Int]] = []
    var groupOfTitle: [TitleKey: Int] = [:]
    for index in order {
      let key = TitleKey(records[index].title)
      let standsAlone =
        inputs[origin[index]].format == .jsonLines && records[index].id != nil
        && !policy.withinFiles
      if !key.isEmpty, !standsAlone, let group = groupOfTitle[key] {
        groups[group].append(index)
      } else {
        if !key.isEmpty, !standsAlone { groupOfTitle[key] = groups.count }
        groups.append([index])
      }
    }
    return Self.papers(groups.map { $0.map { records[$0] } })
  }

  /// Papers from groups of records, each group in the order of places, and the groups too.
  private static func papers(_ groups: [[PaperRecord]]) -> [Paper] {
    let ids = PaperNaming.unique(groups.map(PaperNaming.name))
    return zip(ids, groups).map { id, records in
      Paper(id: id, record: RecordFusion.fused(records), sources: records.map(\.location))
    }
  }
}
