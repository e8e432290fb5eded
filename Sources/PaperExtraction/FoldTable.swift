/// Numbers the hashes of folded words, as `Token.fold` has them, in the order of their insertion.
///
/// The hashes are spread already, so that nothing is hashed again. A look-up takes constant time;
/// space is linear in the hashes.
struct FoldSet: Sendable {
  /// The hash in each slot, 0 where none is; the length is a power of two.
  private var slots: [UInt64]
  private var numbers: [Int32]
  /// How many hashes are stored.
  private(set) var count = 0

  /// An empty set with room for as many hashes.
  init(minimumCapacity: Int = 8) {
    var size = 16
    while size < minimumCapacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    numbers = Array(repeating: 0, count: size)
  }

  /// The hashes of words.
  init(_ words: [String]) {
    self.init(minimumCapacity: words.count)
    for word in words { insert(Token.fold(word)) }
  }

  /// Whether a hash is stored.
  func contains(_ fold: UInt64) -> Bool { slots[slot(of: fold)] != 0 }

  /// The number of a hash, if it is stored.
  func number(of fold: UInt64) -> Int? {
    let slot = slot(of: fold)
    return slots[slot] == 0 ? nil : Int(numbers[slot])
  }

  /// Stores a hash; tells its number, and whether it is new.
  @discardableResult
  mutating func insert(_ fold: UInt64) -> (number: Int, inserted: Bool) {
    let slot = slot(of: fold)
    if slots[slot] != 0 { return (Int(numbers[slot]), false) }
    slots[slot] = max(fold, 1)
    numbers[slot] = Int32(count)
    count += 1
    if count * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  /// The slot of a hash, or the empty one where it belongs.
  private func slot(of fold: UInt64) -> Int {
    let key = max(fold, 1)
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var slot = Int(truncatingIfNeeded: key ^ key >> 32) & mask
      while slots[slot] != 0, slots[slot] != key { slot = (slot + 1) & mask }
      return slot
    }
  }

  private mutating func grow() {
    let (oldSlots, oldNumbers) = (slots, numbers)
    slots = Array(repeating: 0, count: oldSlots.count * 2)
    numbers = Array(repeating: 0, count: oldSlots.count * 2)
    for (key, number) in zip(oldSlots, oldNumbers) where key != 0 {
      let slot = slot(of: key)
      slots[slot] = key
      numbers[slot] = number
    }
  }
}

/// Values by the hash of a folded word.
struct FoldTable<Value: Sendable>: Sendable {
  private var folds = FoldSet()
  private var values: [Value] = []

  /// An empty table.
  init() {}

  /// The values of words.
  init(_ words: [(String, Value)]) {
    for (word, value) in words { self[Token.fold(word)] = value }
  }

  /// The value of a hash; to store nil leaves the table as it is.
  subscript(fold: UInt64) -> Value? {
    get { folds.number(of: fold).map { values[$0] } }
    set {
      guard let newValue else { return }
      let (number, inserted) = folds.insert(fold)
      if inserted { values.append(newValue) } else { values[number] = newValue }
    }
  }
}
