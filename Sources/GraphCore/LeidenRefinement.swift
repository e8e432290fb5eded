/// Splits communities into parts that are well joined inside, by merging nodes from scratch.
struct LeidenRefinement {
  private let level: LeidenLevel
  /// γ over the strengths of all nodes.
  private let expectation: Double
  /// The gain that makes a merge e times as likely; 0 for the best merge only.
  private let temperature: Double

  init(_ level: LeidenLevel, resolution: Double, randomness: Double) {
    self.level = level
    expectation = resolution / level.totalStrength
    temperature = randomness * level.meanWeight
  }

  func parts(of communities: Partition, _ random: inout SplitMix64) -> Partition {
    var groups = GroupedNodes(communities)
    groups.shuffleEach(&random)
    var state = State(level)
    level.offsets.withUnsafeBufferPointer { offsets in
      level.targets.withUnsafeBufferPointer { targets in
        level.weights.withUnsafeBufferPointer { weights in
          communities.labels.withUnsafeBufferPointer { labels in
            let arcs = Arcs(offsets: offsets, targets: targets, weights: weights, labels: labels)
            for community in 0..<communities.count {
              refine(groups[community], arcs, &state, &random)
            }
          }
        }
      }
    }
    return Partition(labels: state.parts)
  }

  private struct Arcs {
    let offsets: UnsafeBufferPointer<Int>
    let targets: UnsafeBufferPointer<UInt32>
    let weights: UnsafeBufferPointer<Double>
    /// The community of each node.
    let labels: UnsafeBufferPointer<UInt32>
  }

  private struct State {
    /// The part of each node; at first its own.
    var parts: [UInt32]
    /// For each part its nodes' strengths summed.
    var strengths: [Double]
    /// For each part the weight of its edges to the rest of its community.
    var external: [Double]
    /// Whether a part is still one node.
    var isSingle: [Bool]
    let sums: WeightSums
    /// The likelihoods of the parts in `sums.touched`, summed up to each.
    var chances: [Double] = []

    init(_ level: LeidenLevel) {
      parts = (0..<UInt32(level.nodeCount)).map { $0 }
      strengths = level.strengths
      external = [Double](repeating: 0, count: level.nodeCount)
      isSingle = [Bool](repeating: true, count: level.nodeCount)
      sums = WeightSums(count: level.nodeCount)
    }
  }

  private func refine(
    _ nodes: ArraySlice<UInt32>, _ arcs: Arcs, _ state: inout State, _ random: inout SplitMix64
  ) {
    guard nodes.count > 1 else { return }
    var total = 0.0
    for node in nodes.lazy.map({ Int($0) }) {
      total += level.strengths[node]
      var inside = 0.0
      for arc in arcs.offsets[node]..<arcs.offsets[node + 1]
      where arcs.labels[Int(arcs.targets[arc])] == arcs.labels[node] {
        inside += arcs.weights[arc]
      }
      state.external[node] = inside
    }
    for node in nodes.lazy.map({ Int($0) }) where state.isSingle[node] {
      let strength = level.strengths[node]
      guard state.external[node] >= expectation * strength * (total - strength) else { continue }
      for arc in arcs.offsets[node]..<arcs.offsets[node + 1] {
        let target = Int(arcs.targets[arc])
        guard arcs.labels[target] == arcs.labels[node] else { continue }
        state.sums.add(arcs.weights[arc], to: state.parts[target])
      }
      if let part = chosenPart(for: node, total: total, &state, &random) {
        state.parts[node] = UInt32(part)
        state.isSingle[part] = false
        state.strengths[part] += strength
        state.external[part] += state.external[node] - 2 * state.sums[UInt32(part)]
      }
      state.sums.removeAll()
    }
  }

  /// One of the well-joined parts that a node gains by merging with, the likelier the more it
  /// gains; nil if there is none.
  private func chosenPart(
    for node: Int, total: Double, _ state: inout State, _ random: inout SplitMix64
  ) -> Int? {
    let price = expectation * level.strengths[node]
    var best: Int?
    var bestGain = 0.0
    for index in 0..<state.sums.touchedCount {
      let part = Int(state.sums.touched[index])
      let gain = state.sums[UInt32(part)] - price * state.strengths[part]
      guard gain > bestGain || (best == nil && gain == 0), isWellJoined(part, total, state)
      else { continue }
      best = part
      bestGain = gain
    }
    guard best != nil, temperature > 0 else { return best }
    state.chances.removeAll(keepingCapacity: true)
    // Staying alone gains 0 and is one of the choices.
    var sum = Self.likelihood((0 - bestGain) / temperature)
    for index in 0..<state.sums.touchedCount {
      let part = Int(state.sums.touched[index])
      let gain = state.sums[UInt32(part)] - price * state.strengths[part]
      if gain >= 0, isWellJoined(part, total, state) {
        sum += Self.likelihood((gain - bestGain) / temperature)
      }
      state.chances.append(sum)
    }
    let drawn = random.nextUnit() * sum
    guard let index = state.chances.firstIndex(where: { $0 > drawn }) else { return best }
    let isAlone = index == 0 && drawn < Self.likelihood((0 - bestGain) / temperature)
    return isAlone ? nil : Int(state.sums.touched[index])
  }

  private func isWellJoined(_ part: Int, _ total: Double, _ state: State) -> Bool {
    let strength = state.strengths[part]
    return state.external[part] >= expectation * strength * (total - strength)
  }

  /// Near enough e to the power of a number of at most 0, and the same on every machine.
  private static func likelihood(_ exponent: Double) -> Double {
    var power = max(0, 1 + exponent / 1024)
    for _ in 0..<10 { power *= power }
    return power
  }
}
