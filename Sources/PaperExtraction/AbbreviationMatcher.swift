/// Aligns the letters of a short form with the words of a long form.
///
/// Schwartz and Hearst (2003, doi:10.1142/9789812776303_0042) take the shortest stretch whose
/// letters contain those of the short form in order. This matcher keeps their conditions (every
/// letter found, the first at the start of a word) and chooses among all alignments the cheapest:
/// a letter that starts a word costs nothing, one inside a word costs something, and so does each
/// content word that is passed over.
///
/// Time O(s · l), space O(s · l) for s bytes of short and l bytes of long form.
struct AbbreviationMatcher {
  /// Where the long form begins and how well it fits; lower is better.
  struct Match {
    /// Offset of the first byte of the long form.
    var start: Int
    /// Offset behind its last byte.
    var end: Int
    /// Sum of the costs.
    var cost: Double
  }

  /// Which end of the candidate stands beside the short form.
  enum Anchor {
    /// `long (SHORT)`: the long form ends where the candidate ends.
    case end
    /// `SHORT (long)`: the long form starts where the candidate starts.
    case start
  }

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The cheapest alignment of `short` with a stretch of `candidate`; nil if there is none below
  /// `limit` for each letter.
  func match(short: [UInt8], candidate: Range<Int>, anchor: Anchor) -> Match? {
    let letters = short.filter(\.isWordByte)
    guard !letters.isEmpty, letters.count <= 24, candidate.count <= 400 else { return nil }
    let positions = places(candidate)
    guard !positions.isEmpty, positions.count >= letters.count else { return nil }
    var table = Alignment(letters: letters, places: positions, bytes: bytes)
    return table.best(anchor: anchor, limit: Self.limit(letters.count))
  }

  /// The cost that an alignment of so many letters may have.
  static func limit(_ letters: Int) -> Double { 0.5 * Double(letters) + 0.65 }

  private func places(_ candidate: Range<Int>) -> [Place] {
    var result: [Place] = []
    var content = 0
    var index = candidate.lowerBound
    while index < candidate.upperBound {
      guard bytes[index].isWordByte else {
        index += 1
        continue
      }
      var end = index
      while end < candidate.upperBound, bytes[end].isWordByte { end += 1 }
      let spaced = index == 0 || !Self.joins(bytes[index - 1])
      // What stands in brackets of its own is no word of the long form: `learning (RL)-based`.
      if index > candidate.lowerBound, bytes[index - 1] == UInt8(ascii: "("),
        let close = bytes[end..<candidate.upperBound].firstIndex(of: UInt8(ascii: ")"))
      {
        index = close
        continue
      }
      let isStop = !bytes[index].isUpper && Self.stopWords.contains(hash(index..<end))
      if !isStop { content += 1 }
      for offset in index..<end {
        let isCapital = bytes[offset].isUpper && offset > index && !bytes[offset - 1].isUpper
        result.append(
          Place(
            offset: offset, content: content, isStop: isStop,
            start: offset == index ? (spaced ? .word : .part) : isCapital ? .part : .inside,
            isWordEnd: offset == end - 1))
      }
      index = end
    }
    return result
  }

  private func hash(_ range: Range<Int>) -> UInt64 {
    var hash = FoldHash()
    for offset in range { hash.add(bytes[offset]) }
    return hash.value
  }

  private static func joins(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "_")
  }

  private static let stopWords = FoldSet([
    "a", "an", "the", "of", "for", "and", "in", "on", "with", "to", "by", "from", "via", "using",
    "as", "at", "or", "de", "under", "over", "into", "s",
  ])

  struct Place {
    enum Start { case word, part, inside }
    let offset: Int
    let content: Int
    let isStop: Bool
    let start: Start
    let isWordEnd: Bool
  }
}

/// The table of an alignment: rows are letters, columns the letters of the candidate.
private struct Alignment {
  let letters: [UInt8]
  let places: [AbbreviationMatcher.Place]
  let bytes: [UInt8]
  private var cost: [Double] = []
  private var origin: [Int32] = []

  init(letters: [UInt8], places: [AbbreviationMatcher.Place], bytes: [UInt8]) {
    self.letters = letters
    self.places = places
    self.bytes = bytes
  }

