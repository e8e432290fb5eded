/// An undirected weighted graph, frozen: compressed sparse rows of neighbours.
///
/// Parallel edges are one edge whose weight is their sum. An edge from a node to itself stands
/// once among the node's neighbours and counts twice in its degree and its strength. Nodes are
/// numbered from 0; neighbours ascend. To change a graph, build another.
public struct CSRGraph: Sendable, Equatable {
  let adjacency: Adjacency
  /// For each node the weights of its edges summed, that of an edge to itself twice.
  public let strengths: [Double]
  /// The weights of all edges summed, each once.
  public let totalWeight: Double
  /// How many distinct edges there are, edges from a node to itself among them.
  public let edgeCount: Int

  /// Freezes edges into a graph.
  ///
  /// - Parameters:
  ///   - nodeCount: How many nodes there are; every end of an edge is below.
  ///   - edges: The edges, in any order and direction; weights are finite and above 0.
  /// - Complexity: Time and space O(n + m) for n nodes and m edges.
  public init(nodeCount: Int, edges: [WeightedEdge]) {
    self.init(Adjacency(nodeCount: nodeCount, edges: edges, isSymmetric: true))
  }

  init(_ adjacency: Adjacency) {
    var strengths = [Double](repeating: 0, count: adjacency.nodeCount)
    var loops = 0
    for node in strengths.indices {
      var sum = 0.0
      for arc in adjacency.offsets[node]..<adjacency.offsets[node + 1] {
        sum += adjacency.weights[arc]
        if adjacency.targets[arc] == UInt32(node) {
          sum += adjacency.weights[arc]
          loops += 1
        }
      }
      strengths[node] = sum
    }
    self.adjacency = adjacency
    self.strengths = strengths
    totalWeight = strengths.reduce(0, +) / 2
    edgeCount = (adjacency.targets.count + loops) / 2
  }

  /// How many nodes there are.
  public var nodeCount: Int { adjacency.nodeCount }

  /// Whether an edge joins a node to itself.
  var hasLoops: Bool { adjacency.targets.count != edgeCount * 2 }

  /// How many edges end at a node, an edge to itself counted twice.
  public func degree(of node: NodeIndex) -> Int {
    let neighbors = neighbors(of: node)
    return neighbors.count + (neighbors.contains { $0.node == node } ? 1 : 0)
  }

  /// The neighbours of a node, ascending; the node itself among them if an edge joins it to itself.
  public func neighbors(of node: NodeIndex) -> Neighbors { adjacency.row(node) }

  /// The edges, each once, its lesser end as source, ordered by both ends.
  public var edges: [WeightedEdge] {
    var edges: [WeightedEdge] = []
    edges.reserveCapacity(edgeCount)
    for node in 0..<UInt32(nodeCount) {
      for neighbor in neighbors(of: NodeIndex(node)) where neighbor.node.rawValue >= node {
        edges.append(WeightedEdge(NodeIndex(node), neighbor.node, weight: neighbor.weight))
      }
    }
    return edges
  }

  /// A node at the other end of an edge.
  public struct Neighbor: Hashable, Sendable {
    /// The node.
    public let node: NodeIndex
    /// The weight of the edge.
    public let weight: Double
  }

  /// The neighbours of one node; a view that copies nothing.
  public struct Neighbors: RandomAccessCollection, Sendable {
    let adjacency: Adjacency
    let range: Range<Int>

    /// The first place; places are not counted from 0.
    public var startIndex: Int { range.lowerBound }
    /// The place behind the last.
    public var endIndex: Int { range.upperBound }

    /// The neighbour at a place.
    public subscript(position: Int) -> Neighbor {
      precondition(range.contains(position), "no neighbour at this place")
      return Neighbor(
        node: NodeIndex(adjacency.targets[position]), weight: adjacency.weights[position])
    }
  }
}
