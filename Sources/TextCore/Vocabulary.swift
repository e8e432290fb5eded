/// A sorted list of distinct words; a word's place is its number.
///
/// The order is that of the UTF-8 bytes. All words lie in one block of bytes.
public struct Vocabulary: Sendable, Equatable {
  private var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]

  /// Creates an empty vocabulary.
  public init() {}

  /// Creates a vocabulary from words in any order; repeated ones count once.
  public init(_ words: some Sequence<String>) {
    let sorted = words.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    for word in sorted where count == 0 || !self[bytes: count - 1].elementsEqual(word) {
      word.withUnsafeBufferPointer { append($0) }
    }
  }

  /// The number of words.
  public var count: Int { offsets.count - 1 }

  /// The word at a place.
  public subscript(index: Int) -> String { String(decoding: self[bytes: index], as: UTF8.self) }

  /// The bytes of the word at a place.
  public subscript(bytes index: Int) -> ArraySlice<UInt8> {
    bytes[Int(offsets[index])..<Int(offsets[index + 1])]
  }

  /// The place of a word, by binary search.
  public func index(of word: String) -> Int? { index(of: Array(word.utf8)) }

  /// The place of a word in UTF-8, by binary search.
  public func index(of word: [UInt8]) -> Int? {
    var lower = 0
    var upper = count
    while lower < upper {
      let middle = (lower + upper) / 2
      if self[bytes: middle].lexicographicallyPrecedes(word) {
        lower = middle + 1
      } else {
        upper = middle
      }
    }
    return lower < count && self[bytes: lower].elementsEqual(word) ? lower : nil
  }

  /// Appends a word that must sort behind all others.
  mutating func append(_ word: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: word)
    offsets.append(UInt32(bytes.count))
  }

  /// The words of both, and where each word of either has gone.
  ///
  /// Takes time linear in both.
  func merging(_ other: Vocabulary) -> (merged: Vocabulary, places: [UInt32], otherPlaces: [UInt32])
  {
    var merged = Vocabulary()
    merged.bytes.reserveCapacity(bytes.count + other.bytes.count)
    var places: [UInt32] = []
    var otherPlaces: [UInt32] = []
    places.reserveCapacity(count)
    otherPlaces.reserveCapacity(other.count)
    walk(with: other) { index, otherIndex in
      let place = UInt32(merged.count)
      if index != nil { places.append(place) }
      if otherIndex != nil { otherPlaces.append(place) }
      if let index {
        self[bytes: index].withUnsafeBufferPointer { merged.append($0) }
      } else if let otherIndex {
        other[bytes: otherIndex].withUnsafeBufferPointer { merged.append($0) }
      }
    }
    return (merged, places, otherPlaces)
  }

  /// The place here of each word of `other`, or nil where it is missing.
  ///
  /// Takes linear time.
  func places(of other: Vocabulary) -> [UInt32?] {
    var places: [UInt32?] = []
    places.reserveCapacity(other.count)
    walk(with: other) { index, otherIndex in
      if otherIndex != nil { places.append(index.map { UInt32($0) }) }
    }
    return places
  }

  /// Calls `body` with the places of each word of either, in order; nil where one has it not.
  private func walk(with other: Vocabulary, _ body: (Int?, Int?) -> Void) {
    var index = 0
    var otherIndex = 0
    while index < count || otherIndex < other.count {
      let order = compare(index, other, otherIndex)
      body(order <= 0 ? index : nil, order >= 0 ? otherIndex : nil)
      if order <= 0 { index += 1 }
      if order >= 0 { otherIndex += 1 }
    }
  }

  /// Negative if the word at `index` sorts before the other's; an end sorts last.
  private func compare(_ index: Int, _ other: Vocabulary, _ otherIndex: Int) -> Int {
    guard index < count else { return 1 }
    guard otherIndex < other.count else { return -1 }
    let word = self[bytes: index]
    let otherWord = other[bytes: otherIndex]
    if word.elementsEqual(otherWord) { return 0 }
    return word.lexicographicallyPrecedes(otherWord) ? -1 : 1
  }
}
