/// The nodes of each part of a partition, in one flat array.
struct GroupedNodes {
  private(set) var nodes: [UInt32]
  let offsets: [Int]

  init(_ partition: Partition) {
    var offsets = [Int](repeating: 0, count: partition.count + 1)
    for label in partition.labels { offsets[Int(label) + 1] += 1 }
    for part in 0..<partition.count { offsets[part + 1] += offsets[part] }
    var next = offsets
    var nodes = [UInt32](repeating: 0, count: partition.labels.count)
    for (node, label) in partition.labels.enumerated() {
      nodes[next[Int(label)]] = UInt32(node)
      next[Int(label)] += 1
    }
    self.nodes = nodes
    self.offsets = offsets
  }

  subscript(part: Int) -> ArraySlice<UInt32> { nodes[offsets[part]..<offsets[part + 1]] }

  /// Puts the nodes of each part in random order.
  mutating func shuffleEach(_ random: inout SplitMix64) {
    for part in 0..<(offsets.count - 1) {
      let start = offsets[part]
      for last in stride(from: offsets[part + 1] - 1, to: start, by: -1) {
        nodes.swapAt(last, start + random.next(below: last - start + 1))
      }
    }
  }
}
