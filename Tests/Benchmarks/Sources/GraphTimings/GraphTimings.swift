import Foundation
import GraphCore
import TextCore

/// `GraphTimings edges CORPUS.jsonl EDGES [LIMIT]` writes the union graph of each paper's nearest
/// neighbours, an edge a line; `GraphTimings measure EDGES RUNS SOURCES` prints the seconds and
/// the results of each algorithm on one thread as JSON.
@main
struct GraphTimings {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case ("edges", 3...4):
      try await writeEdges(
        corpus: arguments[2], output: arguments[3],
        limit: arguments.count > 3 ? Int(arguments[4]) ?? 10 : 10)
    case ("measure", 4):
      try measure(
        edges: arguments[2], runs: Int(arguments[3]) ?? 3, sourceCount: Int(arguments[4]) ?? 256)
    default:
      print("usage: GraphTimings edges CORPUS EDGES [LIMIT] | measure EDGES RUNS SOURCES")
      exit(64)
    }
  }

  private struct CorpusLine: Decodable {
    var title: String?
    var abstract: String?
  }

  private static func writeEdges(corpus: String, output: String, limit: Int) async throws {
    let lines = try Data(contentsOf: URL(fileURLWithPath: corpus)).split(separator: 0x0a)
    let documents = try lines.map { line in
      let record = try JSONDecoder().decode(CorpusLine.self, from: line)
      return TextDocument(title: record.title ?? "", abstract: record.abstract ?? "")
    }
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let index = await TextIndex(documents, threads: threads)
    let neighbors = await index.neighbors(limit: limit, threads: threads)
    var text = "\(documents.count)\n"
    for (node, row) in neighbors.enumerated() {
      for neighbor in row
      where node < neighbor.index
        || !neighbors[neighbor.index].contains(where: { $0.index == node })
      {
        text += "\(node) \(neighbor.index) \(neighbor.score)\n"
      }
    }
    try text.write(toFile: output, atomically: true, encoding: .utf8)
  }

  private static func readEdges(_ path: String) throws -> (nodeCount: Int, edges: [WeightedEdge]) {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let edges = lines.dropFirst().compactMap { line -> WeightedEdge? in
      let parts = line.split(separator: " ")
      guard parts.count == 3, let source = Int(parts[0]), let target = Int(parts[1]),
        let weight = Double(parts[2])
      else { return nil }
      return WeightedEdge(source, target, weight: weight)
    }
    return (lines.first.flatMap { Int($0) } ?? 0, edges)
  }

  private static func measure(edges path: String, runs: Int, sourceCount: Int) throws {
    let (nodeCount, edges) = try readEdges(path)
    var figures: [String: Double] = [:]
    func time<Result>(_ name: String, _ work: () -> Result) -> Result {
      var result = work()
      var best = Double.infinity
      for _ in 0..<runs {
        let clock = ContinuousClock()
        let duration = clock.measure { result = work() }
        best = min(
          best,
          Double(duration.components.attoseconds) * 1e-18
            + Double(duration.components.seconds))
      }
      figures[name + " seconds"] = best
      return result
    }
    let graph = time("build") { CSRGraph(nodeCount: nodeCount, edges: edges) }
    figures["nodes"] = Double(graph.nodeCount)
    figures["edges"] = Double(graph.edgeCount)
    figures["components"] = Double(time("components") { graph.connectedComponents() }.count)
    figures["core"] = Double(time("core") { graph.coreNumbers() }.max() ?? 0)
    figures["pagerank"] = time("pagerank") { PageRank().scores(of: graph) }.max() ?? 0
    let communities = time("leiden") { Leiden(iterations: 3).communities(of: graph) }
    figures["leiden modularity"] = graph.modularity(of: communities)
    figures["leiden communities"] = Double(communities.count)
    let stable = time("leiden stable") { Leiden(iterations: 100).communities(of: graph) }
    figures["leiden stable modularity"] = graph.modularity(of: stable)
    let sources = (0..<sourceCount).map { NodeIndex(UInt32($0 * nodeCount / sourceCount)) }
    let betweenness = time("betweenness") { graph.betweenness(estimatedFrom: sources) }
    figures["betweenness"] = betweenness.reduce(0, +)
    figures["triangles"] = Double(time("triangles") { graph.triangleCounts() }.reduce(0, +) / 3)
    let json = try JSONSerialization.data(
      withJSONObject: figures, options: [.prettyPrinted, .sortedKeys])
    print(String(decoding: json, as: UTF8.self))
  }
}
