import PaperModel

/// Which papers belong together, at two depths, with names.
///
/// Papers are numbered by their place in the corpus. Equal input gives an equal map, on any
/// number of threads.
public struct TopicMap: Sendable {
  /// Papers that one map shows.
  public struct Topic: Hashable, Sendable {
    /// The name, unique in its map, in the papers' own writing.
    public var name: String
    /// The name as a file name and fragment: `neural-architecture-search`, unique as well.
    public var slug: String
    /// More of what the papers have in common, best first; the name is not among them.
    public var keywords: [String]
    /// The papers, ascending.
    public var papers: [Int]
    /// The place in `regions` of the region that holds it.
    public var region: Int
    /// The connected component that holds it, by size from 0.
    public var component: Int

    /// Creates a topic.
    public init(
      name: String, slug: String, keywords: [String], papers: [Int], region: Int, component: Int
    ) {
      self.name = name
      self.slug = slug
      self.keywords = keywords
      self.papers = papers
      self.region = region
      self.component = component
    }
  }

  /// Topics that are near each other; in a small corpus each topic is its own region.
  public struct Region: Hashable, Sendable {
    /// The name, unique among regions.
    public var name: String
    /// The places of its topics in `TopicMap.topics`, ascending.
    public var topics: [Int]

    /// Creates a region.
    public init(name: String, topics: [Int]) {
      self.name = name
      self.topics = topics
    }
  }

  /// How well the topics fit the graph.
  public struct Quality: Hashable, Sendable, Codable {
    /// Modularity of the topics in the graph that they were found in.
    public var modularity: Double
    /// Mean silhouette of the papers by similarity, from -1 to 1.
    public var silhouette: Double
    /// The resolution at which the topics were found.
    public var resolution: Double

    /// Creates the figures.
    public init(modularity: Double, silhouette: Double, resolution: Double) {
      self.modularity = modularity
      self.silhouette = silhouette
      self.resolution = resolution
    }
  }

  /// The topics, largest component first, then largest topic; each of two papers or more.
  public var topics: [Topic]
  /// The regions, in the order of their first topics.
  public var regions: [Region]
  /// For each paper the place of its topic, or nil where it is connected to no other.
  public var topicOfPaper: [Int?]
  /// The papers connected to no other, ascending.
  public var unconnected: [Int]
  /// How many connected components of two papers or more there are.
  public var componentCount: Int
  /// How well the topics fit.
  public var quality: Quality

  /// Creates a map from its parts.
  public init(
    topics: [Topic], regions: [Region], topicOfPaper: [Int?], unconnected: [Int],
    componentCount: Int, quality: Quality
  ) {
    self.topics = topics
    self.regions = regions
    self.topicOfPaper = topicOfPaper
    self.unconnected = unconnected
    self.componentCount = componentCount
    self.quality = quality
  }
}
