/// Sets of elements that unions join and nothing parts.
///
/// The representative of a set is its least element, whatever the order of the unions. Finding
/// halves the path it walks (Tarjan, van Leeuwen 1984, DOI 10.1145/62.2160); a sequence of k calls
/// on n elements takes O((n + k) log n) time.
public struct UnionFind: Sendable {
  private var parents: [UInt32]
  /// How many sets there are.
  public private(set) var setCount: Int

  /// Creates sets of one element each, numbered from 0.
  public init(count: Int) {
    parents = (0..<UInt32(count)).map { $0 }
    setCount = count
  }

  /// The least element of the set that holds `element`.
  public mutating func find(_ element: Int) -> Int {
    var element = UInt32(element)
    while parents[Int(element)] != element {
      let grandparent = parents[Int(parents[Int(element)])]
      parents[Int(element)] = grandparent
      element = grandparent
    }
    return Int(element)
  }

  /// Joins the sets of two elements.
  ///
  /// - Returns: Whether they were two sets before.
  @discardableResult
  public mutating func union(_ a: Int, _ b: Int) -> Bool {
    let a = find(a)
    let b = find(b)
    guard a != b else { return false }
    parents[max(a, b)] = UInt32(min(a, b))
    setCount -= 1
    return true
  }
}
