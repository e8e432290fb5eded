import Foundation
import PaperAnalysis
import PaperModel

/// What a run of `map` read, found and wrote, for people and machines.
///
/// All but `versions` and `seconds` is equal for equal input.
public struct RunReport: Sendable, Codable {
  /// The name by which a report is known as ours.
  public static let program = "papergraph"

  /// One input.
  public struct Input: Sendable, Codable {
    /// The input as the user named it.
    public var file: String
    /// The form it was recognised as.
    public var format: String?
    /// Its length in bytes, as stored.
    public var bytes: Int
    /// SHA-256 of its stored bytes, in hexadecimal.
    public var sha256: String
    /// How many records came out of it.
    public var records: Int
    /// How many records or parts were left out.
    public var errors: Int

    /// Creates an account of an input.
    public init(
      file: String, format: String?, bytes: Int, sha256: String, records: Int, errors: Int
    ) {
      self.file = file
      self.format = format
      self.bytes = bytes
      self.sha256 = sha256
      self.records = records
      self.errors = errors
    }
  }

  /// What came in and what became of it.
  ///
  /// `records` = `papers` + `mergedRecords`, and `papers` = `papersOnMaps` + `papersWithoutMap`
  /// + `unconnectedPapers`.
  public struct Counts: Sendable, Codable {
    /// Records read.
    public var records: Int
    /// Records that told of a paper that another record told of already.
    public var mergedRecords: Int
    /// Distinct papers.
    public var papers: Int
    /// Papers that stand on a map.
    public var papersOnMaps: Int
    /// Papers of topics that have no map of their own.
    public var papersWithoutMap: Int
    /// Papers joined with no other.
    public var unconnectedPapers: Int
    /// Topics.
    public var topics: Int
    /// Connected components of two papers or more.
    public var components: Int
    /// Entities by kind.
    public var entities: [String: Int]
    /// Relations by kind.
    public var relations: [String: Int]
  }

  /// Always ``program``.
  public var program = Self.program
  /// What was read.
  public var inputs: [Input]
  /// How much, and what became of it.
  public var counts: Counts
  /// How the run was set.
  public var parameters: [String: String]
  /// How well the topics fit.
  public var quality: TopicMap.Quality
  /// The overview and the maps.
  public var maps: [TopicAtlas.Account]
  /// The ids of papers joined with no other.
  public var unconnected: [String]
  /// What could not be drawn.
  public var failures: [String]
  /// Every file of the run.
  public var files: [String]
  /// This program's version and Graphviz's.
  public var versions: [String: String]
  /// Seconds that each stage took.
  public var seconds: [String: Double]

  /// Creates the report of a run.
  ///
  /// - Parameters:
  ///   - content: What was drawn, and of what.
  ///   - inputs: What was read.
  ///   - parameters: How the run was set.
  ///   - files: The files written so far; the report is one more.
  ///   - versions: This program's version and Graphviz's.
  ///   - seconds: Seconds that each stage took.
  public init(
    of content: MapFolder, inputs: [Input], parameters: [String: String], files: [String],
    versions: [String: String], seconds: [String: Double]
  ) {
    self.inputs = inputs
    self.parameters = parameters
    self.versions = versions
    self.seconds = seconds
    counts = Counts(content, records: inputs.reduce(0) { $0 + $1.records })
    quality = content.topics.quality
    maps = [content.atlas.overview?.account].compactMap(\.self) + content.atlas.maps.map(\.account)
    unconnected = content.topics.unconnected.map { content.papers[$0].id }
    failures = content.atlas.failures
    self.files = (files + ["report.json"]).sorted()
  }

  /// The report as JSON with sorted keys.
  public func json() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Every field is finite and has a name, so encoding cannot fail.
    return Array((try? encoder.encode(self)) ?? Data()) + [UInt8(ascii: "\n")]
  }
}

extension RunReport.Counts {
  fileprivate init(_ content: MapFolder, records: Int) {
    let topics = content.topics
    self.records = records
    papers = content.papers.count
    mergedRecords = records - papers
    papersOnMaps = zip(topics.topics, content.atlas.fileOfTopic).reduce(0) {
      $0 + ($1.1 == nil ? 0 : $1.0.papers.count)
    }
    unconnectedPapers = topics.unconnected.count
    papersWithoutMap = papers - unconnectedPapers - papersOnMaps
    self.topics = topics.topics.count
    components = topics.componentCount
    entities = content.graph.entities.reduce(into: [:]) {
      $0[$1.key.kind.rawValue, default: 0] += 1
    }
    relations = content.graph.relations.reduce(into: [:]) { $0[$1.kind.rawValue, default: 0] += 1 }
  }
}
