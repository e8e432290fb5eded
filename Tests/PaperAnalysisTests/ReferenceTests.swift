import PaperAnalysis
import PaperModel
import Testing

/// A paper with references, as one source tells it.
private func paper(
  _ id: String, title: String = "", year: Int? = nil, citing references: [Reference] = []
) -> Paper {
  let location = SourceLocation(file: "a.jsonl", line: 1)
  var record = PaperRecord(id: id, title: title, abstract: "", location: location)
  record.date = year.map { PartialDate(year: $0) }
  record.references = references
  record.identifiers = [Identifier(.doi, "10.1/\(id)")]
  return Paper(id: id, record: record, sources: [location])
}

@Suite("References")
struct ReferenceTests {
  @Test("a reference is resolved by id, identifier or title")
  func resolution() {
    let papers = [
      paper(
        "a",
        citing: [
          Reference(id: "b"), Reference(identifiers: [Identifier(.doi, "10.1/c")]),
          Reference(title: "On Graphs", year: 2020), Reference(title: "Not here"), Reference(),
        ]),
      paper("b"), paper("c"), paper("d", title: "On graphs!", year: 2021),
    ]
    let index = ReferenceIndex(papers)
    #expect(index.targets[0] == [.paper(1), .paper(2), .paper(3), .outside(0)])
    #expect(index.unreadable == [1, 0, 0, 0])
    #expect(index.citations(papers).map(\.target.name) == ["b", "c", "d"])
    #expect(index.completeness.inside == 3)
    #expect(index.completeness.share == 0.25)
  }

  @Test("a title that two papers share, or years too far apart, resolve nothing")
  func doubt() {
    let papers = [
      paper(
        "a", citing: [Reference(title: "Same"), Reference(title: "Old", year: 1990)]),
      paper("b", title: "Same"), paper("c", title: "Same"), paper("d", title: "Old", year: 2000),
    ]
    #expect(ReferenceIndex(papers).citations(papers).isEmpty)
  }

  @Test("a paper does not cite itself, and cites another once")
  func selfCitation() {
    let papers = [
      paper("a", citing: [Reference(id: "a"), Reference(id: "b"), Reference(id: "b")]), paper("b"),
    ]
    #expect(ReferenceIndex(papers).targets[0] == [.paper(1)])
  }

  @Test("papers that cite the same works are coupled", arguments: CouplingNormalization.allCases)
  func coupling(normalization: CouplingNormalization) {
    let works = (0..<4).map { Reference(title: "Work \($0)") }
    let papers = [
      paper("a", citing: Array(works[0..<3])), paper("b", citing: Array(works[1..<4])),
      paper("c", citing: [works[3]]),
    ]
    let relations = ReferenceCoupling(normalization: normalization)
      .coupled(papers, by: ReferenceIndex(papers))
    #expect(relations.map { "\($0.source.name) \($0.target.name)" } == ["a b"])
    let expected =
      switch normalization {
      case .associationStrength: 2.0 / 9
      case .cosine, .inclusion: 2.0 / 3
      case .jaccard: 0.5
      }
    #expect(abs(relations[0].weight - expected) < 1e-12)
  }

  @Test("the partners of one paper are those that it is joined with", arguments: 0..<4)
  func partners(seed: Int) {
    let papers = (0..<30).map { place in
      paper(
        "p\(place)",
        citing: (0..<30).filter { ($0 * 7 + place * (seed + 3)) % 5 < 2 }.map {
          Reference(id: "p\($0)")
        })
    }
    let index = ReferenceIndex(papers)
    let coupling = ReferenceCoupling(normalization: .jaccard, limit: 30)
    for (relations, partners) in [
      (coupling.coupled(papers, by: index), { coupling.coupled(with: $0, by: index) }),
      (coupling.coCited(papers, by: index), { coupling.coCited(with: $0, by: index) }),
    ] as [([Relation], (Int) -> [ReferenceCoupling.Partner])] {
      for (place, paper) in papers.enumerated() {
        let found = partners(place).map { "\(papers[$0.paper].id) \($0.weight)" }
        let expected = relations.filter { $0.source == paper.key || $0.target == paper.key }.map {
          "\(($0.source == paper.key ? $0.target : $0.source).name) \($0.weight)"
        }
        #expect(found.sorted() == expected.sorted())
      }
      #expect(!relations.isEmpty)
    }
  }

  @Test("papers that the same papers cite are co-cited")
  func coCitation() {
    let both = [Reference(id: "a"), Reference(id: "b")]
    let papers = [
      paper("a"), paper("b"), paper("c", citing: both), paper("d", citing: both),
      paper("e", citing: [Reference(id: "a")]),
    ]
    let relations = ReferenceCoupling().coCited(papers, by: ReferenceIndex(papers))
    #expect(relations.map { "\($0.source.name) \($0.target.name)" } == ["a b"])
    #expect(abs(relations[0].weight - 2 / 6.0.squareRoot()) < 1e-12)
  }
}
