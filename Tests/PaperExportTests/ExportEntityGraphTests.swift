import GraphFormats
import PaperAnalysis
import PaperExport
import PaperModel
import Testing

@Suite("The typed graph for other tools")
struct ExportEntityGraphTests {
  private var graph: EntityGraph {
    let papers = ["a", "b", "c", "d"].map { name in
      Entity(key: EntityKey(.paper, name), label: "Paper \(name)")
    }
    let method = EntityKey(.method, "leiden")
    let evidence = [
      Evidence(paper: "a", field: .title, span: TextSpan(0, 6), rule: "gazetteer"),
      Evidence(paper: "a b|c", field: .abstract, span: TextSpan(3, 9), rule: "gazetteer"),
    ]
    return EntityGraph(
      entities: papers + [
        Entity(
          key: method, label: "Leiden", surfaceForms: ["Leiden", "Leiden | algorithm"],
          detail: "tool", url: "https://example.org/a"),
        Entity(key: EntityKey(.term, "lonely"), label: "lonely"),
      ],
      relations: [
        Relation(papers[0].key, .uses, method, weight: 2, evidence: evidence),
        Relation(
          papers[1].key, .similarTo, papers[0].key, weight: 0.4,
          sharedTerms: [SharedTerm(term: "graph clustering", weight: 0.25)]),
        Relation(papers[1].key, .cites, papers[2].key, basis: "reference"),
        Relation(papers[2].key, .similarTo, papers[3].key, weight: 0.1),
      ])
  }

  @Test("Entities, relations and evidence come back from the own form")
  func lossless() throws {
    let attributed = AttributedGraph(graph)
    let collected = Collected()
    try attributed.files(as: .jsonLines)[0].write { collected.bytes += $0 }
    let read = try AttributedGraph.read(collected.bytes, as: .jsonLines).graphs[0]
    let back = EntityGraph(read)
    #expect(back.entities == graph.entities)
    #expect(back.relations == graph.relations)
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }

  @Test("A similarity stands once, with directed = false")
  func similarityIsUndirected() throws {
    let attributed = AttributedGraph(graph)
    let similar = attributed.edges.filter { $0.attributes["kind"]?.text == "similarTo" }
    #expect(similar.count == 2)
    #expect(similar.allSatisfy { $0.attributes["directed"] == .boolean(false) })
    #expect(attributed.isDirected)
  }

  @Test("Papers carry their records and topics")
  func topics() throws {
    var record = PaperRecord(
      title: "Paper a", abstract: "", location: SourceLocation(file: "f", line: 1))
    record.date = PartialDate(year: 2025)
    record.identifiers = [Identifier(.doi, "10.1/x")]
    record.authors = [Author(name: "Ada Lovelace")]
    let paper = Paper(id: "a", record: record, sources: [record.location])
    let map = TopicMap(
      topics: [
        .init(name: "Graphs", slug: "graphs", keywords: [], papers: [0], region: 0, component: 0)
      ],
      regions: [.init(name: "Everything", topics: [0])], topicOfPaper: [0], unconnected: [],
      componentCount: 1, quality: .init(modularity: 0, silhouette: 0, resolution: 1))
    let attributed = AttributedGraph(graph, papers: [paper], topics: map)
    let place = try #require(attributed.place(of: "paper:a"))
    let attributes = attributed.nodes[place].attributes
    #expect(attributes["year"] == .integer(2025) && attributes["doi"] == .string("10.1/x"))
    #expect(attributes["authors"] == .list(["Ada Lovelace"]))
    #expect(attributes["topic"] == .string("Graphs") && attributes["component"] == .integer(1))
  }

  private func ids(_ configure: (inout GraphSelection) -> Void) throws -> [String] {
    var selection = GraphSelection()
    configure(&selection)
    return try selection.apply(to: AttributedGraph(graph)).nodes.map(\.id)
  }

  @Test("Parts are chosen by kind, weight, component and distance")
  func selections() throws {
    #expect(try ids { $0.types = ["method", "term"] } == ["method:leiden", "term:lonely"])
    #expect(
      try ids { $0.relations = ["similarTo"] } == ["paper:a", "paper:b", "paper:c", "paper:d"])
    #expect(try ids { $0.minimumWeight = 1.5 }.contains("method:leiden"))
    #expect(try ids { $0.component = 2 } == ["term:lonely"])
    #expect(
      try ids {
        $0.center = "paper:a"
        $0.hops = 1
      } == ["paper:a", "paper:b", "method:leiden"])
  }

  @Test("What the graph does not have is said, with what it has")
  func selectionFailures() {
    #expect(throws: GraphSelection.Failure.noType("author", known: ["method", "paper", "term"])) {
      try ids { $0.types = ["author"] }
    }
    #expect(throws: GraphSelection.Failure.noComponent(3, count: 2)) {
      try ids { $0.component = 3 }
    }
    #expect(throws: GraphSelection.Failure.noTopic("x", known: [])) { try ids { $0.topic = "x" } }
    #expect(throws: GraphSelection.Failure.noNode("paper:z")) { try ids { $0.center = "paper:z" } }
  }

  @Test("Statistics count kinds, pairs and components")
  func statistics() {
    let figures = GraphStatistics(AttributedGraph(graph), top: 2)
    #expect(figures.nodes == 6 && figures.edges == 4)
    #expect(figures.nodesByKind.map(\.kind) == ["paper", "method", "term"])
    #expect(figures.edgesByKind.map(\.count) == [2, 1, 1])
    #expect(figures.components == 2 && figures.largestComponents == [5, 1])
    #expect(figures.isolatedNodes == 1)
    #expect(abs(figures.density - 4.0 / 15) < 1e-12)
    #expect(figures.degreeCounts == [1, 2, 3])
    #expect(figures.weights?.maximum == 2 && figures.weights?.minimum == 0.1)
    #expect(figures.betweennessSources == 6)
    // On the path leiden – a – b – c – d, four shortest paths run through b, three through a and c.
    let between = figures.rankings.first { $0.measure == "betweenness" && $0.kind == nil }
    #expect(between?.nodes.map(\.id) == ["paper:b", "paper:a"])
    #expect(between?.nodes.map(\.score) == [4, 3])
  }

  @Test("Citations have a PageRank and a main path of their own, from the oldest node on")
  func citationStatistics() throws {
    var graph = AttributedGraph(isDirected: true)
    for name in ["new", "middle", "old", "aside", "method"] { graph.addNode(name, [:]) }
    for (source, target, kind) in [
      (0, 1, "cites"), (1, 2, "cites"), (1, 2, "cites"), (0, 2, "cites"), (3, 2, "cites"),
      (0, 4, "uses"), (2, 2, "cites"),
    ] {
      graph.addEdge(from: source, to: target, [AttributeName.kind: .string(kind)])
    }
    let figures = try #require(CitationStatistics(graph, top: 2))
    #expect(figures.citations == 4)
    #expect(figures.pageRank.map(\.id) == ["old", "middle"])
    #expect(figures.mainPath.map(\.id) == ["old", "middle", "new"])
    #expect(figures.mainPath.map(\.score) == [1, 1, 0])
    #expect(CitationStatistics(AttributedGraph()) == nil)
  }

  @Test("An empty graph has figures, too")
  func emptyStatistics() {
    let figures = GraphStatistics(AttributedGraph())
    #expect(figures.nodes == 0 && figures.components == 0 && figures.density == 0)
    #expect(figures.degrees == nil && figures.rankings.allSatisfy(\.nodes.isEmpty))
  }
}
