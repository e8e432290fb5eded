import Graphviz
import PaperAnalysis
import PaperExport
import PaperModel
import PaperSources

/// One paper on its way through the pipeline: what each step made of it, in lines of text.
///
/// It is the newcomer's map of the code, with real values.
public struct Trace: Sendable {
  /// What one step made.
  public struct Step: Hashable, Sendable, Codable {
    /// The step's name.
    public let name: String
    /// What came out, a line each.
    public let lines: [String]
  }

  /// The steps in their order.
  public let steps: [Step]

  private let paper: Paper
  private let place: Int
  private let analyzed: AnalyzedCorpus

  /// Follows a paper.
  ///
  /// - Parameters:
  ///   - place: The paper's place in the corpus.
  ///   - analyzed: The corpus with all that was found out about it.
  /// - Complexity: Time linear in the graph.
  public init(of place: Int, in analyzed: AnalyzedCorpus) {
    self.place = place
    self.analyzed = analyzed
    paper = analyzed.papers[place]
    var steps: [Step] = []
    for (name, lines) in [
      ("bytes", Self.bytes), ("record", Self.record), ("mentions", Self.mentions),
      ("entities", Self.entities), ("relations", Self.relations), ("neighbours", Self.neighbours),
      ("topic", Self.topic), ("drawing", Self.drawing),
    ] as [(String, (Paper, Int, AnalyzedCorpus) -> [String])] {
      steps.append(Step(name: name, lines: lines(paper, place, analyzed)))
    }
    self.steps = steps
  }

  private static func bytes(_ paper: Paper, _ place: Int, _ analyzed: AnalyzedCorpus) -> [String] {
    paper.sources.map { source in
      let input = analyzed.corpus.inputs.first { $0.file == source.file }
      let format = input?.format?.rawValue ?? "unknown form"
      return "\(source.file):\(source.line) (\(format), \(input?.bytes ?? 0) bytes)"
    }
  }

  private static func record(_ paper: Paper, _ place: Int, _ analyzed: AnalyzedCorpus) -> [String] {
    let record = paper.record
    var lines = ["id: \(paper.id)", "title: \(record.title)"]
    lines.append("abstract: \(record.abstract.utf8.count) bytes")
    if let date = record.date { lines.append("date: \(date)") }
    if let count = record.authorCount { lines.append("authors: \(count), not named") }
    if !record.authors.isEmpty {
      lines.append("authors: " + record.authors.map(\.name).joined(separator: ", "))
    }
    lines += record.identifiers.map { "\($0.scheme.rawValue): \($0.value)" }
    return lines
  }

  private static func mentions(
    _ paper: Paper, _ place: Int, _ analyzed: AnalyzedCorpus
  ) -> [String] {
    analyzed.mentions[place].map { mention in
      let span = "\(mention.field.rawValue) \(mention.span.start)..<\(mention.span.end)"
      return "\(span): \(mention.kind.rawValue) \"\(mention.surface)\" by \(mention.rule)"
    }
  }

  private static func entities(
    _ paper: Paper, _ place: Int, _ analyzed: AnalyzedCorpus
  ) -> [String] {
    zip(analyzed.mentions[place], analyzed.entities.keys[place]).map { mention, key in
      "\"\(mention.surface)\" is \(key?.description ?? "no entity")"
    }
  }

  private static func relations(
    _ paper: Paper, _ place: Int, _ analyzed: AnalyzedCorpus
  ) -> [String] {
    analyzed.graph.relations.filter {
      ($0.source == paper.key || $0.target == paper.key) && $0.kind != .similarTo
    }.map { relation in
      let other = relation.source == paper.key ? relation.target : relation.source
      let arrow = relation.source == paper.key ? "→" : "←"
      let evidence = relation.evidence.count
      return "\(relation.kind.rawValue) \(arrow) \(other), evidence in \(evidence) places"
    }
  }

  private static func neighbours(
    _ paper: Paper, _ place: Int, _ analyzed: AnalyzedCorpus
  ) -> [String] {
    let similarity = analyzed.similarity
    var lines = ["an edge needs a score above \(rounded(similarity.threshold))"]
    for neighbor in similarity.neighbors[place].prefix(5) {
      let terms = similarity.sharedTerms(place, neighbor.index, limit: 4)
        .map { "\($0.term) \(rounded($0.weight))" }
      lines.append(
        "\(rounded(neighbor.score)) \(analyzed.papers[neighbor.index].id): "
          + terms.joined(separator: ", "))
    }
    return lines
  }

  private static func topic(_ paper: Paper, _ place: Int, _ analyzed: AnalyzedCorpus) -> [String] {
    let topics = analyzed.topics
    guard let number = topics.topicOfPaper[place] else { return ["connected to no other paper"] }
    let topic = topics.topics[number]
    return [
      "component \(topic.component + 1) of \(topics.componentCount)",
      "region: \(topics.regions[topic.region].name)",
      "topic: \(topic.name), \(topic.papers.count) papers",
      "keywords: " + topic.keywords.joined(separator: ", "),
    ]
  }

  private static func drawing(
    _ paper: Paper, _ place: Int, _ analyzed: AnalyzedCorpus
  ) -> [String] {
    let members = analyzed.similarity.neighbors[place].prefix(3).map {
      NeighborhoodDrawing.Member(paper: analyzed.papers[$0.index], score: $0.score)
    }
    let picture = NeighborhoodDrawing(
      seeds: [NeighborhoodDrawing.Member(paper: paper, score: 0)], members: members)
    return String(decoding: picture.drawing.dot(), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  /// A score with three digits behind the point.
  private static func rounded(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count)
      + digits
  }
}
