import GraphCore
import PaperAnalysis
import PaperModel
import Testing

@Suite struct TopicFinderTests {
  /// Papers about subjects that share no words, a few that are about nothing, and an entity that
  /// all papers share.
  private struct Corpus {
    var papers: [Paper] = []
    var subjects: [Int?] = []
    var relations: [Relation] = []
    var entities: [Entity] = []

    static let names = [
      "neural architecture search", "quantum circuit synthesis", "monocular depth maps",
      "spiking neuron circuits", "protein folding dynamics", "graph kernel learning",
    ]

    init(papersPerSubject: Int, lonely: Int = 2, seed: UInt64 = 1) {
      var random = SplitMix64(seed: seed)
      let llm = Entity(key: EntityKey(.term, "large language model"), label: "LLM")
      entities.append(llm)
      for (subject, name) in Self.names.enumerated() {
        for number in 0..<papersPerSubject {
          let words = (0..<12).map { _ in
            "subject\(subject)word\(Int.random(in: 0..<20, using: &random))x"
          }
          add(
            "On \(name) \(number)",
            "We study \(name) with \(words.joined(separator: " and ")). Our \(name) is good.",
            subject)
        }
      }
      for number in 0..<lonely { add("", number == 0 ? "" : "Zzyzx\(number)q.", nil) }
      for paper in papers.dropLast(lonely) {
        relations.append(Relation(paper.key, .mentions, llm.key))
      }
      entities += papers.map { Entity(key: $0.key, label: $0.record.title) }
    }

    private mutating func add(_ title: String, _ abstract: String, _ subject: Int?) {
      let location = SourceLocation(file: "test", line: papers.count + 1)
      let record = PaperRecord(title: title, abstract: abstract, location: location)
      papers.append(Paper(id: "p\(papers.count)", record: record, sources: [location]))
      subjects.append(subject)
    }

    func map(mapSize: Int = 40, threads: Int = 1) async -> TopicMap {
      let similarity = await AbstractSimilarity(papers, threads: threads)
      let graph = EntityGraph(
        entities: entities, relations: relations + similarity.relations())
      return await TopicFinder(mapSize: mapSize).topics(
        of: papers, graph: graph, similarity: similarity, threads: threads)
    }
  }

  @Test(arguments: [2, 5, 30])
  func `puts every paper in one topic or in none`(papersPerSubject: Int) async {
    let corpus = Corpus(papersPerSubject: papersPerSubject)
    let map = await corpus.map()
    let placed = map.topics.flatMap(\.papers) + map.unconnected
    #expect(placed.sorted() == Array(corpus.papers.indices))
    for (place, topic) in map.topics.enumerated() {
      #expect(topic.papers.count >= 2)
      #expect(topic.papers == topic.papers.sorted())
      #expect(topic.papers.allSatisfy { map.topicOfPaper[$0] == place })
      #expect(map.regions[topic.region].topics.contains(place))
    }
    #expect(map.unconnected.allSatisfy { map.topicOfPaper[$0] == nil })
    #expect(map.regions.flatMap(\.topics).sorted() == Array(map.topics.indices))
    #expect(map.unconnected.suffix(2) == corpus.papers.indices.suffix(2))
  }

