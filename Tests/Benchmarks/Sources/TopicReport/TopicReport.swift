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
    var pipeline = Pipeline(threads: ProcessInfo.processInfo.activeProcessorCount)
    let start = ContinuousClock.now
    pipeline.progress = { stage in
      let line = "\(stage.rawValue) begins after \(ContinuousClock.now - start)\n"
      FileHandle.standardError.write(Data(line.utf8))
    }
    let corpus = try await pipeline.analyze(inputs)
    FileHandle.standardError.write(Data("all done after \(ContinuousClock.now - start)\n".utf8))
    if printsLines {
      try printLines(corpus.papers, corpus.topics)
    } else {
      printTopics(corpus.papers, corpus.topics)
    }
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
    let sizes = map.topics.map(\.papers.count).sorted()
    print(
      "\(papers.count) papers, \(map.topics.count) topics of \(sizes.first ?? 0) to",
      "\(sizes.last ?? 0), \(map.regions.count) regions, \(map.componentCount) components,",
      "\(map.unconnected.count) unconnected, \(map.quality)")
    for topic in map.topics {
      print("[\(topic.papers.count)] \(topic.name)  (\(topic.slug))")
      print("    \(topic.keywords.joined(separator: " | "))")
    }
    guard map.regions.count < map.topics.count else { return }
    for region in map.regions { print("region \(region.name): \(region.topics.count) topics") }
  }
}
