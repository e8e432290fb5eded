import PaperAnalysis
import PaperModel

/// A corpus made up by a seed: groups of papers that are alike, things they name, odd texts.
struct MapCorpus {
  var papers: [Paper] = []
  var entities: [Entity] = []
  var relations: [Relation] = []
  var topics: TopicMap
  private var state: UInt64

  static let hostileTitles = [
    "<script>alert(1)</script> & \"quotes\" 'too' ]]> -->",
    "Control \u{1}\u{7F}\u{FFFE} characters",
    "\u{202E}override\u{202C} and \u{2067}isolate", "שלום עולם: a title in two directions",
    "知识图谱的表示学习方法研究综述与展望以及若干开放问题的讨论", "Emoji 🧑‍🔬📈 and flags 🇪🇺", "",
    "https://example.org/averyveryverylongwordwithoutanyspaceinitthatmustbecutsomewhere",
  ]

  /// Makes groups of these sizes.
  init(groups: [Int], seed: UInt64 = 1) {
    state = seed
    topics = TopicMap(
      topics: [], regions: [], topicOfPaper: [], unconnected: [], componentCount: groups.count,
      quality: .init(modularity: 0.5, silhouette: 0.1, resolution: 1))
    for (group, size) in groups.enumerated() { addGroup(group, size) }
    for group in groups.indices {
      topics.regions.append(.init(name: "Region \(group)", topics: [group]))
    }
  }

  var graph: EntityGraph {
    EntityGraph(
      entities: papers.map { Entity(key: $0.key, label: $0.record.title) } + entities,
      relations: relations)
  }

  private mutating func addGroup(_ group: Int, _ size: Int) {
    let first = papers.count
    for number in 0..<size { addPaper(title(number, of: group), year: 2000 + random(20)) }
    let members = Array(first..<first + size)
    for member in members.dropFirst() {
      for _ in 0..<3 { join(member, first + random(member - first)) }
    }
    for kind in [EntityKind.dataset, .method, .term, .repository, .link] {
      let key = EntityKey(kind, "\(kind.rawValue)/\(group)")
      entities.append(
        Entity(key: key, label: "The \(kind) <\(group)>", url: "https://x.org/?a&b=\"\(group)\""))
      for member in members where member % 3 == group % 3 || size < 4 {
        relations.append(Relation(papers[member].key, .uses, key))
        relations.append(Relation(papers[member].key, .mentions, key))
      }
    }
    topics.topicOfPaper += members.map { _ in group }
    topics.topics.append(
      .init(
        name: "Topic & <name> \(group)", slug: "topic-name-\(group)", keywords: ["a & b", "c < d"],
        papers: members, region: group, component: group))
  }

  private mutating func addPaper(_ title: String, year: Int) {
    let id = "paper-\(papers.count)"
    let location = SourceLocation(file: "made.txt", line: papers.count + 1)
    var record = PaperRecord(
      id: id, title: title, abstract: "The abstract of \(title)", location: location)
    record.date = PartialDate(year: year)
    record.urls = papers.count % 5 == 0 ? ["javascript:alert(1)"] : []
    papers.append(Paper(id: id, record: record, sources: [location]))
  }

  private mutating func title(_ number: Int, of group: Int) -> String {
    if number % 6 == 5 { return Self.hostileTitles[random(Self.hostileTitles.count)] }
    let words = ["neural", "search", "of", "graphs", "efficient", "learning", "for", "depth"]
    return "Paper \(number) of \(group): "
      + (0..<3 + random(8)).map { _ in words[random(words.count)] }.joined(separator: " ")
  }

  private mutating func join(_ first: Int, _ second: Int) {
    guard first != second else { return }
    let weight = 0.1 + Double(random(100)) / 200
    relations.append(
      Relation(
        papers[first].key, .similarTo, papers[second].key, weight: weight,
        sharedTerms: [SharedTerm(term: "<b>", weight: weight)]))
    if random(4) == 0 { relations.append(Relation(papers[first].key, .cites, papers[second].key)) }
  }

  /// A number below `limit`, by Knuth's linear congruential generator.
  private mutating func random(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
