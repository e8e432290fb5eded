/// A row near another one.
public struct Neighbor: Sendable, Hashable {
  /// The row.
  public var index: Int
  /// Its similarity; higher is closer.
  public var score: Double

  /// Creates a neighbour.
  public init(index: Int, score: Double) {
    self.index = index
    self.score = score
  }

  /// Whether this one ranks before another: higher score first, ties by lower index.
  public func precedes(_ other: Neighbor) -> Bool {
    score != other.score ? score > other.score : index < other.index
  }
}

/// The best few of many neighbours, kept as a heap whose root is the worst of them.
package struct TopNeighbors {
  let limit: Int
  /// A score that neighbours must exceed.
  let threshold: Double
  private var heap: [Neighbor] = []

  package init(limit: Int, threshold: Double) {
    self.limit = limit
    self.threshold = threshold
  }

  /// Whether another neighbour can only come in for one that is here.
  var isFull: Bool { heap.count == limit }

  /// No neighbour with a lower score can come in.
  package var bound: Double { isFull ? heap.first?.score ?? .infinity : threshold }

  package mutating func insert(_ neighbor: Neighbor) {
    guard limit > 0, neighbor.score > threshold else { return }
    if !isFull {
      heap.append(neighbor)
      siftUp()
    } else if neighbor.precedes(heap[0]) {
      heap[0] = neighbor
      siftDown()
    }
  }

  /// Best first.
  package func sorted() -> [Neighbor] { heap.sorted { $0.precedes($1) } }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent].precedes(heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      let left = parent * 2 + 1
      guard left < heap.count else { return }
      let right = left + 1
      let worse = right < heap.count && heap[left].precedes(heap[right]) ? right : left
      guard heap[parent].precedes(heap[worse]) else { return }
      heap.swapAt(parent, worse)
      parent = worse
    }
  }
}
