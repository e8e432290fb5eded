/// How often a reader who follows edges at random, and now and then starts anew, is at each node.
///
/// Brin, Page 1998, DOI 10.1016/S0169-7552(98)00110-X. A node without a way out leads everywhere
/// alike. Solved by Gauss–Seidel sweeps in the order of the nodes, so the result is the same in
/// every run.
public struct PageRank: Hashable, Sendable {
  /// How likely the reader is to follow an edge, from 0 up to 1, not included.
  public var damping: Double
  /// The change of all scores together, of 1, at which the sweeps end.
  public var tolerance: Double
  /// How many sweeps to make at most.
  public var sweeps: Int

  /// Creates a computation.
  ///
  /// - Parameters:
  ///   - damping: From 0 up to 1, not included.
  ///   - tolerance: Above 0.
  ///   - sweeps: 1 or more.
  public init(damping: Double = 0.85, tolerance: Double = 1e-10, sweeps: Int = 1000) {
    precondition(damping >= 0 && damping < 1, "damping is from 0 up to 1")
    precondition(tolerance > 0 && sweeps >= 1, "a sweep is needed")
    self.damping = damping
    self.tolerance = tolerance
    self.sweeps = sweeps
  }

  /// The score of each node of an undirected graph; all sum to 1.
  ///
  /// - Complexity: Time O(n + m) a sweep, space O(n), for n nodes and m edges.
  public func scores(of graph: CSRGraph) -> [Double] {
    scores(incoming: graph.adjacency, strengths: graph.strengths, loopsCount: 2)
  }

  /// The score of each node of a directed graph; all sum to 1.
  ///
  /// - Complexity: Time O(n + m) a sweep, space O(n), for n nodes and m arcs.
  public func scores(of graph: CSRDigraph) -> [Double] {
    var strengths = [Double](repeating: 0, count: graph.nodeCount)
    for node in strengths.indices {
      strengths[node] = graph.outgoing.weights[graph.outgoing.arcs(of: node)].reduce(0, +)
    }
    return scores(incoming: graph.incoming, strengths: strengths, loopsCount: 1)
  }

  /// Solves x = 1 + d·Wᵀx without the ways that dead ends have everywhere: they add the same to
  /// each node, which the division by the sum makes good (Gleich 2015, DOI 10.1137/140976649).
  private func scores(incoming: Adjacency, strengths: [Double], loopsCount: Double) -> [Double] {
    let count = strengths.count
    guard count > 0 else { return [] }
    let shares = strengths.map { $0 > 0 ? damping / $0 : 0 }
    /// What each node has to give for a unit of weight.
    var gifts = shares
    var scores = [Double](repeating: 1, count: count)
    let loops = (0..<count).map { node in
      incoming.weight(from: node, to: node) * (loopsCount - 1)
    }
    gifts.withUnsafeMutableBufferPointer { gifts in
      incoming.withUnsafeArcs { offsets, targets, weights in
        for _ in 0..<sweeps {
          var change = 0.0
          var total = 0.0
          for node in 0..<count {
            var sum = loops[node] * gifts[node]
            for arc in offsets[node]..<offsets[node + 1] {
              sum += weights[arc] * gifts[Int(targets[arc])]
            }
            let score = 1 + sum
            change += abs(score - scores[node])
            total += score
            scores[node] = score
            gifts[node] = score * shares[node]
          }
          if change <= tolerance * total { break }
        }
      }
    }
    let total = scores.reduce(0, +)
    return scores.map { $0 / total }
  }
}
