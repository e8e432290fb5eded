import PaperModel

/// Records that were found to be one work, in a forest that refuses contradictions.
struct RecordClusters {
  /// What is known of a whole cluster.
  private struct Facts {
    var identifiers: [Identifier]
    var years: ClosedRange<Int>?
    var ownNames: [MergeEvidence.OwnName]
    var reasons: Set<MergeReason> = []
  }

  /// Pairs that their titles would have joined, and that were kept apart.
  private(set) var refusals: [(first: Int, second: Int, reason: MergeReason)] = []

  private var parent: [Int]
  private var facts: [Facts]
  private let mergesWithinFiles: Bool

  init(_ evidence: [MergeEvidence], mergesWithinFiles: Bool) {
    parent = Array(evidence.indices)
    self.mergesWithinFiles = mergesWithinFiles
    facts = evidence.map {
      Facts(
        identifiers: $0.identifiers, years: $0.year.map { $0...$0 },
        ownNames: $0.ownName.map { [$0] } ?? [])
    }
  }

  /// The least record of the cluster.
  mutating func root(of record: Int) -> Int {
    var root = record
    while parent[root] != root { root = parent[root] }
    var next = record
    while parent[next] != root { (next, parent[next]) = (parent[next], root) }
    return root
  }

  /// Joins two clusters, unless something speaks against it.
  mutating func join(_ first: Int, _ second: Int, because reason: MergeReason) {
    let (low, high) = { ($0 < $1 ? $0 : $1, $0 < $1 ? $1 : $0) }(
      root(of: first), root(of: second))
    if low == high { return }
    guard areCompatible(facts[low], facts[high], reason) else {
      if reason == .sameTitle || reason == .similarTitle {
        refusals.append((min(first, second), max(first, second), reason))
      }
      return
    }
    parent[high] = low
    facts[low].identifiers = Set(facts[low].identifiers + facts[high].identifiers).sorted()
    facts[low].years = Self.span(facts[low].years, facts[high].years)
    facts[low].ownNames = Set(facts[low].ownNames + facts[high].ownNames)
      .sorted { ($0.input, $0.id) < ($1.input, $1.id) }
    facts[low].reasons.formUnion(facts[high].reasons)
    facts[low].reasons.insert(reason)
  }

  /// Why the records of a cluster are one.
  func reasons(ofRoot root: Int) -> [MergeReason] { facts[root].reasons.sorted() }

  private func areCompatible(_ first: Facts, _ second: Facts, _ reason: MergeReason) -> Bool {
    if !mergesWithinFiles, Self.areTwoOfOneFile(first.ownNames, second.ownNames) { return false }
    if reason == .sameIdentifier { return true }
    if let years = Self.span(first.years, second.years), years.count > 3 { return false }
    return !Self.conflict(first.identifiers, second.identifiers)
  }

  private static func areTwoOfOneFile(
    _ first: [MergeEvidence.OwnName], _ second: [MergeEvidence.OwnName]
  ) -> Bool {
    first.contains { name in
      second.contains { $0.input == name.input && $0.id != name.id }
    }
  }

  /// Whether both know names of one registry, and no name of it is in both.
  private static func conflict(_ first: [Identifier], _ second: [Identifier]) -> Bool {
    Set(first.map(kind)).intersection(second.map(kind)).contains { kind in
      let names = first.filter { Self.kind($0) == kind }
      return !second.contains { names.contains($0) }
    }
  }

  /// The registry, of which a paper has one name; Semantic Scholar has two kinds of them.
  private static func kind(_ identifier: Identifier) -> String {
    identifier.scheme.rawValue + (identifier.value.hasPrefix("CorpusId:") ? ":corpus" : "")
  }

  private static func span(_ first: ClosedRange<Int>?, _ second: ClosedRange<Int>?)
    -> ClosedRange<Int>?
  {
    guard let first, let second else { return first ?? second }
    return min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
  }
}
