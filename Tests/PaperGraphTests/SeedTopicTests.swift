import Foundation
import PaperGraph
import Testing

@Suite struct SeedTopicTests {
  private static let seeds = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../seeds").standardizedFileURL
  private static let files = [
    "000_ccdd6a51137d133e.txt", "001_bd246a5e5982f752.txt", "002_aecfeb807152263e.txt",
    "003_3d423c9ab7bcdfac.txt", "004_656d5c5de814b30c.txt",
  ]

  @Test(arguments: files)
  func `names of topics are whole, distinct and from two papers or more`(file: String) async throws
  {
    let path = Self.seeds.appending(path: file).path(percentEncoded: false)
    let corpus = try await Pipeline(threads: 2).analyze([path])
    let map = corpus.topics
    let placed = map.topics.flatMap(\.papers) + map.unconnected
    #expect(placed.sorted() == Array(corpus.papers.indices))
    #expect(Set(map.topics.map { $0.name.lowercased() }).count == map.topics.count)
    for topic in map.topics {
      print("\(file.prefix(3)) [\(topic.papers.count)] \(topic.name): \(topic.keywords)")
      #expect(topic.papers.count <= TopicFinder().mapSize)
      #expect(topic.name.first?.isLowercase != true || topic.name.contains(where: \.isUppercase))
      let name = topic.name.lowercased()
      for phrase in ["state of the art", "state-of-the-art", "extensive", "experiment", "novel"] {
        #expect(!name.contains(phrase))
      }
      for cut in ["neural radiance", "post-training", "large language", "neural architecture"] {
        #expect(name != cut)
      }
      let index = corpus.similarity.index
      let stems = Set(index.analyzer.terms(in: topic.name).map(\.text))
      let holders = topic.papers.filter { paper in
        let record = corpus.papers[paper].record
        let words = index.analyzer.terms(in: record.title + ". " + record.abstract).map(\.text)
        return !stems.isDisjoint(with: words)
      }
      #expect(holders.count >= 2, "\(topic.name)")
    }
  }
}
