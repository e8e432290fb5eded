/// Rows of weighted arcs in flat arrays, each row ascending by target, no target twice in a row.
struct Adjacency: Sendable, Equatable {
  /// Where each node's arcs begin, and the end of the last.
  let offsets: [Int]
  /// The nodes that the arcs lead to.
  let targets: [UInt32]
  /// The weight of each arc.
  let weights: [Double]

  var nodeCount: Int { offsets.count - 1 }

  init(offsets: [Int], targets: [UInt32], weights: [Double]) {
    self.offsets = offsets
    self.targets = targets
    self.weights = weights
  }

  /// Sorts the arcs of edges into rows; weights of parallel arcs add up in the order of the edges.
  ///
  /// - Parameters:
  ///   - nodeCount: How many nodes there are; every end is below.
  ///   - edges: The edges.
  ///   - isSymmetric: Whether each edge between two nodes makes an arc in both directions.
  /// - Complexity: Time and space O(n + m) for n nodes and m edges.
  init(nodeCount: Int, edges: [WeightedEdge], isSymmetric: Bool) {
    for edge in edges {
      precondition(
        Int(max(edge.source, edge.target).rawValue) < nodeCount, "an edge ends at no node")
      precondition(edge.weight > 0 && edge.weight.isFinite, "a weight is finite and above 0")
    }
    var rows = Rows(nodeCount: nodeCount, arcCount: isSymmetric ? edges.count * 2 : edges.count)
    for edge in edges {
      rows.count(edge.target.rawValue)
      if isSymmetric, edge.source != edge.target { rows.count(edge.source.rawValue) }
    }
    rows.finishCounting()
    for edge in edges {
      rows.add(row: edge.target.rawValue, edge.source.rawValue, edge.weight)
      if isSymmetric, edge.source != edge.target {
        rows.add(row: edge.source.rawValue, edge.target.rawValue, edge.weight)
      }
    }
    // The rows hold the arcs by target; turned round they hold them by source, targets ascending.
    self = Adjacency(rows).transposed().mergingParallelArcs()
  }

  private init(_ rows: Rows) {
    self.init(
      offsets: rows.offsets, targets: Array(rows.targets.prefix(rows.filled)),
      weights: Array(rows.weights.prefix(rows.filled)))
  }

  /// The places of a node's arcs.
  func arcs(of node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }

  /// The weight of the arc between two nodes; 0 if there is none.
  func weight(from node: Int, to target: Int) -> Double {
    let row = targets[arcs(of: node)]
    let place = row.partitioningIndex { $0 >= UInt32(target) }
    return place < row.endIndex && row[place] == UInt32(target) ? weights[place] : 0
  }

  /// The arcs as flat memory, for loops that touch all of them.
  func withUnsafeArcs<Result>(
    _ body: (
      _ offsets: UnsafeBufferPointer<Int>, _ targets: UnsafeBufferPointer<UInt32>,
      _ weights: UnsafeBufferPointer<Double>
    ) -> Result
  ) -> Result {
    offsets.withUnsafeBufferPointer { offsets in
      targets.withUnsafeBufferPointer { targets in
        weights.withUnsafeBufferPointer { weights in body(offsets, targets, weights) }
      }
    }
  }

  /// A view of a node's arcs.
  func row(_ node: NodeIndex) -> CSRGraph.Neighbors {
    CSRGraph.Neighbors(adjacency: self, range: arcs(of: Int(node.rawValue)))
  }

  /// The same arcs turned round; rows come out ascending.
  func transposed() -> Adjacency {
    var rows = Rows(nodeCount: nodeCount, arcCount: targets.count)
    for target in targets { rows.count(target) }
    rows.finishCounting()
    for node in 0..<nodeCount {
      for arc in offsets[node]..<offsets[node + 1] {
        rows.add(row: targets[arc], UInt32(node), weights[arc])
      }
    }
    return Adjacency(rows)
  }

  private func mergingParallelArcs() -> Adjacency {
    var offsets = self.offsets
    var targets = self.targets
    var weights = self.weights
    var kept = 0
    for node in 0..<nodeCount {
      let start = kept
      for arc in self.offsets[node]..<self.offsets[node + 1] {
        if kept > start, targets[kept - 1] == self.targets[arc] {
          weights[kept - 1] += self.weights[arc]
        } else {
          targets[kept] = self.targets[arc]
          weights[kept] = self.weights[arc]
          kept += 1
        }
      }
      offsets[node] = start
    }
    offsets[nodeCount] = kept
    guard kept < targets.count else { return self }
    return Adjacency(
      offsets: offsets, targets: Array(targets.prefix(kept)), weights: Array(weights.prefix(kept)))
  }
}

/// Arcs that are being sorted into rows: counted first, then put in place.
private struct Rows {
  private(set) var offsets: [Int]
  private(set) var targets: [UInt32]
  private(set) var weights: [Double]
  private var next: [Int] = []

  var filled: Int { offsets[offsets.count - 1] }

  init(nodeCount: Int, arcCount: Int) {
    offsets = [Int](repeating: 0, count: nodeCount + 1)
    targets = [UInt32](repeating: 0, count: arcCount)
    weights = [Double](repeating: 0, count: arcCount)
  }

  mutating func count(_ row: UInt32) { offsets[Int(row) + 1] += 1 }

  mutating func finishCounting() {
    for row in 1..<max(offsets.count, 1) { offsets[row] += offsets[row - 1] }
    next = offsets
  }

  mutating func add(row: UInt32, _ target: UInt32, _ weight: Double) {
    let place = next[Int(row)]
    next[Int(row)] += 1
    targets[place] = target
    weights[place] = weight
  }
}
