/// Phrases looked up in running text, blind to case and to what joins their words.
///
/// `CIFAR-10`, `CIFAR10` and `cifar 10` are one phrase; so are `data set` and `dataset`. Building
/// takes time and space linear in the bytes of all phrases; a look-up ends at the first word that
/// continues no phrase.
struct PhraseTable: Sendable {
  /// A phrase found in a text.
  struct Match: Sendable {
    /// The place behind its last token.
    let end: Int
    /// What the phrase was stored with.
    let value: Int
    /// Whether a plural ending was left out to find it.
    let isPlural: Bool
  }

  /// The value of each phrase and of each beginning of one by its hash; -1 for beginnings only.
  private var values = FoldTable<Int32>()
  private let maximumTokens = 24

  init() {}

  /// Stores a phrase; the first value of a phrase stays.
  mutating func insert(_ phrase: String, value: Int) {
    var hash = FoldHash()
    var isEmpty = true
    for byte in phrase.utf8 where byte.isPhraseByte {
      isEmpty = false
      hash.add(byte)
      if values[hash.value] == nil { values[hash.value] = -1 }
    }
    if !isEmpty, values[hash.value] == -1 { values[hash.value] = Int32(value) }
  }

  /// The value stored with a phrase.
  func value(of phrase: String) -> Int? {
    var hash = FoldHash()
    for byte in phrase.utf8 where byte.isPhraseByte { hash.add(byte) }
    return value(hash).map(Int.init)
  }

  private func value(_ hash: FoldHash) -> Int32? {
    values[hash.value].flatMap { $0 < 0 ? nil : $0 }
  }

  /// The longest phrase that starts at a token and ends with one, within a range of tokens.
  func longestMatch(in text: ScannedText, at start: Int, before end: Int) -> Match? {
    var hash = FoldHash()
    var best: Match?
    var index = start
    let stop = min(end, start + maximumTokens)
    while index < stop {
      let token = text.tokens[index]
      if token.isWord || token.mark.map(\.isPhraseByte) == true {
        guard extend(&hash, by: token, in: text, end: index + 1, best: &best) else { break }
      } else if !isJoint(token) {
        break
      }
      index += 1
    }
    return best
  }

  /// Adds a token to the hash; false when no phrase goes on from here.
  private func extend(
    _ hash: inout FoldHash, by token: Token, in text: ScannedText, end: Int, best: inout Match?
  ) -> Bool {
    let before = hash
    hash.add(token, in: text.bytes)
    let known = values[hash.value]
    if let known, known >= 0 {
      best = Match(end: end, value: Int(known), isPlural: false)
    } else if let value = pluralValue(before, token, text.bytes) {
      best = Match(end: end, value: Int(value), isPlural: true)
    }
    return known != nil
  }

  private func pluralValue(_ before: FoldHash, _ token: Token, _ bytes: [UInt8]) -> Int32? {
    guard token.count >= 3, bytes[token.end - 1] == UInt8(ascii: "s") else { return nil }
    // The singular of every plural goes on from what stands before the longest ending.
    var stem = before
    for offset in token.start..<max(token.start + 1, token.end - 4) { stem.add(bytes[offset]) }
    guard values[stem.value] != nil else { return nil }
    for (ending, replacement) in Plural.endings {
      guard token.count > ending.count + 1,
        bytes[token.end - ending.count..<token.end].elementsEqual(ending)
      else { continue }
      var hash = before
      for offset in token.start..<token.end - ending.count { hash.add(bytes[offset]) }
      for byte in replacement { hash.add(byte) }
      if let value = value(hash) { return value }
    }
    return nil
  }

  /// Marks that may stand between the words of a phrase.
  private func isJoint(_ token: Token) -> Bool {
    switch token.mark {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "'"),
      UInt8(ascii: "."), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "&"):
      !token.spaceBefore
    default: false
    }
  }
}

extension UInt8 {
  /// Whether a byte counts in a phrase: letters, digits, and the marks that tell names apart.
  var isPhraseByte: Bool {
    isWordByte || self == UInt8(ascii: "+") || self == UInt8(ascii: "#")
      || self == UInt8(ascii: "*")
  }
}
