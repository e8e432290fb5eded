import PaperModel
import Testing

@Suite("Title keys")
struct TitleKeyTests {
  @Test("case, punctuation and spaces do not count, letters of any script do")
  func folding() {
    #expect(TitleKey("R$^3$Mem: Bridging") == TitleKey("r3mem — bridging"))
    #expect(TitleKey("Größe") == TitleKey("GRÖßE"))
    #expect(TitleKey("深層学習").text == "深層学習")
    #expect(TitleKey("AlphaGo") != TitleKey("AlphaGo 2"))
  }

  @Test("a title without letters has an empty key")
  func empty() {
    #expect(TitleKey("").isEmpty)
    #expect(TitleKey("… – !").isEmpty)
  }
}

@Suite("Entity graphs")
struct EntityGraphTests {
  private let paper = EntityKey(.paper, "p")
  private let term = EntityKey(.term, "graph")

  @Test("the order of insertion does not show")
  func order() {
    let entities = [Entity(key: term, label: "graph"), Entity(key: paper, label: "P")]
    let relations = [
      Relation(paper, .mentions, term, weight: 1), Relation(paper, .defines, term, weight: 2),
    ]
    let forward = EntityGraph(entities: entities, relations: relations)
    let backward = EntityGraph(entities: entities.reversed(), relations: relations.reversed())
    #expect(forward.entities == backward.entities)
    #expect(forward.relations == backward.relations)
    #expect(forward.entities.map(\.key) == [paper, term])
  }

  @Test("parallel relations of one kind are merged, others are kept apart")
  func merging() throws {
    let graph = EntityGraph(
      entities: [Entity(key: term, label: "graph"), Entity(key: paper, label: "P")],
      relations: [
        Relation(paper, .mentions, term, weight: 1), Relation(paper, .uses, term),
        Relation(paper, .mentions, term, weight: 2),
        Relation(paper, .mentions, EntityKey(.term, "missing")),
      ])
    #expect(graph.relations.map(\.kind) == [.uses, .mentions])
    #expect(graph.relations.map(\.weight) == [1, 3])
  }
}
