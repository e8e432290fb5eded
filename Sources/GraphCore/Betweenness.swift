extension CSRGraph {
  /// On how many shortest paths each node lies between two others, each pair of ends counted once
  /// and shared among its shortest paths.
  ///
  /// Brandes 2001, DOI 10.1080/0022250X.2001.9990249. Every edge is one step long.
  ///
  /// - Complexity: Time O(n m), space O(n + m), for n nodes and m edges.
  public func betweenness() -> [Double] {
    betweenness(estimatedFrom: (0..<UInt32(nodeCount)).map { NodeIndex($0) })
  }

  /// An estimate of the betweenness from the shortest paths that start at some nodes.
  ///
  /// Brandes, Pich 2007, DOI 10.1142/S0218127407018403: the sums over the sources times nodes a
  /// source. All nodes as sources give the exact numbers.
  ///
  /// - Parameter sources: Distinct nodes, such as those of ``randomNodes(_:seed:)``.
  /// - Returns: For each node the estimate; 0 for all without sources.
  /// - Complexity: Time O(s m), space O(n + m), for s sources, n nodes and m edges.
  public func betweenness(estimatedFrom sources: [NodeIndex]) -> [Double] {
    var sums = [Double](repeating: 0, count: nodeCount)
    guard !sources.isEmpty else { return sums }
    let search = ShortestPathCounts(nodeCount: nodeCount)
    adjacency.withUnsafeArcs { offsets, targets, _ in
      sums.withUnsafeMutableBufferPointer { sums in
        for source in sources {
          search.spread(from: Int(source.rawValue), offsets, targets)
          search.collect(into: sums, offsets, targets)
        }
      }
    }
    let scale = Double(nodeCount) / Double(sources.count) / 2
    return sums.map { $0 * scale }
  }

  /// Distinct nodes drawn at random, ascending; all of them if there are no more than `count`.
  ///
  /// Time and space O(n) for n nodes.
  public func randomNodes(_ count: Int, seed: UInt64 = 1) -> [NodeIndex] {
    precondition(count >= 0, "a count is 0 or more")
    var nodes = (0..<UInt32(nodeCount)).map { NodeIndex($0) }
    guard count < nodes.count else { return nodes }
    var random = SplitMix64(seed: seed)
    for place in 0..<count {
      nodes.swapAt(place, place + random.next(below: nodes.count - place))
    }
    return nodes.prefix(count).sorted()
  }
}

/// The shortest paths from one source at a time: distances, how many there are, who depends on whom.
private final class ShortestPathCounts {
  private let distances: UnsafeMutableBufferPointer<Int32>
  private let counts: UnsafeMutableBufferPointer<Double>
  /// For each reached node (1 + its dependency) over its count.
  private let shares: UnsafeMutableBufferPointer<Double>
  /// The reached nodes in the order of their distances.
  private let order: UnsafeMutableBufferPointer<UInt32>
  private var reached = 0

  init(nodeCount: Int) {
    distances = .allocate(capacity: nodeCount)
    counts = .allocate(capacity: nodeCount)
    shares = .allocate(capacity: nodeCount)
    order = .allocate(capacity: nodeCount)
    distances.initialize(repeating: -1)
  }

  deinit {
    distances.deallocate()
    counts.deallocate()
    shares.deallocate()
    order.deallocate()
  }

  func spread(
    from source: Int, _ offsets: UnsafeBufferPointer<Int>, _ targets: UnsafeBufferPointer<UInt32>
  ) {
    distances[source] = 0
    counts[source] = 1
    order[0] = UInt32(source)
    reached = 1
    var next = 0
    while next < reached {
      let node = Int(order[next])
      next += 1
      let distance = distances[node] + 1
      let count = counts[node]
      for arc in offsets[node]..<offsets[node + 1] {
        let target = Int(targets[arc])
        if distances[target] == distance {
          counts[target] += count
        } else if distances[target] < 0 {
          distances[target] = distance
          counts[target] = count
          order[reached] = UInt32(target)
          reached += 1
        }
      }
    }
  }

  /// Adds the dependencies of the source on each node and forgets the source.
  func collect(
    into sums: UnsafeMutableBufferPointer<Double>, _ offsets: UnsafeBufferPointer<Int>,
    _ targets: UnsafeBufferPointer<UInt32>
  ) {
    for place in stride(from: reached - 1, to: 0, by: -1) {
      let node = Int(order[place])
      let distance = distances[node] + 1
      var share = 0.0
      for arc in offsets[node]..<offsets[node + 1] {
        let target = Int(targets[arc])
        if distances[target] == distance { share += shares[target] }
      }
      let dependency = counts[node] * share
      shares[node] = (1 + dependency) / counts[node]
      sums[node] += dependency
    }
    for place in 0..<reached { distances[Int(order[place])] = -1 }
  }
}
