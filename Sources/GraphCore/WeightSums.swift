/// Weights summed by label, with the labels that have any in the order of their first weight.
final class WeightSums {
  private let sums: UnsafeMutablePointer<Double>
  let touched: UnsafeMutablePointer<UInt32>
  private(set) var touchedCount = 0

  init(count: Int) {
    sums = .allocate(capacity: count)
    sums.initialize(repeating: 0, count: count)
    touched = .allocate(capacity: count)
  }

  deinit {
    sums.deallocate()
    touched.deallocate()
  }

  /// The weights of a label summed; 0 if it has none.
  subscript(label: UInt32) -> Double { sums[Int(label)] }

  /// Adds a weight above 0 to a label.
  @inline(__always)
  func add(_ weight: Double, to label: UInt32) {
    let sum = sums[Int(label)]
    if sum == 0 {
      touched[touchedCount] = label
      touchedCount += 1
    }
    sums[Int(label)] = sum + weight
  }

  @inline(__always)
  func removeAll() {
    for index in 0..<touchedCount { sums[Int(touched[index])] = 0 }
    touchedCount = 0
  }
}
