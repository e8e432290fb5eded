/// SHA-256 (FIPS 180-4), by which a page tells a browser which scripts may run.
enum SHA256 {
  /// A digest of 32 bytes.
  struct Digest {
    var bytes: [UInt8]

    /// The digest in Base64 (RFC 4648).
    var base64: String {
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
      var result: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for digit in 0..<4 {
          let isPadding = digit > group.count
          result.append(
            isPadding ? UInt8(ascii: "=") : alphabet[value >> (18 - 6 * digit) & 63])
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// The digest of a message.
  static func digest(of message: [UInt8]) -> Digest {
    var padded = message + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    let bits = UInt64(message.count) * 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    var state = roots(of: 8, power: 2)
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(padded[start..<start + 64], into: &state)
    }
    return Digest(
      bytes: state.flatMap { word in
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
      })
  }

  private static let constants = roots(of: 64, power: 3)

  /// The first 32 bits of the fractions of the square or cube roots of the first primes.
  private static func roots(of count: Int, power: Int) -> [UInt32] {
    var primes: [UInt32] = []
    var candidate: UInt32 = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { UInt32(truncatingIfNeeded: root(of: $0, power: power)) }
  }

  /// The greatest r with r^power ≤ prime · 2^(32·power), found bit by bit.
  private static func root(of prime: UInt32, power: Int) -> UInt64 {
    let limit = UInt128(prime) << (32 * power)
    var root: UInt128 = 0
    for bit in (0..<36).reversed() {
      let next = root | 1 << bit
      let value = power == 2 ? next * next : next * next * next
      if value <= limit { root = next }
    }
    return UInt64(root)
  }

  private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { start in
      block[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let s0 = words[index - 15].rotated(7) ^ words[index - 15].rotated(18) ^ words[index - 15] >> 3
      let s1 = words[index - 2].rotated(17) ^ words[index - 2].rotated(19) ^ words[index - 2] >> 10
      words.append(words[index - 16] &+ s0 &+ words[index - 7] &+ s1)
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let s1 = e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)
      let first = h &+ s1 &+ (e & f ^ ~e & g) &+ constants[index] &+ words[index]
      let s0 = a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)
      let second = s0 &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }
}

extension UInt32 {
  fileprivate func rotated(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
