/// How far two folded titles are apart: the Levenshtein distance over the longer length.
enum TitleDistance {
  /// Up to this distance equal wording is taken for sure.
  static let sure = 0.03
  /// Up to this distance it is taken with a further sign, such as an author or the year.
  static let likely = 0.06

  /// The distance of two titles, if it is at most `likely`.
  ///
  /// Ukkonen's band around the diagonal (1985, doi:10.1016/S0019-9958(85)80046-2): time O(k·n)
  /// for n bytes and at most k = 0.06·n edits, space O(n).
  ///
  /// - Returns: The distance from 0 to 0.06, or nil if it is greater.
  static func between(_ first: TitleKey, _ second: TitleKey) -> Double? {
    let lengths = (first.bytes.count, second.bytes.count)
    let longest = max(lengths.0, lengths.1)
    let limit = Int(likely * Double(longest))
    guard abs(lengths.0 - lengths.1) <= limit else { return nil }
    let edits = first.bytes.withUnsafeBufferPointer { first in
      second.bytes.withUnsafeBufferPointer { second in
        Self.edits(first, second, limit: limit)
      }
    }
    return edits.map { longest == 0 ? 0 : Double($0) / Double(longest) }
  }

  private static func edits(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>, limit: Int
  ) -> Int? {
    var start = 0
    let shortest = min(first.count, second.count)
    while start < shortest, first[start] == second[start] { start += 1 }
    var (rows, columns) = (first.count, second.count)
    while rows > start, columns > start, first[rows - 1] == second[columns - 1] {
      rows -= 1
      columns -= 1
    }
    (rows, columns) = (rows - start, columns - start)
    if rows == 0 || columns == 0 { return max(rows, columns) <= limit ? max(rows, columns) : nil }
    let far = limit + 1
    var above = (0...columns).map { min($0, far) }
    var current = above
    for row in 1...rows {
      let low = max(1, row - limit)
      let high = min(columns, row + limit)
      guard low <= high else { return nil }
      current[low - 1] = low == 1 ? min(row, far) : far
      var best = current[low - 1]
      for column in low...high {
        let isSame = first[start + row - 1] == second[start + column - 1]
        let diagonal = above[column - 1] + (isSame ? 0 : 1)
        let up = column == row + limit ? far : above[column] + 1
        current[column] = min(diagonal, up, current[column - 1] + 1)
        best = min(best, current[column])
      }
      if best > limit { return nil }
      swap(&above, &current)
    }
    return above[columns] <= limit ? above[columns] : nil
  }
}
