import Foundation
import PaperGraph

/// The figures of a graph as a table for people.
struct StatisticsTable {
  let text: String

  init(_ graph: GraphStatistics) {
    var rows: [(String, String)] = [
      ("graph", graph.name.isEmpty ? "(no name)" : graph.name),
      ("nodes", Self.total(graph.nodes, graph.nodesByKind)),
      ("edges", Self.total(graph.edges, graph.edgesByKind)),
      ("direction", graph.directed ? "directed" : "undirected"),
      ("density", Self.number(graph.density)),
      ("degrees", Self.distribution(graph.degrees)),
      ("weights", Self.distribution(graph.weights)),
      (
        "components",
        "\(graph.components), largest \(graph.largestComponents.map(String.init).joined(separator: ", "))"
      ),
      ("isolated", "\(graph.isolatedNodes) nodes"),
      ("clustering", Self.number(graph.clustering)),
      ("communities", "\(graph.communities), modularity \(Self.number(graph.modularity))"),
      ("core", "\(graph.coreNumber)-core of \(graph.coreSize) nodes"),
    ]
    if graph.betweennessSources < graph.nodes {
      rows.append(("betweenness", "estimated from \(graph.betweennessSources) nodes"))
    }
    var text = rows.map { Self.padded($0.0, 14) + $0.1 }.joined(separator: "\n") + "\n"
    for ranking in graph.rankings where !ranking.nodes.isEmpty {
      text += "\ntop \(ranking.kind ?? "node")s by \(ranking.measure)\n"
      text += Self.list(ranking.nodes)
    }
    self.text = text
  }

  init(_ citations: CitationStatistics) {
    text =
      "\ncitations     \(citations.citations) between the papers here\n"
      + "\ntop papers by PageRank over citations\n" + Self.list(citations.pageRank)
      + "\nmain path of the citations, oldest first\n" + Self.list(citations.mainPath)
  }

  private static func list(_ nodes: [GraphStatistics.RankedNode]) -> String {
    nodes.map { "  " + padded(number($0.score), 12) + line($0.label) + "\n" }.joined()
  }

  private static func total(_ count: Int, _ kinds: [GraphStatistics.KindCount]) -> String {
    let named = kinds.filter { !$0.kind.isEmpty }.map { "\($0.count) \($0.kind)" }
    return named.isEmpty ? "\(count)" : "\(count): " + named.joined(separator: ", ")
  }

  private static func distribution(_ numbers: GraphStatistics.Distribution?) -> String {
    guard let numbers else { return "none" }
    return "\(number(numbers.minimum)) to \(number(numbers.maximum)), "
      + "median \(number(numbers.median)), mean \(number(numbers.mean)), "
      + "nine in ten to \(number(numbers.ninthDecile))"
  }

  private static func number(_ number: Double) -> String { String(format: "%.4g", number) }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  /// A label on one line of at most 100 characters, without what could steer a terminal.
  private static func line(_ label: String) -> String {
    let clean = label.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? " " : scalar
    }
    return String(String(String.UnicodeScalarView(clean)).prefix(100))
  }
}