  @Test func `finds the subjects and gives them their names`() async {
    let corpus = Corpus(papersPerSubject: 20)
    let map = await corpus.map()
    #expect(map.topics.count == Corpus.names.count)
    for topic in map.topics {
      #expect(Set(topic.papers.map { corpus.subjects[$0] }).count == 1)
    }
    #expect(
      Set(map.topics.map { $0.name.lowercased() }) == Set(Corpus.names))
    #expect(map.topics.contains { $0.name == "Neural architecture search" })
    #expect(map.topics.contains { $0.slug == "quantum-circuit-synthesis" })
    #expect(map.quality.modularity > 0.5)
    #expect(map.quality.silhouette > 0)
  }

  @Test func `an entity that all papers share joins nothing and names nothing`() async {
    let map = await Corpus(papersPerSubject: 20).map()
    #expect(map.componentCount == Corpus.names.count)
    #expect(!map.topics.contains { $0.name.contains("LLM") })
  }

  @Test func `no topic is larger than a map, and many topics make regions`() async {
    let corpus = Corpus(papersPerSubject: 60)
    let map = await corpus.map(mapSize: 12)
    #expect(map.topics.allSatisfy { $0.papers.count <= 12 })
    #expect(map.regions.count < map.topics.count)
    #expect(map.regions.allSatisfy { !$0.name.isEmpty })
    for region in map.regions {
      let papers = region.topics.flatMap { map.topics[$0].papers }
      #expect(Set(papers.map { corpus.subjects[$0] }).count == 1)
    }
  }

  @Test(arguments: [3, 30])
  func `names and slugs are unique, and keywords say more`(papersPerSubject: Int) async {
    let map = await Corpus(papersPerSubject: papersPerSubject).map(mapSize: 12)
    #expect(Set(map.topics.map { $0.name.lowercased() }).count == map.topics.count)
    #expect(Set(map.topics.map(\.slug)).count == map.topics.count)
    #expect(Set(map.regions.map { $0.name.lowercased() }).count == map.regions.count)
    for topic in map.topics {
      #expect(!topic.slug.isEmpty)
      #expect(
        topic.slug.utf8.allSatisfy {
          $0 == 0x2d || (0x30...0x39).contains($0) || (0x61...0x7a).contains($0)
        })
      let words = [topic.name] + topic.keywords
      for (index, word) in words.enumerated() {
        #expect(
          !words[..<index].contains { other in
            other.lowercased().contains(word.lowercased())
              || word.lowercased().contains(other.lowercased())
          })
      }
    }
  }

  @Test func `is equal on any number of threads`() async {
    let corpus = Corpus(papersPerSubject: 15)
    let first = await corpus.map(threads: 1)
    let second = await corpus.map(threads: 3)
    #expect(first.topics == second.topics)
    #expect(first.regions == second.regions)
    #expect(first.quality == second.quality)
  }

  @Test func `orders topics by component, then by size`() async {
    let map = await Corpus(papersPerSubject: 30).map(mapSize: 12)
    let sizes = map.topics.map(\.papers.count)
    for (place, topic) in map.topics.enumerated().dropFirst() {
      let before = map.topics[place - 1]
      #expect(before.component <= topic.component)
      if before.component == topic.component { #expect(sizes[place - 1] >= sizes[place]) }
    }
  }

  @Test func `a rare shared dataset joins two papers without common words`() async {
    var corpus = Corpus(papersPerSubject: 5, lonely: 2)
    let dataset = Entity(key: EntityKey(.dataset, "tinyset"), label: "TinySet")
    corpus.entities.append(dataset)
    let lonely = Array(corpus.papers.indices.suffix(2))
    for paper in lonely {
      corpus.relations.append(Relation(corpus.papers[paper].key, .uses, dataset.key))
    }
    let map = await corpus.map()
    #expect(map.topics.contains { $0.papers == lonely })
    #expect(map.unconnected.isEmpty)
  }

  @Test func `takes titles in scripts without spaces and of odd marks`() async {
    let titles = ["机器翻译的评估方法", "机器翻译的质量", "(Re-)Digitizing 東京-data", "-", "a-", "--re-\n-"]
    let papers = titles.enumerated().map { number, title in
      AbstractSimilarityTests.paper("\(number)", title, title + ". " + title)
    }
    let similarity = await AbstractSimilarity(papers, threads: 1)
    let graph = EntityGraph(
      entities: papers.map { Entity(key: $0.key, label: $0.record.title) },
      relations: similarity.relations())
    let map = await TopicFinder().topics(
      of: papers, graph: graph, similarity: similarity, threads: 1)
    #expect(map.topics.allSatisfy { !$0.name.isEmpty && !$0.slug.isEmpty })
    #expect((map.topics.flatMap(\.papers) + map.unconnected).sorted() == Array(papers.indices))
  }

  @Test func `a corpus of no papers has no topics`() async {
    let similarity = await AbstractSimilarity([], threads: 1)
    let map = await TopicFinder().topics(
      of: [], graph: EntityGraph(entities: [], relations: []), similarity: similarity, threads: 1)
    #expect(map.topics.isEmpty && map.regions.isEmpty && map.unconnected.isEmpty)
  }
}
