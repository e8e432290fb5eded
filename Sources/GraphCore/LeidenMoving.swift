/// Moves single nodes to the neighbouring community that gains most, until no move gains.
struct LeidenMoving {
  private let level: LeidenLevel
  /// Gains below this are rounding.
  private let tolerance: Double
  /// γ over the strengths of all nodes.
  private let expectation: Double

  init(_ level: LeidenLevel, resolution: Double) {
    self.level = level
    tolerance = level.meanWeight * 1e-9
    expectation = resolution / level.totalStrength
  }

  func moved(from start: Partition, _ random: inout SplitMix64) -> Partition {
    var labels = start.labels
    var strengths = [Double](repeating: 0, count: level.nodeCount)
    for (node, label) in labels.enumerated() { strengths[Int(label)] += level.strengths[node] }
    var queue = (0..<UInt32(level.nodeCount)).map { $0 }
    random.shuffle(&queue)
    labels.withUnsafeMutableBufferPointer { labels in
      strengths.withUnsafeMutableBufferPointer { strengths in
        queue.withUnsafeMutableBufferPointer { queue in
          move(labels: labels, strengths: strengths, queue: queue)
        }
      }
    }
    return Partition(labels: labels)
  }

  /// Works through a full queue; nodes whose neighbourhood changes queue up again.
  private func move(
    labels: UnsafeMutableBufferPointer<UInt32>, strengths: UnsafeMutableBufferPointer<Double>,
    queue: UnsafeMutableBufferPointer<UInt32>
  ) {
    let sums = WeightSums(count: level.nodeCount)
    var sizes = [UInt32](repeating: 0, count: level.nodeCount)
    for label in labels { sizes[Int(label)] += 1 }
    var empty = sizes.indices.filter { sizes[$0] == 0 }.map { UInt32($0) }
    var isQueued = [Bool](repeating: true, count: level.nodeCount)
    var head = 0
    var waiting = queue.count
    level.offsets.withUnsafeBufferPointer { offsets in
      level.targets.withUnsafeBufferPointer { targets in
        level.weights.withUnsafeBufferPointer { weights in
          while waiting > 0 {
            let node = Int(queue[head])
            head = head + 1 == queue.count ? 0 : head + 1
            waiting -= 1
            isQueued[node] = false

            let arcs = offsets[node]..<offsets[node + 1]
            for arc in arcs { sums.add(weights[arc], to: labels[Int(targets[arc])]) }
            let own = labels[node]
            let strength = level.strengths[node]
            strengths[Int(own)] -= strength
            let price = strength * expectation
            let stay = sums[own] - price * strengths[Int(own)]
            var best = own
            var bestGain = stay + tolerance
            for index in 0..<sums.touchedCount {
              let label = sums.touched[index]
              let gain = sums[label] - price * strengths[Int(label)]
              if gain > bestGain, label != own {
                best = label
                bestGain = gain
              }
            }
            sums.removeAll()
            if bestGain < 0, sizes[Int(own)] > 1, let label = empty.popLast() { best = label }
            strengths[Int(best)] += strength
            guard best != own else { continue }
            labels[node] = best
            sizes[Int(best)] += 1
            sizes[Int(own)] -= 1
            if sizes[Int(own)] == 0 { empty.append(own) }
            for arc in arcs {
              let neighbor = Int(targets[arc])
              guard !isQueued[neighbor], labels[neighbor] != best else { continue }
              isQueued[neighbor] = true
              var tail = head + waiting
              if tail >= queue.count { tail -= queue.count }
              queue[tail] = UInt32(neighbor)
              waiting += 1
            }
          }
        }
      }
    }
  }
}
