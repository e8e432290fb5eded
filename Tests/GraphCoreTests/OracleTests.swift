import Foundation
import GraphCore
import Testing

/// What NetworkX finds on the same graphs; made by Tests/Scripts/make_graph_oracle.py.
private struct Oracle: Decodable {
  struct Undirected: Decodable, CustomTestStringConvertible {
    var name: String
    var nodes: Int
    var edges: [[Double]]
    var components: Int
    var core: [Int]
    var pageRank: [Double]
    var betweenness: [Double]
    var clustering: [Double]
    var triangles: [Int]
    var degrees: [Int]
    var closest: [Double]
    var steps: [Double]
    var modularityOfThirds: Double
    var modularityOfThirdsAt2: Double

    var testDescription: String { name }
    var graph: CSRGraph { CSRGraph(nodeCount: nodes, edges: edges.map(WeightedEdge.init)) }
  }

  struct Directed: Decodable, CustomTestStringConvertible {
    var name: String
    var nodes: Int
    var edges: [[Double]]
    var pageRank: [Double]
    var counts: [[Double]]
    var longestSum: Double

    var testDescription: String { name }
    var graph: CSRDigraph { CSRDigraph(nodeCount: nodes, edges: edges.map(WeightedEdge.init)) }
  }

  var undirected: [Undirected]
  var directed: [Directed]

  static let shared: Oracle = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/oracle.json")
    do {
      return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: file))
    } catch {
      preconditionFailure("the oracle cannot be read: \(error)")
    }
  }()
}

extension WeightedEdge {
  fileprivate init(_ numbers: [Double]) {
    self.init(Int(numbers[0]), Int(numbers[1]), weight: numbers[2])
  }
}

private func isNear(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-9) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

@Suite struct OracleTests {
  @Test(arguments: Oracle.shared.undirected)
  private func `agrees with NetworkX on undirected graphs`(oracle: Oracle.Undirected) {
    let graph = oracle.graph
    #expect(graph.connectedComponents().count == oracle.components)
    #expect(graph.coreNumbers() == oracle.core)
    #expect(isNear(PageRank(tolerance: 1e-14).scores(of: graph), oracle.pageRank))
    #expect(isNear(graph.betweenness(), oracle.betweenness))
    #expect(isNear(graph.clusteringCoefficients(), oracle.clustering))
    #expect(graph.triangleCounts() == oracle.triangles)
    #expect(graph.degreeDistribution() == oracle.degrees)
    let thirds = Partition(labels: (0..<oracle.nodes).map { UInt32($0 % 3) })
    #expect(isNear([graph.modularity(of: thirds)], [oracle.modularityOfThirds]))
    #expect(
      isNear([graph.modularity(of: thirds, resolution: 2)], [oracle.modularityOfThirdsAt2]))
  }

  @Test(arguments: Oracle.shared.undirected)
  private func `finds the distances that NetworkX finds`(oracle: Oracle.Undirected) {
    let graph = oracle.graph
    let source = NodeIndex(0)
    func finite(_ paths: ShortestPaths) -> [Double] {
      paths.distances.map { $0.isFinite ? $0 : -1 }
    }
    #expect(isNear(finite(graph.closestPaths(from: source)), oracle.closest))
    #expect(isNear(finite(graph.fewestSteps(from: source)), oracle.steps))
  }

  @Test(arguments: Oracle.shared.directed)
  private func `agrees with NetworkX on citation graphs`(oracle: Oracle.Directed) {
    let path = MainPath(oracle.graph)
    #expect(isNear(PageRank(tolerance: 1e-14).scores(of: oracle.graph), oracle.pageRank))
    #expect(path.counts == oracle.counts.map(WeightedEdge.init))
    var sum = 0.0
    for (source, target) in zip(path.nodes, path.nodes.dropFirst()) {
      sum += path.counts.first { $0.source == source && $0.target == target }?.weight ?? .nan
    }
    #expect(sum == oracle.longestSum)
  }
}
