import ArgumentParser
import Foundation
import PaperGraph

struct WhyCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Print what two papers or entities share, with the sentences.",
    discussion: """
      A and B are papers (an id, an identifier, a title) or entities (a key such as
      dataset:imagenet, or a name).

      EXAMPLES
        papergraph why "FastDepth" "MonoDETR" seeds
        papergraph why method:nerf dataset:kitti seeds --format json
      """)

  @Argument(help: ArgumentHelp("The first paper or entity.", valueName: "a"))
  var first: String

  @Argument(help: ArgumentHelp("The second paper or entity.", valueName: "b"))
  var second: String

  @OptionGroup var input: InputOptions

  @Option(help: "text or json.")
  var format = Format.text

  @Option(help: ArgumentHelp("How many shared nodes to print at most.", valueName: "number"))
  var limit = 20

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be 1 or more") }
  }

  func run() async throws {
    try await reportingFailures {
      let pipeline = input.reading.pipeline
      let corpus = try input.read()
      let papers = corpus.papers
      let resolved = pipeline.resolve(papers, await pipeline.extract(papers))
      let similarity = await pipeline.compare(papers)
      let graph = pipeline.join(
        papers, resolved, ReferenceIndex(papers), similarity, versions: corpus.versions)
      let finder = NodeFinder(papers, graph)
      let keys = (try finder.key(of: first), try finder.key(of: second))
      guard let context = SharedContext(of: keys.0, and: keys.1, in: graph) else {
        throw CommandFailure(.noPaper, "\(keys.0) or \(keys.1) is not in the graph")
      }
      let account = Account(context, texts: SentenceFinder(papers), limit: limit)
      switch format {
      case .text: Console.output(account.text)
      case .json:
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Console.output(Array(try encoder.encode(account)) + Array("\n".utf8))
      }
    }
  }
}

/// The node that a person means: a key, a name, or a paper.
private struct NodeFinder {
  private let papers: [Paper]
  private let graph: EntityGraph
  private let lookup: PaperLookup

  init(_ papers: [Paper], _ graph: EntityGraph) {
    self.papers = papers
    self.graph = graph
    lookup = PaperLookup(papers)
  }

  func key(of query: String) throws -> EntityKey {
    if let key = EntityKey(query), graph.entity(key) != nil { return key }
    if case .exact(let place) = lookup.find(query) { return papers[place].key }
    let sought = query.lowercased()
    let named = graph.entities.first { entity in
      entity.key.kind != .paper && entity.key.name == sought
    }
    let printed = graph.entities.first { entity in
      entity.key.kind != .paper
        && (entity.label.lowercased() == sought
          || entity.surfaceForms.contains { $0.lowercased() == sought })
    }
    if let entity = named ?? printed { return entity.key }
    return papers[try lookup.place(of: query, in: papers)].key
  }
}

/// Cuts the sentence around a span out of its paper.
private struct SentenceFinder {
  private let texts: [String: PaperRecord]

  init(_ papers: [Paper]) {
    texts = Dictionary(papers.map { ($0.id, $0.record) }) { first, _ in first }
  }

  func sentence(_ evidence: Evidence) -> String? {
    texts[evidence.paper]?.text(evidence.field).sentence(around: evidence.span)
  }
}

/// What is printed, in both formats.
private struct Account: Encodable {
  struct Node: Encodable {
    let key, label: String
  }

  struct Quote: Encodable {
    let relation, paper, field: String
    let basis: String?
    let sentence: String
  }

  struct Shared: Encodable {
    let node: Node
    let first, second: [Quote]
  }

  let first, second: Node
  let direct: [Direct]
  let shared: [Shared]
  let sharedCount: Int

  struct Direct: Encodable {
    let relation: String
    let weight: Double
    let basis: String?
    let terms: [SharedTerm]
    let quotes: [Quote]
  }

  init(_ context: SharedContext, texts: SentenceFinder, limit: Int) {
    first = Self.node(context.first)
    second = Self.node(context.second)
    direct = context.direct.map { relation in
      Direct(
        relation: relation.kind.rawValue, weight: relation.weight, basis: relation.basis,
        terms: relation.sharedTerms, quotes: Self.quotes([relation], texts))
    }
    shared = context.shared.prefix(limit).map {
      Shared(
        node: Self.node($0.entity), first: Self.quotes($0.first, texts),
        second: Self.quotes($0.second, texts))
    }
    sharedCount = context.shared.count
  }

  private static func node(_ entity: Entity) -> Node {
    Node(key: entity.key.description, label: entity.label)
  }

  private static func quotes(_ relations: [Relation], _ texts: SentenceFinder) -> [Quote] {
    var seen: Set<String> = []
    return relations.flatMap { relation in
      relation.evidence.compactMap { evidence in
        guard let sentence = texts.sentence(evidence),
          seen.insert("\(relation.kind) \(evidence.paper) \(sentence)").inserted
        else { return nil }
        return Quote(
          relation: relation.kind.rawValue, paper: evidence.paper,
          field: evidence.field.rawValue, basis: relation.basis, sentence: sentence)
      }
    }
  }

  var text: String {
    var lines = ["A  \(first.label)  [\(first.key)]", "B  \(second.label)  [\(second.key)]", ""]
    for relation in direct {
      let basis = relation.basis.map { " (\($0))" } ?? ""
      lines.append("\(relation.relation)\(basis), weight \(Self.rounded(relation.weight))")
      if !relation.terms.isEmpty {
        lines.append("  " + relation.terms.map(\.term).joined(separator: ", "))
      }
      lines += relation.quotes.map { "  \($0.paper): \($0.sentence)" }
    }
    if direct.isEmpty, shared.isEmpty { lines.append("They share nothing.") }
    for link in shared {
      lines.append("both: \(link.node.label)  [\(link.node.key)]")
      lines += link.first.map { "  A \($0.relation): \($0.sentence)" }
      lines += link.second.map { "  B \($0.relation): \($0.sentence)" }
    }
    if sharedCount > shared.count { lines.append("… and \(sharedCount - shared.count) more") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func rounded(_ value: Double) -> String {
    "\((value * 1000).rounded() / 1000)"
  }
}
