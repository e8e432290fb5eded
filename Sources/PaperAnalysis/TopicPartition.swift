import GraphCore

/// Communities that each fit a map.
///
/// The resolution is the lowest from 1 on, to an eighth of a doubling, at which nine papers in ten are
/// in communities that fit; those that still do not are divided on their own. Communities too small to be worth a map join
/// the neighbour that they have most weight with, if both fit one.
struct TopicPartition {
  /// The topic of each node; a node without edges has its own.
  let partition: Partition
  /// The resolution that was chosen.
  let resolution: Double

  /// The part of the papers that may be in communities too large when the resolution is chosen.
  private static let tolerated = 0.1
  /// Communities of fewer papers join others.
  private static let leastSize = 4

  init(_ graph: CSRGraph, mapSize: Int, seed: UInt64) {
    func found(_ resolution: Double) -> Partition {
      Leiden(resolution: resolution, seed: seed).communities(of: graph)
    }
    func fits(_ communities: Partition) -> Bool {
      Self.share(of: communities, above: mapSize) <= Self.tolerated
    }
    var resolution = 1.0
    var communities = found(resolution)
    while !fits(communities), resolution < 0x1p20 {
      resolution *= 2
      communities = found(resolution)
    }
    for lower in [0.625, 0.75, 0.875] where resolution > 1 {
      let candidate = found(resolution * lower)
      guard fits(candidate) else { continue }
      communities = candidate
      resolution *= lower
      break
    }
    var labels = communities.labels
    var next = UInt32(communities.count)
    for members in communities.members where members.count > mapSize {
      for piece in Self.pieces(of: members, graph, mapSize: mapSize, seed: seed) {
        for node in piece { labels[node] = next }
        next += 1
      }
    }
    var merging = SmallTopicMerging(graph, Partition(labels: labels), mapSize: mapSize)
    partition = merging.merged(below: Self.leastSize)
    self.resolution = resolution
  }

  private static func share(of communities: Partition, above mapSize: Int) -> Double {
    let outside = communities.sizes.filter { $0 > mapSize }.reduce(0, +)
    return Double(outside) / Double(max(1, communities.labels.count))
  }

  /// Divides nodes until each piece fits, at the lowest resolution of 1, 2, 4, … that divides.
  private static func pieces(
    of nodes: [Int], _ graph: CSRGraph, mapSize: Int, seed: UInt64
  ) -> [[Int]] {
    guard nodes.count > mapSize else { return [nodes] }
    let part = graph.induced(by: nodes)
    var leiden = Leiden(seed: seed)
    var communities = leiden.communities(of: part)
    while communities.count == 1, leiden.resolution < 0x1p20 {
      leiden.resolution *= 2
      communities = leiden.communities(of: part)
    }
    guard communities.count > 1 else { return cut(nodes, mapSize) }
    return communities.members.flatMap { members in
      pieces(of: members.map { nodes[$0] }, graph, mapSize: mapSize, seed: seed)
    }
  }

  /// Nodes that no resolution divides, cut in their order.
  private static func cut(_ nodes: [Int], _ mapSize: Int) -> [[Int]] {
    stride(from: 0, to: nodes.count, by: mapSize).map {
      Array(nodes[$0..<min($0 + mapSize, nodes.count)])
    }
  }
}

/// Joins small topics to their nearest neighbours, smallest first.
private struct SmallTopicMerging {
  private let graph: CSRGraph
  private let mapSize: Int
  private var labels: [UInt32]
  private var members: [[Int]]

  init(_ graph: CSRGraph, _ partition: Partition, mapSize: Int) {
    self.graph = graph
    self.mapSize = mapSize
    labels = partition.labels
    members = partition.members
  }

  mutating func merged(below leastSize: Int) -> Partition {
    for size in 1..<leastSize {
      for topic in members.indices where members[topic].count == size {
        guard let other = nearest(to: topic, isAlone: size == 1) else { continue }
        for node in members[topic] { labels[node] = UInt32(other) }
        members[other] += members[topic]
        members[topic] = []
      }
    }
    return Partition(labels: labels)
  }

  /// The topic with most weight towards one, ties by number; a lone paper joins a full one too.
  private func nearest(to topic: Int, isAlone: Bool) -> Int? {
    var weights: [Int: Double] = [:]
    for node in members[topic] {
      for neighbor in graph.neighbors(of: NodeIndex(UInt32(node))) {
        let other = Int(labels[Int(neighbor.node.rawValue)])
        if other != topic { weights[other, default: 0] += neighbor.weight }
      }
    }
    let size = members[topic].count
    let fitting = weights.filter { members[$0.key].count + size <= mapSize }
    let choice = fitting.isEmpty && isAlone ? weights : fitting
    return choice.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
