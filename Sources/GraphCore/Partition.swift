/// Nodes divided into parts: components, communities, regions.
///
/// Parts are numbered from 0 in the order of their first nodes, so that equal divisions are equal
/// values; no part is empty.
public struct Partition: Hashable, Sendable {
  /// The part of each node.
  public let labels: [UInt32]
  /// How many parts there are.
  public let count: Int

  /// Creates a partition from labels of any kind: nodes of equal label are of one part.
  ///
  /// Time and space O(n + L) for n nodes and labels below L.
  public init(labels: [UInt32]) {
    var numbers = [UInt32](repeating: .max, count: Int(labels.max() ?? 0) + 1)
    var next: UInt32 = 0
    self.labels = labels.map { label in
      if numbers[Int(label)] == .max {
        numbers[Int(label)] = next
        next += 1
      }
      return numbers[Int(label)]
    }
    count = Int(next)
  }

  /// Creates the partition with each node on its own.
  public init(singletons nodeCount: Int) {
    labels = (0..<UInt32(nodeCount)).map { $0 }
    count = nodeCount
  }

  /// The part of a node.
  public subscript(node: NodeIndex) -> Int { Int(labels[Int(node.rawValue)]) }

  /// How many nodes each part has.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for label in labels { sizes[Int(label)] += 1 }
    return sizes
  }

  /// The places of the nodes of each part, ascending.
  public var members: [[Int]] {
    var members = sizes.map { size in
      var part: [Int] = []
      part.reserveCapacity(size)
      return part
    }
    for (node, label) in labels.enumerated() { members[Int(label)].append(node) }
    return members
  }

  /// Stops the program if the labels are not dense and in the order of their first nodes.
  public func _checkInvariants() {
    var next: UInt32 = 0
    for label in labels {
      precondition(label <= next, "parts are numbered by their first nodes")
      if label == next { next += 1 }
    }
    precondition(count == Int(next), "no part is empty")
  }
}
