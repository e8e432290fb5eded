/// A name for bytes by their content: FNV-1a in 128 bits over words of eight bytes.
///
/// It tells contents apart, not forgeries.
public struct ContentHash: Hashable, Sendable, CustomStringConvertible {
  let value: UInt128

  /// Names a text.
  public init(_ text: String) {
    var builder = Builder()
    builder.add(text.utf8)
    self = builder.value
  }

  init(value: UInt128) { self.value = value }

  /// The hash in hexadecimal.
  public var description: String { String(value, radix: 16) }

  /// Takes bytes piece by piece.
  struct Builder {
    private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    private static let prime: UInt128 = (1 << 88) + 0x13b

    mutating func add(_ bytes: some Sequence<UInt8>) {
      var word: UInt64 = 0
      var filled = 0
      var length: UInt64 = 0
      for byte in bytes {
        word = word << 8 | UInt64(byte)
        filled += 1
        length += 1
        if filled == 8 {
          mix(word)
          (word, filled) = (0, 0)
        }
      }
      mix(word)
      mix(length)
    }

    private mutating func mix(_ word: UInt64) {
      state = (state ^ UInt128(word)) &* Self.prime
      state ^= state >> 61
    }

    var value: ContentHash { ContentHash(value: state) }
  }
}
