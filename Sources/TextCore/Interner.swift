/// Numbers byte strings in the order of their first appearance, by a hash table.
package struct Interner: Sendable {
  private var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]
  private var hashes: [UInt32] = []
  /// Number of the string in each slot, or -1; the length is a power of two.
  private var slots = [Int32](repeating: -1, count: 1024)

  package init() {}

  package var count: Int { offsets.count - 1 }

  /// The number of `word`, which is new if it equals `count` before the call.
  package mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(word)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, isEqual(number, word) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = count
    slots[slot] = Int32(number)
    bytes.append(contentsOf: word)
    offsets.append(UInt32(bytes.count))
    hashes.append(hash)
    if count * 2 > slots.count { grow() }
    return number
  }

  /// All strings sorted by bytes, and the place of each number among them.
  package func sorted() -> (words: Vocabulary, places: [UInt32]) {
    let order = bytes.withUnsafeBufferPointer { all in
      (0..<count).sorted { left, right in
        all[range(left)].lexicographicallyPrecedes(all[range(right)])
      }
    }
    var words = Vocabulary()
    var places = [UInt32](repeating: 0, count: count)
    bytes.withUnsafeBufferPointer { all in
      for (place, number) in order.enumerated() {
        places[number] = UInt32(place)
        words.append(UnsafeBufferPointer(rebasing: all[range(number)]))
      }
    }
    return (words, places)
  }

  private func range(_ number: Int) -> Range<Int> {
    Int(offsets[number])..<Int(offsets[number + 1])
  }

  private func isEqual(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == word.count else { return false }
    for index in word.indices where bytes[range.lowerBound + index] != word[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// FNV-1a with a final mix.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
