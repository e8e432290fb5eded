/// Runs independent pieces of work on several threads.
public enum Parallel {
  /// The results of `body` for 0, 1, … in order, with at most `threads` calls at a time.
  ///
  /// - Parameters:
  ///   - count: How many calls to make.
  ///   - threads: How many of them may run at a time; 1 or more.
  ///   - body: Work that does not depend on the other calls.
  /// - Returns: One result a call, in order.
  public static func map<Result: Sendable>(
    _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result
  ) async -> [Result] {
    precondition(threads >= 1, "work needs a thread")
    guard threads > 1, count > 1 else { return (0..<count).map(body) }
    return await withTaskGroup(of: (Int, Result).self) { group in
      for index in 0..<min(threads, count) { group.addTask { (index, body(index)) } }
      var started = min(threads, count)
      var results = [Result?](repeating: nil, count: count)
      while let (index, result) = await group.next() {
        results[index] = result
        if started < count {
          let next = started
          group.addTask { (next, body(next)) }
          started += 1
        }
      }
      return results.compactMap { $0 }
    }
  }

  /// `count` items cut into at most `pieces` ranges of nearly equal length.
  public static func ranges(_ count: Int, pieces: Int) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let pieces = min(max(pieces, 1), count)
    return (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
  }
}
