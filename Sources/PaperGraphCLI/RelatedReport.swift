import Foundation
import PaperGraph

/// What is known beside scores about a query and its answers: why, and who cites whom.
struct RelatedContext {
  /// For each answer why it is near.
  let explanations: [Explanation]
  /// Papers that these papers cite or build on by name, those most often cited first.
  let prior: [Int]
  /// Papers that cite these papers or build on them by name, those that cite most first.
  let derivative: [Int]
  /// Papers that share references with the query, if they were asked for.
  let coupled: [ReferenceCoupling.Partner]?
  /// Papers that are cited together with the query, if they were asked for.
  let coCited: [ReferenceCoupling.Partner]?

  init(
    _ query: RelatedQuery, _ answers: [RelatedPapers.Answer], _ related: RelatedPapers,
    coupling: ReferenceCoupling? = nil, threads: Int
  ) async {
    let members = query.papers + answers.map(\.paper)
    let named = await Self.names(members, of: related.papers, threads: threads)
    let asked = query.papers.reduce(into: Set<EntityKey>()) { $0.formUnion(named[$1] ?? []) }
    let terms = related.terms(of: query.query)
    explanations = answers.map { answer in
      related.explanation(
        of: answer.paper, for: terms,
        sharedEntities: (named[answer.paper] ?? []).intersection(asked).sorted())
    }
    let references = ReferenceIndex(related.papers)
    let (cited, citing) = Self.citations(of: Set(members), references)
    prior = cited
    derivative = citing
    coupled = coupling.map { coupling in
      Self.merged(query.papers.map { coupling.coupled(with: $0, by: references) }, coupling.limit)
    }
    coCited = coupling.map { coupling in
      Self.merged(query.papers.map { coupling.coCited(with: $0, by: references) }, coupling.limit)
    }
  }

  /// The partners of several papers, each as close as to the nearest of them.
  private static func merged(
    _ partners: [[ReferenceCoupling.Partner]], _ limit: Int
  ) -> [ReferenceCoupling.Partner] {
    var seen: Set<Int> = []
    let sorted = partners.joined().sorted {
      $0.weight != $1.weight ? $0.weight > $1.weight : $0.paper < $1.paper
    }
    return Array(sorted.filter { seen.insert($0.paper).inserted }.prefix(limit))
  }

  /// What some of the papers name, each resolved among them.
  private static func names(
    _ members: [Int], of papers: [Paper], threads: Int
  ) async -> [Int: Set<EntityKey>] {
    let pipeline = Pipeline(threads: threads)
    let chosen = members.map { papers[$0] }
    let resolved = pipeline.resolve(chosen, await pipeline.extract(chosen))
    var names: [Int: Set<EntityKey>] = [:]
    for (member, keys) in zip(members, resolved.keys) {
      names[member] = Set(keys.compactMap(\.self))
    }
    let places = Dictionary(
      zip(chosen.map(\.key), members), uniquingKeysWith: { first, _ in first })
    for relation in resolved.relations where relation.target.kind != .paper {
      if let member = places[relation.source] { names[member]?.insert(relation.target) }
    }
    return names
  }

  /// The papers that members cite and those that cite members, most links first, ties by number.
  private static func citations(
    of members: Set<Int>, _ references: ReferenceIndex
  ) -> (cited: [Int], citing: [Int]) {
    var cited: [Int: Int] = [:]
    var citing: [Int: Int] = [:]
    for (paper, targets) in references.targets.enumerated() {
      for case .paper(let target) in targets {
        if members.contains(paper) { cited[target, default: 0] += 1 }
        if members.contains(target) { citing[paper, default: 0] += 1 }
      }
    }
    func ranked(_ counts: [Int: Int]) -> [Int] {
      counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
    }
    return (ranked(cited), ranked(citing))
  }
}

/// A query and its answers, for people and for programs.
struct RelatedReport {
  private struct Document: Encodable {
    struct Result: Encodable {
      let id: String
      let title: String
      let score: Double
      var parts: [AbstractSimilarity.Part]?
      var terms: [SharedTerm]?
      var entities: [EntityKey]?
      var sentences: [Explanation.Sentence]?
    }

    struct Work: Encodable {
      let id: String
      let title: String
    }

    struct Partner: Encodable {
      let id: String
      let title: String
      let shared: Int
      let weight: Double
    }

