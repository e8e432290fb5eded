/// One value, or one key, of a parsed JSON text.
struct JSONNode {
  /// What it is.
  enum Kind: UInt8 {
    case object, array, key, string, number, yes, no, null
  }

  /// What was seen in a string, or done with a value.
  struct Flags: OptionSet {
    let rawValue: UInt8
    /// The string has a backslash.
    static let isEscaped = Flags(rawValue: 1)
    /// The string has bytes beyond ASCII.
    static let isWide = Flags(rawValue: 2)
    /// A reader took the value.
    static let isTaken = Flags(rawValue: 4)
    /// The object has a key twice.
    static let hasRepeatedKey = Flags(rawValue: 8)
    /// On the outermost value: a string that was read is no UTF-8.
    static let hasOtherEncoding = Flags(rawValue: 16)
  }

  var kind: Kind
  var flags: Flags
  /// Where it starts in the text; behind the quote for a string.
  var start: UInt32
  /// Where it ends; before the quote for a string.
  var end: UInt32
  /// The node behind the value and all that it holds; for a key, a hash of its bytes.
  var next: UInt32
}

/// Why a JSON text cannot be read.
struct JSONError: Error, Hashable {
  /// What kind of damage it is.
  enum Kind {
    /// The text ends in the middle of the value.
    case ended
    /// Containers lie in each other too deep.
    case tooDeep
    /// A byte that does not belong there.
    case unexpected
  }

  var kind: Kind
  /// The byte meant.
  var offset: Int
  var message: String
  var expected: String?
}
