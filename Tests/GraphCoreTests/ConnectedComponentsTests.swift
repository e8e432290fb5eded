import GraphCore
import Testing

@Suite struct ConnectedComponentsTests {
  @Test(arguments: trials)
  func `joins two nodes exactly when a walk joins them`(seed: UInt64, nodes: Int, edges: Int) {
    let graph = CSRGraph.random(nodes: nodes, edges: edges, seed: seed)
    let components = graph.connectedComponents()
    components._checkInvariants()
    #expect(components == walked(graph))
  }

  /// Components by walking from each node that was not reached yet.
  private func walked(_ graph: CSRGraph) -> Partition {
    var labels = [UInt32?](repeating: nil, count: graph.nodeCount)
    for start in 0..<UInt32(graph.nodeCount) where labels[Int(start)] == nil {
      var stack = [start]
      labels[Int(start)] = start
      while let node = stack.popLast() {
        for neighbor in graph.neighbors(of: NodeIndex(node))
        where labels[Int(neighbor.node.rawValue)] == nil {
          labels[Int(neighbor.node.rawValue)] = start
          stack.append(neighbor.node.rawValue)
        }
      }
    }
    return Partition(labels: labels.compactMap(\.self))
  }

  @Test func `a union of sets keeps the least element for its name`() {
    var sets = UnionFind(count: 6)
    let joins = [sets.union(5, 3), sets.union(4, 5), sets.union(3, 4)]
    #expect(joins == [true, true, false])
    let name = sets.find(4)
    #expect(name == 3)
    #expect(sets.setCount == 4)
  }

  @Test func `parts are numbered by their first nodes whatever their labels`() {
    let partition = Partition(labels: [7, 2, 7, 9, 2])
    partition._checkInvariants()
    #expect(partition.labels == [0, 1, 0, 2, 1])
    #expect(partition.sizes == [2, 2, 1])
    #expect(partition.members == [[0, 2], [1, 4], [3]])
  }
}
