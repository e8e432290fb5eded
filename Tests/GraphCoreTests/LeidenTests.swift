import GraphCore
import Testing

@Suite struct LeidenTests {
  @Test(arguments: trials)
  func `never lowers modularity, and its communities are connected`(
    seed: UInt64, nodes: Int, edges: Int
  ) {
    let graph = CSRGraph.random(nodes: nodes, edges: edges, seed: seed)
    for resolution in [0.5, 1, 3] {
      let leiden = Leiden(resolution: resolution, seed: seed)
      let communities = leiden.communities(of: graph)
      communities._checkInvariants()
      #expect(communities.labels.count == nodes)
      #expect(
        graph.modularity(of: communities, resolution: resolution)
          >= graph.modularity(of: Partition(singletons: nodes), resolution: resolution) - 1e-12)
      for members in communities.members {
        #expect(graph.induced(by: members).connectedComponents().count == 1)
      }
    }
  }

  @Test(arguments: trials)
  func `never lowers the modularity of its start`(seed: UInt64, nodes: Int, edges: Int) {
    let graph = CSRGraph.random(nodes: nodes, edges: edges, seed: seed)
    var random = SplitMix64(seed: seed)
    let start = Partition(labels: (0..<nodes).map { _ in UInt32(random.next(below: nodes)) })
    let improved = Leiden(iterations: 1, seed: seed).communities(of: graph, startingFrom: start)
    #expect(graph.modularity(of: improved) >= graph.modularity(of: start) - 1e-12)
  }

  @Test func `gives equal communities for equal seeds`() {
    let graph = CSRGraph.random(nodes: 400, edges: 1500, seed: 11)
    let first = Leiden(seed: 5).communities(of: graph)
    #expect(first == Leiden(seed: 5).communities(of: graph))
  }

  @Test func `finds cliques joined by single edges`() {
    var edges: [WeightedEdge] = []
    for clique in 0..<8 {
      for a in 0..<6 {
        for b in 0..<a { edges.append(WeightedEdge(clique * 6 + a, clique * 6 + b)) }
      }
      edges.append(WeightedEdge(clique * 6, (clique * 6 + 7) % 48))
    }
    let communities = Leiden().communities(of: CSRGraph(nodeCount: 48, edges: edges))
    #expect(communities == Partition(labels: (0..<48).map { UInt32($0 / 6) }))
  }

  @Test func `does not depend on the unit of weights`() {
    let graph = CSRGraph.random(nodes: 300, edges: 1000, seed: 12)
    let scaled = CSRGraph(
      nodeCount: 300,
      edges: graph.edges.map { WeightedEdge($0.source, $0.target, weight: $0.weight * 1024) })
    #expect(Leiden().communities(of: graph) == Leiden().communities(of: scaled))
  }

  @Test func `leaves every node alone in a graph without edges`() {
    let graph = CSRGraph(nodeCount: 4, edges: [])
    #expect(Leiden().communities(of: graph) == Partition(singletons: 4))
    #expect(graph.modularity(of: Partition(singletons: 4)) == 0)
  }

  @Test func `a higher resolution makes more communities`() {
    let graph = CSRGraph.random(nodes: 600, edges: 3000, seed: 13)
    let counts = [0.2, 1, 5, 25].map { Leiden(resolution: $0).communities(of: graph).count }
    #expect(counts == counts.sorted())
    #expect(counts[0] < counts[3])
  }
}
