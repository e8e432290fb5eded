import GraphCore

extension CSRGraph {
  /// A random graph: communities of up to ten nodes with edges inside and a few between them.
  static func random(nodes: Int, edges: Int, seed: UInt64) -> CSRGraph {
    var random = SplitMix64(seed: seed)
    let list = (0..<edges).map { _ in
      let source = random.next(below: nodes)
      let isInside = random.next(below: 4) > 0
      let first = source / 10 * 10
      let target =
        isInside
        ? first + random.next(below: min(10, nodes - first)) : random.next(below: nodes)
      return WeightedEdge(source, target, weight: 0.1 + random.nextUnit())
    }
    return CSRGraph(nodeCount: nodes, edges: list)
  }
}

/// The seeds and sizes that laws are tried on.
let trials: [(seed: UInt64, nodes: Int, edges: Int)] = [
  (1, 1, 0), (2, 2, 1), (3, 10, 0), (4, 10, 9), (5, 30, 60), (6, 60, 90), (7, 200, 700),
  (8, 200, 150), (9, 500, 3000), (10, 1000, 2500),
]
