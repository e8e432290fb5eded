import Graphviz
import PaperAnalysis
import PaperExport
import PaperModel

/// A corpus of any size, the same for the same seed, with hostile text in every field.
struct ExplorerCorpus {
  static let hostile = [
    "</script><script>window.injected = 1</script>", "<!-- <script>",
    "]]> & &amp; \"quoted\" 'text'",
    "\u{202E}reversed\u{2066} text", "שלום עולם", "量子回路の図", "🧪 e\u{301}mojis \u{1D4D0}",
    "line\u{2028}separators\u{2029}", "tab\tand\u{0}null\u{7F}",
    "<img src=x onerror=\"window.injected = 1\">",
    "{{title}} \\u003c \\", "=HYPERLINK(\"http://example.org\")",
  ]

  var papers: [Paper] = []
  var entities: [Entity] = []
  var relations: [Relation] = []
  var topics: TopicMap
  var positions: [Layout.Point?] = []

  /// A tenth of the papers is unconnected and has no place.
  init(papers count: Int, seed: UInt64 = 1) {
    var random = SplitMix(state: seed)
    let topicCount = max(1, count / 25)
    topics = TopicMap(
      topics: [], regions: [], topicOfPaper: [], unconnected: [], componentCount: 1,
      quality: TopicMap.Quality(modularity: 0.5, silhouette: 0.1, resolution: 1))
    var members = [[Int]](repeating: [], count: topicCount)
    for number in 0..<count {
      let topic = number % 10 == 9 ? nil : number % topicCount
      add(paper: number, topic: topic, &random)
      topics.topicOfPaper.append(topic)
      if let topic { members[topic].append(number) } else { topics.unconnected.append(number) }
    }
    for (number, papers) in members.enumerated() {
      topics.topics.append(
        TopicMap.Topic(
          name: "Topic \(number) \(Self.hostile[number % Self.hostile.count])",
          slug: "topic-\(number)", keywords: ["alpha", "<b>beta</b>"], papers: papers,
          region: number / 4, component: 0))
    }
    topics.regions = stride(from: 0, to: topicCount, by: 4).map { first in
      TopicMap.Region(
        name: "Region \(first / 4)", topics: Array(first..<min(first + 4, topicCount)))
    }
    connect(members, &random)
  }

  private mutating func add(paper number: Int, topic: Int?, _ random: inout SplitMix) {
    let words = ["graph", "network", "search", "neural", "circuit", "depth", "field", "sparse"]
    let odd = Self.hostile[number % Self.hostile.count]
    let text = (0..<60).map { _ in words[Int(random.next() % UInt64(words.count))] }
    let name = "TERM\(number % 40)"
    let abstract = "We study \(odd) with \(name). " + text.joined(separator: " ") + "."
    var record = PaperRecord(
      id: "paper/\(number) &",
      title: number % 3 == 0 ? "\(odd) number \(number)" : "Paper \(number) on \(text[0])",
      abstract: abstract, location: SourceLocation(file: "list.txt", line: number + 1))
    record.authors = [Author(name: "Ada \(number % 9)"), Author(name: "Grace <\(number % 5)>")]
    record.date = number % 4 == 0 ? nil : PartialDate(year: 2000 + number % 20)
    record.urls =
      number % 2 == 0
      ? ["javascript:alert(1)", "https://example.org/\(number)"] : ["javascript:alert(1)"]
    record.identifiers = [Identifier(.doi, "10.1000/\(number)<>")]
    let id = record.id ?? ""
    papers.append(Paper(id: id, record: record, sources: [record.location]))
    entities.append(Entity(key: EntityKey(.paper, id), label: record.title))
    let term = Entity(
      key: EntityKey(.term, name.lowercased()), label: name, surfaceForms: [name, "\(name)s"],
      url: "javascript:alert(1)")
    entities.append(term)
    let start = "We study \(odd) with ".utf8.count
    relations.append(
      Relation(
        EntityKey(.paper, id), .mentions, term.key,
        evidence: [
          Evidence(
            paper: id, field: .abstract, span: TextSpan(start, start + name.utf8.count),
            rule: "acronym")
        ]))
    guard let topic else { return positions.append(nil) }
    positions.append(
      Layout.Point(
        x: Double(topic % 8) * 100 + Double(random.next() % 90),
        y: Double(topic / 8) * 100 + Double(random.next() % 90)))
  }

  private mutating func connect(_ members: [[Int]], _ random: inout SplitMix) {
    for papers in members {
      for (place, paper) in papers.enumerated() where place > 0 {
        let other = papers[Int(random.next() % UInt64(place))]
        relations.append(
          Relation(
            self.papers[paper].key, .similarTo, self.papers[other].key,
            weight: Double(random.next() % 900 + 100) / 1000,
            sharedTerms: [
              SharedTerm(term: "graph", weight: 0.2), SharedTerm(term: "search", weight: 0.1),
            ]))
      }
    }
  }

  /// The page of the corpus, with its relations in an order that must not matter.
  func page(reversed: Bool = false) -> ExplorerPage {
    ExplorerPage(
      title: "Maps of \(papers.count) <papers>", caption: "Made by hand & checked", papers: papers,
      graph: EntityGraph(
        entities: reversed ? entities.reversed() : entities,
        relations: reversed ? relations.reversed() : relations),
      topics: topics, positions: positions, overview: "overview.svg",
      maps: topics.topics.indices.map { $0 % 3 == 2 ? nil : "\($0 / 3)-sheet \"one\".svg" },
      downloads: ["graph.dot", "report.json"])
  }
}

/// The generator SplitMix64, for corpora that repeat.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
