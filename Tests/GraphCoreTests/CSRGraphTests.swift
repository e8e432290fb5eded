import GraphCore
import Testing

@Suite struct CSRGraphTests {
  @Test(arguments: trials)
  func `keeps its invariants on random edges`(seed: UInt64, nodes: Int, edges: Int) {
    let graph = CSRGraph.random(nodes: nodes, edges: edges, seed: seed)
    graph._checkInvariants()
    #expect(CSRGraph(nodeCount: nodes, edges: graph.edges) == graph)
  }

  @Test func `adds up parallel edges of either direction`() {
    let graph = CSRGraph(
      nodeCount: 3,
      edges: [
        WeightedEdge(0, 1, weight: 1), WeightedEdge(1, 0, weight: 2), WeightedEdge(2, 1, weight: 4),
      ])
    #expect(graph.edgeCount == 2)
    #expect(graph.neighbors(of: NodeIndex(1)).map(\.weight) == [3, 4])
    #expect(graph.neighbors(of: NodeIndex(1)).map(\.node.rawValue) == [0, 2])
    #expect(graph.totalWeight == 7)
  }

  @Test func `counts an edge from a node to itself twice in degree and strength`() {
    let graph = CSRGraph(
      nodeCount: 2, edges: [WeightedEdge(0, 0, weight: 3), WeightedEdge(0, 1, weight: 1)])
    #expect(graph.edgeCount == 2)
    #expect(graph.degree(of: NodeIndex(0)) == 3)
    #expect(graph.strengths == [7, 1])
    #expect(graph.totalWeight == 4)
    #expect(graph.neighbors(of: NodeIndex(0)).count == 2)
  }

  @Test func `has no nodes and no edges when it is empty`() {
    let graph = CSRGraph(nodeCount: 0, edges: [])
    graph._checkInvariants()
    #expect(graph.edges.isEmpty)
    #expect(graph.connectedComponents().count == 0)
    #expect(Leiden().communities(of: graph).count == 0)
  }

  @Test func `does not depend on the order of the edges`() {
    let edges = CSRGraph.random(nodes: 50, edges: 200, seed: 3).edges
    #expect(
      CSRGraph(nodeCount: 50, edges: edges) == CSRGraph(nodeCount: 50, edges: edges.reversed()))
  }
}