    let query: String
    let results: [Result]
    var prior: [Work]?
    var derivative: [Work]?
    var coupledWith: [Partner]?
    var coCitedWith: [Partner]?
  }

  private let query: RelatedQuery
  private let answers: [RelatedPapers.Answer]
  private let papers: [Paper]
  private let context: RelatedContext?

  init(
    _ query: RelatedQuery, _ answers: [RelatedPapers.Answer], _ related: RelatedPapers,
    context: RelatedContext?
  ) {
    self.query = query
    self.answers = answers
    self.context = context
    papers = related.papers
  }

  /// The ids of the query, or `-` for a text.
  private var name: String {
    query.text == nil ? query.papers.map { papers[$0].id }.joined(separator: " + ") : "-"
  }

  /// The report as an object, on one line unless it is for reading.
  func json(pretty: Bool) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return Array(try encoder.encode(document)) + Array("\n".utf8)
  }

  private var document: Document {
    var document = Document(
      query: name,
      results: answers.enumerated().map { place, answer in
        let explanation = context?.explanations[place]
        return Document.Result(
          id: papers[answer.paper].id, title: papers[answer.paper].record.title,
          score: answer.score, parts: context.map { _ in answer.parts },
          terms: explanation?.terms, entities: explanation?.entities,
          sentences: explanation?.sentences)
      })
    document.prior = context.map { works($0.prior) }
    document.derivative = context.map { works($0.derivative) }
    document.coupledWith = context?.coupled?.map(partner)
    document.coCitedWith = context?.coCited?.map(partner)
    return document
  }

  private func partner(_ partner: ReferenceCoupling.Partner) -> Document.Partner {
    let paper = papers[partner.paper]
    return Document.Partner(
      id: paper.id, title: paper.record.title, shared: partner.shared, weight: partner.weight)
  }

  private func works(_ places: [Int]) -> [Document.Work] {
    places.prefix(answers.count).map {
      Document.Work(id: papers[$0].id, title: papers[$0].record.title)
    }
  }

  /// The report for reading.
  func text() -> String {
    var lines = query.papers.map { "Near \(Self.title(papers[$0])) (\(papers[$0].id))" }
    if query.text != nil { lines.insert("Near the text", at: 0) }
    for (place, answer) in answers.enumerated() {
      let paper = papers[answer.paper]
      let year = paper.record.date?.year.map { ", \($0)" } ?? ""
      let number = String(place + 1)
      lines.append("")
      lines.append("\(number). \(Self.title(paper)) (\(paper.id)\(year))")
      let parts = answer.parts.map { "\($0.name) \(Self.number($0.score))" }
      lines.append("   \(Self.number(answer.score)) = \(parts.joined(separator: " + "))")
      if let explanation = context?.explanations[place] { lines += Self.lines(of: explanation) }
    }
    if let context {
      lines += section("Prior work: cited by these papers", context.prior)
      lines += section("Derivative work: citing these papers", context.derivative)
      lines += section("Coupled: sharing references with the query", context.coupled)
      lines += section("Co-cited: cited together with the query", context.coCited)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of explanation: Explanation) -> [String] {
    var lines: [String] = []
    if !explanation.terms.isEmpty {
      lines.append("   shared words: " + explanation.terms.map(\.term).joined(separator: ", "))
    }
    if !explanation.entities.isEmpty {
      let names = explanation.entities.map { "\($0.name) (\($0.kind.rawValue))" }
      lines.append("   both name: " + names.joined(separator: ", "))
    }
    return lines + explanation.sentences.map { "   “\($0.text)”" }
  }

  private func section(_ heading: String, _ places: [Int]) -> [String] {
    guard !places.isEmpty else { return [] }
    return ["", heading]
      + places.prefix(max(answers.count, 1)).map {
        "   \(Self.title(papers[$0])) (\(papers[$0].id))"
      }
  }

  private func section(_ heading: String, _ partners: [ReferenceCoupling.Partner]?) -> [String] {
    guard let partners, !partners.isEmpty else { return [] }
    return ["", heading]
      + partners.map {
        let paper = papers[$0.paper]
        return "   \(Self.number($0.weight)), \($0.shared) shared: "
          + "\(Self.title(paper)) (\(paper.id))"
      }
  }

  private static func title(_ paper: Paper) -> String {
    paper.record.title.isEmpty ? "untitled" : paper.record.title
  }

  private static func number(_ value: Double) -> String { String(format: "%.3f", value) }
}
