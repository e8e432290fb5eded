import GraphCore
import Testing

@Suite struct MeasureTests {
  @Test(arguments: trials)
  func `PageRank sums to 1`(seed: UInt64, nodes: Int, edges: Int) {
    let graph = CSRGraph.random(nodes: nodes, edges: edges, seed: seed)
    let directed = CSRDigraph(nodeCount: nodes, edges: graph.edges)
    #expect(abs(PageRank().scores(of: graph).reduce(0, +) - 1) < 1e-12)
    #expect(abs(PageRank().scores(of: directed).reduce(0, +) - 1) < 1e-12)
  }

  @Test(arguments: trials)
  func `a core's nodes keep as many neighbours in it`(seed: UInt64, nodes: Int, edges: Int) {
    let graph = CSRGraph.random(nodes: nodes, edges: edges, seed: seed)
    let cores = graph.coreNumbers()
    for core in Set(cores) {
      let members = cores.indices.filter { cores[$0] >= core }
      let part = graph.induced(by: members)
      for node in 0..<UInt32(members.count) {
        let neighbors = part.neighbors(of: NodeIndex(node)).filter { $0.node.rawValue != node }
        #expect(neighbors.count >= core)
      }
    }
  }

  @Test func `all nodes as sources give the exact betweenness`() {
    let graph = CSRGraph.random(nodes: 80, edges: 200, seed: 21)
    #expect(graph.betweenness(estimatedFrom: graph.randomNodes(80)) == graph.betweenness())
    #expect(graph.betweenness(estimatedFrom: []) == [Double](repeating: 0, count: 80))
  }

  @Test func `random nodes are distinct, sorted and repeat with their seed`() {
    let graph = CSRGraph(nodeCount: 1000, edges: [])
    let nodes = graph.randomNodes(100, seed: 7)
    #expect(nodes.count == 100)
    #expect(zip(nodes, nodes.dropFirst()).allSatisfy { $0 < $1 })
    #expect(nodes == graph.randomNodes(100, seed: 7))
    #expect(nodes != graph.randomNodes(100, seed: 8))
  }

  @Test func `a path leads from the source to the node along edges`() throws {
    let graph = CSRGraph.random(nodes: 60, edges: 150, seed: 22)
    for paths in [
      graph.closestPaths(from: NodeIndex(3)), graph.fewestSteps(from: NodeIndex(3)),
    ] {
      for node in 0..<UInt32(60) where paths.distances[Int(node)].isFinite {
        let path = try #require(paths.path(to: NodeIndex(node)))
        #expect(path.first == NodeIndex(3) && path.last == NodeIndex(node))
        for (a, b) in zip(path, path.dropFirst()) {
          #expect(graph.neighbors(of: a).contains { $0.node == b })
        }
      }
    }
    #expect(
      CSRGraph(nodeCount: 2, edges: []).fewestSteps(from: NodeIndex(0)).path(to: NodeIndex(1))
        == nil)
  }

  @Test func `the main path leaves out arcs that close a cycle`() {
    let graph = CSRDigraph(
      nodeCount: 4,
      edges: [WeightedEdge(0, 1), WeightedEdge(1, 2), WeightedEdge(2, 0), WeightedEdge(2, 3)])
    #expect(MainPath(graph).nodes.map(\.rawValue) == [0, 1, 2, 3])
    #expect(MainPath(CSRDigraph(nodeCount: 2, edges: [])).nodes.isEmpty)
  }

  @Test func `an arc has a source and a target`() {
    let graph = CSRDigraph(
      nodeCount: 3, edges: [WeightedEdge(2, 0), WeightedEdge(2, 1), WeightedEdge(2, 0)])
    #expect(graph.successors(of: NodeIndex(2)).map(\.weight) == [2, 1])
    #expect(graph.predecessors(of: NodeIndex(0)).map(\.node.rawValue) == [2])
    #expect(graph.successors(of: NodeIndex(0)).isEmpty)
  }

  @Test(arguments: trials)
  func `a quotient keeps the modularity of its partition`(seed: UInt64, nodes: Int, edges: Int) {
    let graph = CSRGraph.random(nodes: nodes, edges: edges, seed: seed)
    let communities = Leiden(seed: seed).communities(of: graph)
    let quotient = graph.quotient(by: communities)
    let difference =
      quotient.modularity(of: Partition(singletons: communities.count))
      - graph.modularity(of: communities)
    #expect(abs(difference) < 1e-12)
  }
}
