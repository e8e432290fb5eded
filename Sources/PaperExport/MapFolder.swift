import Foundation
import Graphviz
import PaperAnalysis
import PaperModel

/// Everything that `map` writes but its report.
public struct MapFolder: Sendable {
  /// The papers.
  public var papers: [Paper]
  /// Papers and entities with all relations.
  public var graph: EntityGraph
  /// Which papers belong together.
  public var topics: TopicMap
  /// What was drawn.
  public var atlas: TopicAtlas.Result

  /// Creates the content of a folder.
  public init(
    papers: [Paper], graph: EntityGraph, topics: TopicMap, atlas: TopicAtlas.Result
  ) {
    self.papers = papers
    self.graph = graph
    self.topics = topics
    self.atlas = atlas
  }

  /// Writes the pictures, `graph.dot`, `topics.jsonl` and the explorer.
  public func write(to folder: OutputFolder) throws(OutputError) {
    for picture in atlas.maps + [atlas.overview].compactMap(\.self) {
      try folder.write(picture.svg, to: picture.name + ".svg")
      try folder.write(picture.dot, to: picture.name + ".dot")
    }
    try writeGraph(to: folder)
    try writeTopics(to: folder)
    let page = ExplorerPage(
      title: "Topic maps of \(papers.count) papers",
      caption: "\(papers.count) papers, \(topics.topics.count) topics, "
        + "\(graph.relations.count) relations",
      papers: papers, graph: graph, topics: topics, positions: atlas.positions,
      overview: atlas.overview == nil ? nil : "overview.svg", maps: atlas.fileOfTopic,
      downloads: ["graph.dot", "topics.jsonl", "report.json"])
    for file in page.files() { try folder.write(file.bytes, to: file.path) }
  }

  /// The whole graph as DOT, written as it goes.
  private func writeGraph(to folder: OutputFolder) throws(OutputError) {
    let file = try folder.open("graph.dot")
    try file.write("digraph \"papers\" {\n".utf8)
    for entity in graph.entities {
      var line = Array("  ".utf8)
      let shape = MapStyle.shape(of: entity.key.kind).shape
      GraphvizText.appendQuoted(GraphvizText.identifier(entity.key.description), to: &line)
      append(
        [("label", entity.label), ("class", entity.key.kind.rawValue), ("shape", shape)]
          + (entity.url.map { [("URL", $0)] } ?? []), to: &line)
      try file.write(line)
    }
    for relation in graph.relations {
      var line = Array("  ".utf8)
      GraphvizText.appendQuoted(
        GraphvizText.identifier(relation.source.description), to: &line)
      line += Array(" -> ".utf8)
      GraphvizText.appendQuoted(
        GraphvizText.identifier(relation.target.description), to: &line)
      let weight = "\((relation.weight * 10_000).rounded() / 10_000)"
      append(
        [("key", relation.kind.rawValue), ("weight", weight)]
          + (relation.kind.isDirected ? [] : [("dir", "none")]), to: &line)
      try file.write(line)
    }
    try file.write("}\n".utf8)
    try file.commit()
  }

  private func append(_ attributes: [(String, String)], to line: inout [UInt8]) {
    var separator = " ["
    for (name, value) in attributes {
      guard let encoded = GraphvizText.encode(.text(value), of: name) else { continue }
      line += Array((separator + name + "=").utf8)
      GraphvizText.appendQuoted(encoded.string, to: &line)
      separator = ", "
    }
    line += Array("]\n".utf8)
  }

  /// One line a paper: its id, the topic's name as in file names, and the topic's name.
  private func writeTopics(to folder: OutputFolder) throws(OutputError) {
    struct Line: Encodable {
      var id: String
      var topic: String?
      var name: String?
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let file = try folder.open("topics.jsonl")
    for (index, paper) in papers.enumerated() {
      let topic = topics.topicOfPaper[index].map { topics.topics[$0] }
      let line = Line(id: paper.id, topic: topic?.slug, name: topic?.name)
      try file.write((try? encoder.encode(line)) ?? Data())
      try file.write("\n".utf8)
    }
    try file.commit()
  }
}
