import PaperModel

/// The references of a corpus, each resolved to a paper of the corpus where there is one.
///
/// A reference is resolved by the cited record's own id, by a shared identifier, or by title, when
/// the years, if both are known, are at most one apart. References to the same work outside the
/// corpus are told to be the same by an identifier or by title, so that they can be counted.
///
/// Equal for every order of papers but for the numbers of works. Time and space are linear in the
/// papers and their references.
public struct ReferenceIndex: Sendable {
  /// What a reference leads to.
  public enum Target: Hashable, Sendable {
    /// A paper of the corpus, by its place.
    case paper(Int)
    /// A work outside the corpus, by its place in `outsideWorks`.
    case outside(Int)
  }

  /// For each paper the distinct targets of its references, in their order; never itself.
  public let targets: [[Target]]
  /// One reference for each work outside the corpus, the first that names it.
  public let outsideWorks: [Reference]
  /// For each paper how many references name no work: neither identifier, title nor id.
  public let unreadable: [Int]

  /// Resolves the references of a corpus.
  public init(_ papers: [Paper]) {
    let known = KnownPapers(papers)
    var outside = OutsideWorks()
    var targets: [[Target]] = []
    var unreadable: [Int] = []
    targets.reserveCapacity(papers.count)
    for (place, paper) in papers.enumerated() {
      var seen: Set<Target> = [.paper(place)]
      var own: [Target] = []
      var failures = 0
      for reference in paper.record.references {
        guard
          let target = known.place(of: reference, citedBy: paper).map(Target.paper)
            ?? outside.place(of: reference).map(Target.outside)
        else {
          failures += 1
          continue
        }
        if seen.insert(target).inserted { own.append(target) }
      }
      targets.append(own)
      unreadable.append(failures)
    }
    self.targets = targets
    self.unreadable = unreadable
    outsideWorks = outside.works
  }

  /// The citations between papers of the corpus.
  ///
  /// - Parameter papers: The papers that the index was made of.
  /// - Returns: One relation a pair, with basis `reference`.
  public func citations(_ papers: [Paper]) -> [Relation] {
    zip(papers, targets).flatMap { paper, targets in
      targets.compactMap { target in
        guard case .paper(let cited) = target else { return nil }
        return Relation(paper.key, .cites, papers[cited].key, basis: "reference")
      }
    }
  }

  /// How complete the references of the corpus are.
  public var completeness: ReferenceCompleteness {
    var figures = ReferenceCompleteness(papers: targets.count)
    for (targets, failures) in zip(targets, unreadable) {
      if !targets.isEmpty || failures > 0 { figures.papersWithReferences += 1 }
      figures.unreadable += failures
      for target in targets {
        if case .paper = target { figures.inside += 1 } else { figures.outside += 1 }
      }
    }
    return figures
  }
}

/// How much of what the papers cite is known.
public struct ReferenceCompleteness: Hashable, Sendable, Codable {
  /// The papers of the corpus.
  public var papers: Int
  /// The papers whose source lists references.
  public var papersWithReferences = 0
  /// References to papers of the corpus.
  public var inside = 0
  /// References to works outside the corpus.
  public var outside = 0
  /// References that name no work.
  public var unreadable = 0

  init(papers: Int) { self.papers = papers }

  /// The share of papers that list references, from 0 to 1; 0 for no papers.
  public var share: Double { papers == 0 ? 0 : Double(papersWithReferences) / Double(papers) }
}

/// The papers of a corpus by what references call them.
private struct KnownPapers {
  private struct OwnID: Hashable {
    let file: String
    let id: String
  }

  private var byOwnID: [OwnID: Int] = [:]
  private var byIdentifier: [Identifier: Int] = [:]
  /// nil where two papers share a title.
  private var byTitle: [TitleKey: Int?] = [:]
  private let years: [Int?]

  init(_ papers: [Paper]) {
    years = papers.map { $0.record.date?.year }
    for (place, paper) in papers.enumerated() {
      for id in Set([paper.id, paper.record.id].compactMap(\.self)) {
        for file in Set(paper.sources.map(\.file)) {
          byOwnID[OwnID(file: file, id: id), default: place] = place
        }
      }
      for identifier in paper.record.identifiers { byIdentifier[identifier] = place }
      let title = TitleKey(paper.record.title)
      if !title.isEmpty { byTitle.updateValue(byTitle[title] == nil ? place : nil, forKey: title) }
    }
  }

  func place(of reference: Reference, citedBy paper: Paper) -> Int? {
    if let id = reference.id {
      for source in paper.sources {
        if let place = byOwnID[OwnID(file: source.file, id: id)] { return place }
      }
    }
    for identifier in reference.identifiers {
      if let place = byIdentifier[identifier] { return place }
    }
    guard let title = reference.title, case let place?? = byTitle[TitleKey(title)] else {
      return nil
    }
    if let year = reference.year, let known = years[place], abs(year - known) > 1 { return nil }
    return place
  }
}

/// Works outside the corpus, numbered as they are met.
private struct OutsideWorks {
  private enum Name: Hashable {
    case identifier(Identifier)
    case title(TitleKey)
    case id(String)
  }

  private(set) var works: [Reference] = []
  private var places: [Name: Int] = [:]

  mutating func place(of reference: Reference) -> Int? {
    let names = Self.names(reference)
    guard !names.isEmpty else { return nil }
    let place = names.compactMap { places[$0] }.first ?? works.count
    if place == works.count { works.append(reference) }
    for name in names where places[name] == nil { places[name] = place }
    return place
  }

  private static func names(_ reference: Reference) -> [Name] {
    var names = reference.identifiers.map(Name.identifier)
    let title = TitleKey(reference.title ?? reference.text ?? "")
    if !title.isEmpty { names.append(.title(title)) }
    if let id = reference.id { names.append(.id(id)) }
    return names
  }
}

extension ReferenceIndex {
  /// The works outside the corpus as papers of which only the reference is known.
  ///
  /// - Parameter papers: The papers that the index was made of.
  /// - Returns: An entity for each work, with `reference` as its detail, and the citations of it.
  public func outsideGraph(_ papers: [Paper]) -> (entities: [Entity], relations: [Relation]) {
    let entities = outsideWorks.map { work in
      let name =
        work.identifiers.min().map { "\($0.scheme.rawValue):\($0.value)" }
        ?? TitleKey.words(of: work.title ?? work.text ?? work.id ?? "").joined(separator: "-")
      return Entity(
        key: EntityKey(.paper, "reference:\(name)"),
        label: work.title ?? work.text ?? work.identifiers.min()?.value ?? work.id ?? name,
        detail: "reference", url: work.identifiers.sorted().lazy.compactMap(\.address).first)
    }
    let relations = zip(papers, targets).flatMap { paper, targets in
      targets.compactMap { target -> Relation? in
        guard case .outside(let work) = target else { return nil }
        return Relation(paper.key, .cites, entities[work].key, basis: "reference")
      }
    }
    return (entities, relations)
  }
}
