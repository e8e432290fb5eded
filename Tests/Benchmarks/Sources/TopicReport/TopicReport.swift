import Foundation
import PaperGraph

/// `TopicReport INPUT…` prints the topics of papers with their names; `TopicReport --jsonl INPUT…`
/// an object a paper, for score_topics.py.
@main
struct TopicReport {
  static func main() async throws {
    var inputs = Array(CommandLine.arguments.dropFirst())
    let printsLines = inputs.first == "--jsonl"
    if printsLines { inputs.removeFirst() }
    let clock = ContinuousClock()
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let papers = try CorpusReader().read(inputs).papers
    var last = clock.now
    func report(_ stage: String) {
      let now = clock.now
      FileHandle.standardError.write(Data("\(stage): \(now - last)\n".utf8))
      last = now
    }
    let extractor = StandardExtractor()
    let mentions = await Parallel.map(papers.count, threads: threads) {
      extractor.mentions(in: papers[$0].record)
    }
    let resolved = EntityResolver().resolve(papers, mentions: mentions)
    report("entities")
    let similarity = await AbstractSimilarity(papers, threads: threads)
    report("similarity")
    let nodes = papers.map { Entity(key: $0.key, label: $0.record.title) }
    let graph = EntityGraph(
      entities: nodes + resolved.entities,
      relations: resolved.relations + similarity.relations())
    report("graph")
    let map = await TopicFinder().topics(
      of: papers, graph: graph, similarity: similarity, threads: threads)
    report("topics")
    if printsLines { try printLines(papers, map) } else { printTopics(papers, map) }
  }

  private static func printLines(_ papers: [Paper], _ map: TopicMap) throws {
    for (place, paper) in papers.enumerated() {
      let topic = map.topicOfPaper[place]
      let line: [String: Any] = [
        "id": paper.id, "topic": topic ?? -1, "region": topic.map { map.topics[$0].region } ?? -1,
      ]
      let json = try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys])
      print(String(decoding: json, as: UTF8.self))
    }
  }

  private static func printTopics(_ papers: [Paper], _ map: TopicMap) {
    print(
      "\(papers.count) papers, \(map.topics.count) topics, \(map.regions.count) regions,",
      "\(map.componentCount) components, \(map.unconnected.count) unconnected, \(map.quality)")
    for (place, topic) in map.topics.enumerated() {
      print(
        "\(place) [\(topic.papers.count)] \(topic.name)  (\(topic.slug), region \(topic.region))")
      print("    \(topic.keywords.joined(separator: " | "))")
      if CommandLine.arguments.contains("--titles") {
        for paper in topic.papers { print("      - \(papers[paper].record.title)") }
      }
    }
    if map.regions.count < map.topics.count {
      for region in map.regions { print("region \(region.name): \(region.topics.count) topics") }
    }
  }
}
