import GraphCore
import PaperModel

/// Divides a corpus into topics that each fit a map, and names them.
///
/// Topics are communities of a graph of similar texts, citations and shared entities
/// (`TopicGraph`), found by Leiden at a resolution that makes them fit. Where there are more
/// topics than one map could show, topics of topics are its regions. Names come from the papers
/// (`TopicLabels`). Equal input gives an equal map, on any number of threads.
public struct TopicFinder: Hashable, Sendable {
  /// How many papers a map shows at most; 2 or more.
  public var mapSize: Int
  /// The seed of the communities.
  public var seed: UInt64

  /// Creates a finder.
  public init(mapSize: Int = 40, seed: UInt64 = 1) {
    precondition(mapSize >= 2, "a topic has two papers or more")
    self.mapSize = mapSize
    self.seed = seed
  }

  /// Finds the topics of a corpus.
  ///
  /// - Parameters:
  ///   - papers: The papers, with distinct ids.
  ///   - graph: What they name, cite, and are similar to; papers that it does not hold are
  ///     connected to no other.
  ///   - similarity: The same papers' texts, compared.
  ///   - threads: How many threads work at a time; 1 or more.
  /// - Returns: A map in which every paper has one topic or is connected to no other.
  /// - Complexity: Time near linear in text and relations, space linear in both.
  public func topics(
    of papers: [Paper], graph: EntityGraph, similarity: AbstractSimilarity, threads: Int
  ) async -> TopicMap {
    let joined = TopicGraph(papers, graph, mapSize: mapSize).graph
    let found = TopicPartition(joined, mapSize: mapSize, seed: seed)
    let components = joined.connectedComponents()
    let order = TopicOrder(found.partition, components)
    let regions = regions(of: order.topics, joined, found.partition)
    let phrases = await TopicPhrases(papers, graph, index: similarity.index, threads: threads)
    let writing = TopicWriting(papers, index: similarity.index)
    let labels = TopicLabels(phrases, writing).labels(of: order.topics)
    let regionLabels =
      regions.count == order.topics.count
      ? labels
      : TopicLabels(phrases, writing).labels(
        of: regions.map { $0.flatMap { order.topics[$0] }.sorted() })
    var regionOfTopic = [Int](repeating: 0, count: order.topics.count)
    for (region, topics) in regions.enumerated() {
      for topic in topics { regionOfTopic[topic] = region }
    }
    let slugs = TopicSlug.unique(labels.map(\.name))
    return TopicMap(
      topics: order.topics.indices.map { topic in
        TopicMap.Topic(
          name: labels[topic].name, slug: slugs[topic], keywords: labels[topic].keywords,
          papers: order.topics[topic], region: regionOfTopic[topic],
          component: order.components[topic])
      },
      regions: zip(regions, regionLabels).map {
        TopicMap.Region(name: $1.name, topics: $0)
      },
      topicOfPaper: order.topicOfPaper, unconnected: order.unconnected,
      componentCount: order.componentCount,
      quality: TopicMap.Quality(
        modularity: joined.modularity(of: found.partition),
        silhouette: TopicSilhouette(
          order.topics, topicOfPaper: order.topicOfPaper, similarity
        ).mean,
        resolution: found.resolution))
  }

  /// At 1 a region holds several areas of a field, as its papers' authors tell them apart.
  private static let regionResolution = 2.0

  /// The topics of each region, in the order of their first topics: communities of the graph of
  /// topics, or each topic by itself where there are no more than a map shows.
  private func regions(
    of topics: [[Int]], _ graph: CSRGraph, _ partition: Partition
  ) -> [[Int]] {
    guard topics.count > mapSize else { return topics.indices.map { [$0] } }
    let communities = Leiden(resolution: Self.regionResolution, seed: seed)
      .communities(of: graph.quotient(by: partition))
    return Partition(
      labels: topics.map { papers in communities.labels[Int(partition.labels[papers[0]])] }
    ).members
  }
}

/// Topics in the order of their map: largest component first, then largest topic.
private struct TopicOrder {
  /// The papers of each topic.
  var topics: [[Int]] = []
  /// For each topic its component, by size from 0.
  var components: [Int] = []
  var topicOfPaper: [Int?]
  var unconnected: [Int] = []
  var componentCount = 0

  init(_ partition: Partition, _ parts: Partition) {
    topicOfPaper = [Int?](repeating: nil, count: partition.labels.count)
    let sizes = parts.sizes
    let ranked = sizes.indices.filter { sizes[$0] > 1 }
      .sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    componentCount = ranked.count
    var rank = [Int](repeating: 0, count: sizes.count)
    for (place, part) in ranked.enumerated() { rank[part] = place }
    var placed: [(component: Int, papers: [Int])] = []
    for papers in partition.members {
      let part = Int(parts.labels[papers[0]])
      if sizes[part] > 1 { placed.append((rank[part], papers)) } else { unconnected += papers }
    }
    placed.sort {
      ($0.component, $1.papers.count, $0.papers[0]) < ($1.component, $0.papers.count, $1.papers[0])
    }
    topics = placed.map(\.papers)
    components = placed.map(\.component)
    unconnected.sort()
    for (topic, papers) in topics.enumerated() {
      for paper in papers { topicOfPaper[paper] = topic }
    }
  }
}
