import GraphFormats

/// Writes a synthetic similarity graph in each format and prints edges a second, on one thread.
///
///     swift run -c release ExportTimings [EDGES] [FORMAT…]
///
/// The nodes number a tenth of the edges; each has a label of about 60 letters, each edge a kind, a
/// weight and a direction. The bytes are counted and thrown away.
@main
struct ExportTimings {
  static func main() throws {
    let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 1_000_000
    let graph = similarityGraph(edges: count)
    print("\(graph.nodes.count) nodes, \(graph.edges.count) edges")
    let named = CommandLine.arguments.dropFirst(2).compactMap(GraphFormat.init(rawValue:))
    let large = GraphFormat.allCases.filter {
      !$0.needsLayout && $0 != .mermaid && $0 != .obsidian
    }
    let formats = named.isEmpty ? large : named
    for format in formats {
      var best = Duration.seconds(1e6)
      var bytes = 0
      for _ in 0..<3 {
        let counter = Counter()
        let time = try ContinuousClock().measure {
          for file in try graph.files(as: format) { try file.write { counter.bytes += $0.count } }
        }
        best = min(best, time)
        bytes = counter.bytes
      }
      let seconds = best / .seconds(1)
      let rate = Int(Double(count) / seconds)
      print("\(format.rawValue): \(rate) edges/s, \(bytes) bytes in \(best)")
    }
  }

  private final class Counter {
    var bytes = 0
  }

  private static func similarityGraph(edges: Int) -> AttributedGraph {
    var graph = AttributedGraph(name: "benchmark")
    let nodes = max(edges / 10, 3)
    for place in 0..<nodes {
      graph.addNode(
        "paper:2401.\(place)",
        [
          "label": .string("On the convergence of graph neural networks, part \(place)"),
          "kind": .string("paper"), "year": .integer(2000 + place % 26),
        ])
    }
    // A linear congruential generator: the same graph on every machine.
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<edges {
      graph.addEdge(
        from: next(nodes), to: next(nodes),
        [
          "kind": .string("similarTo"), "weight": .double(Double(next(1_000_000)) / 1e6),
          "directed": .boolean(false),
        ])
    }
    return graph
  }
}