  mutating func best(
    anchor: AbbreviationMatcher.Anchor, limit: Double
  ) -> AbbreviationMatcher.Match? {
    let width = places.count
    cost = Array(repeating: .infinity, count: width)
    origin = Array(repeating: -1, count: width)
    for column in 0..<width where matches(0, column) {
      let place = places[column]
      guard place.start != .inside else { continue }
      if anchor == .start, place.content > places[0].content { break }
      cost[column] = place.start == .word ? (place.isStop ? Cost.stopStart : 0) : Cost.partStart
      origin[column] = Int32(column)
    }
    for row in 1..<max(1, letters.count) { advance(row) }
    return cheapest(anchor: anchor, limit: limit)
  }

  /// One letter further: for each column the cheapest column before it.
  private mutating func advance(_ row: Int) {
    var nextCost = Array(repeating: Double.infinity, count: places.count)
    var nextOrigin = Array(repeating: Int32(-1), count: places.count)
    // The best predecessor of earlier words, with the price of the words since passed over.
    var far = Double.infinity
    var farOrigin: Int32 = -1
    var near = Double.infinity
    var nearOrigin: Int32 = -1
    var word = places.first?.content ?? 0
    for column in places.indices {
      let place = places[column]
      if place.content != word {
        far += Cost.skippedWord
        if near < far { (far, farOrigin) = (near, nearOrigin) }
        near = .infinity
        word = place.content
      }
      if matches(row, column) {
        let adjacent =
          column > 0 && places[column - 1].offset == place.offset - 1
          ? cost[column - 1] : .infinity
        var (best, from) = near < far ? (near, nearOrigin) : (far, farOrigin)
        best += price(column)
        if adjacent + Cost.adjacent < best, place.start == .inside {
          (best, from) = (adjacent + Cost.adjacent, origin[column - 1])
        }
        nextCost[column] = best
        nextOrigin[column] = from
      }
      if cost[column] < near { (near, nearOrigin) = (cost[column], origin[column]) }
    }
    cost = nextCost
    origin = nextOrigin
  }

  private func price(_ column: Int) -> Double {
    switch places[column].start {
    case .word: places[column].isStop ? Cost.stopWord : 0
    case .part: Cost.part
    case .inside: Cost.inside
    }
  }

  private func cheapest(
    anchor: AbbreviationMatcher.Anchor, limit: Double
  ) -> AbbreviationMatcher.Match? {
    var result: AbbreviationMatcher.Match?
    guard let last = places.last else { return nil }
    for column in places.indices where cost[column] < .infinity {
      let place = places[column]
      var total = cost[column]
      let end: Int
      switch anchor {
      case .end:
        // Words behind the last one that is spelt are no part of the long form.
        total += Double(last.content - place.content) * Cost.trailingWord
        end = last.content == place.content ? last.offset + 1 : wordEnd(column)
      case .start:
        end = wordEnd(column)
      }
      if total <= limit, total < (result?.cost ?? .infinity) {
        result = .init(start: places[Int(origin[column])].offset, end: end, cost: total)
      }
    }
    return result
  }

  private func wordEnd(_ column: Int) -> Int {
    var column = column
    while !places[column].isWordEnd { column += 1 }
    return places[column].offset + 1
  }

  private func matches(_ row: Int, _ column: Int) -> Bool {
    let place = places[column]
    if bytes[place.offset].lowered == letters[row].lowered { return true }
    guard letters[row].isDigit, place.start != .inside, place.offset + 1 < bytes.count else {
      return false
    }
    return Self.spellings.contains { digit, first, second in
      digit == letters[row] && bytes[place.offset].lowered == first
        && bytes[place.offset + 1].lowered == second
    }
  }

  /// Digits that stand for a word by its sound or its number: `L2I` is `Layout-to-Image`.
  private static let spellings = [("1", "on"), ("2", "to"), ("2", "tw"), ("3", "th"), ("4", "fo")]
    .map { digit, word in
      (Array(digit.utf8)[0], Array(word.utf8)[0], Array(word.utf8)[1])
    }

  private enum Cost {
    static let partStart = 0.8
    static let stopStart = 0.9
    static let part = 0.05
    static let inside = 1.0
    static let adjacent = 0.45
    static let stopWord = 0.2
    static let skippedWord = 1.1
    static let trailingWord = 1.6
  }
}
