/// A small fast generator of random numbers; equal seeds give equal numbers everywhere.
///
/// Steele, Lea, Flood 2014, DOI 10.1145/2660193.2660195. Not for secrets.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates a generator.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to `bound`, not included; `bound` is above 0.
  public mutating func next(below bound: Int) -> Int {
    // The high half of a product; for bounds of graphs its bias is below one in 2^32.
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number from 0 up to 1, not included.
  public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Puts elements in random order (Fisher–Yates), the same on every version of Swift.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, next(below: last + 1))
    }
  }
}
