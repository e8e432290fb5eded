/// The Porter2 English stemmer: cuts a word down to the stem that its inflections share.
///
/// Follows the English algorithm of Snowball 3.1 (M. F. Porter, "An algorithm for suffix
/// stripping", Program 14(3), 1980, doi:10.1108/eb046814, in its second version), and gives what
/// that gives for every lower-case word. A character outside ASCII counts as one consonant.
/// Takes time linear in the word.
public struct PorterStemmer: Sendable {
  /// Creates a stemmer; it has no state.
  public init() {}

  /// The stem of a lower-case word.
  public func stem(_ word: String) -> String {
    String(decoding: stem(Array(word.utf8)), as: UTF8.self)
  }

  /// The stem of a lower-case word in UTF-8.
  public func stem(_ word: [UInt8]) -> [UInt8] {
    guard word.contains(where: { $0 >= 0x80 }) else { return WordParts(word).stemmed() }
    // One byte stands for each wider character, so that lengths count characters.
    let units = word.filter { $0 & 0xC0 != 0x80 }.map { $0 < 0x80 ? $0 : WordParts.wide }
    var wideCharacters = word[...]
    var result: [UInt8] = []
    for byte in WordParts(units).stemmed() {
      guard byte == WordParts.wide else {
        result.append(byte)
        continue
      }
      wideCharacters = wideCharacters.drop { $0 < 0x80 }
      result.append(wideCharacters.removeFirst())
      while let next = wideCharacters.first, next & 0xC0 == 0x80 {
        result.append(next)
        wideCharacters.removeFirst()
      }
    }
    return result
  }
}

/// A word on its way through the steps, one byte a character, and its two regions.
private struct WordParts {
  static let wide: UInt8 = 0x80

  var word: [UInt8]
  /// Start of R1, the part behind the first consonant that follows a vowel.
  var region1 = 0
  /// Start of R2, the same once more within R1.
  var region2 = 0

  init(_ word: [UInt8]) { self.word = word }

  mutating func run() {
    markConsonantY()
    markRegions()
    removePossessiveAndPlural()
    removePastAndProgressive()
    turnFinalYIntoI()
    replaceSuffix(StemmerSuffixes.step2)
    replaceSuffix(StemmerSuffixes.step3)
    removeDerivation()
    removeFinalEOrL()
    for index in word.indices where word[index] == UInt8(ascii: "Y") {
      word[index] = UInt8(ascii: "y")
    }
  }

  func stemmed() -> [UInt8] {
    if let exception = StemmerSuffixes.exceptions[word] { return exception }
    guard word.count >= 3 else { return word }
    var parts = self
    parts.run()
    return parts.word
  }

  /// Writes `Y` for a `y` that begins the word or follows a vowel: it is a consonant there.
  private mutating func markConsonantY() {
    if word.first == UInt8(ascii: "'") { word.removeFirst() }
    for index in word.indices where word[index] == UInt8(ascii: "y") {
      if index == 0 || isVowel(word[index - 1]) { word[index] = UInt8(ascii: "Y") }
    }
  }

  private mutating func markRegions() {
    if let prefix = StemmerSuffixes.prefixes.first(where: { word.starts(with: $0) }) {
      region1 = prefix.count
    } else {
      region1 = regionBehind(0)
    }
    region2 = regionBehind(region1)
  }

  /// The place behind the first consonant that follows a vowel at or after `start`.
  private func regionBehind(_ start: Int) -> Int {
    guard let vowel = word[start...].firstIndex(where: isVowel) else { return word.count }
    guard let consonant = word[vowel...].firstIndex(where: { !isVowel($0) }) else {
      return word.count
    }
    return consonant + 1
  }

  /// Step 1a.
  private mutating func removePossessiveAndPlural() {
    for suffix in ["'s'", "'s", "'"] where ends(with: suffix) {
      word.removeLast(suffix.utf8.count)
      break
    }
    if ends(with: "sses") {
      word.removeLast(2)
    } else if ends(with: "ied") || ends(with: "ies") {
      word.removeLast(word.count > 4 ? 2 : 1)
    } else if ends(with: "us") || ends(with: "ss") {
      return
    } else if ends(with: "s"), word.dropLast(2).contains(where: isVowel) {
      word.removeLast()
    }
  }

  /// Step 1b.
  private mutating func removePastAndProgressive() {
    for suffix in ["eedly", "eed"] where ends(with: suffix) {
      let start = word.count - suffix.utf8.count
      let isRoot = ["succ", "proc", "exc"].contains { word[..<start].elementsEqual($0.utf8) }
      if start >= region1, !isRoot { word.replaceSubrange(start..., with: "ee".utf8) }
      return
    }
    guard let suffix = ["ingly", "edly", "ing", "ed"].first(where: ends) else { return }
    let start = word.count - suffix.utf8.count
    if suffix == "ing" {
      if start == 2, word[1] == UInt8(ascii: "y"), !isVowel(word[0]) {
        word.replaceSubrange(1..., with: "ie".utf8)
        return
      }
      let wholes = ["even", "cann", "inn", "earr", "herr", "out"]
      if wholes.contains(where: { word[..<start].elementsEqual($0.utf8) }) { return }
    }
    guard word[..<start].contains(where: isVowel) else { return }
    word.removeLast(word.count - start)
    restoreEnding()
  }

  /// Gives back the `e` that `ed` or `ing` had swallowed, or takes one of two equal consonants.
  private mutating func restoreEnding() {
    if ["at", "bl", "iz"].contains(where: ends) {
      word.append(UInt8(ascii: "e"))
    } else if ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"].contains(where: ends) {
      let isWhole = word.count == 3 && "aeo".utf8.contains(word[0])
      if !isWhole { word.removeLast() }
    } else if word.count == region1, endsInShortSyllable(word.count) {
      word.append(UInt8(ascii: "e"))
    }
  }

  /// Step 1c.
  private mutating func turnFinalYIntoI() {
    guard word.count > 2, let last = word.last, last | 0x20 == UInt8(ascii: "y") else { return }
    if !isVowel(word[word.count - 2]) { word[word.count - 1] = UInt8(ascii: "i") }
  }

  /// Steps 2 and 3: the longest suffix of a table gives way where it lies in its region.
  private mutating func replaceSuffix(_ table: [StemmerSuffixes.Replacement]) {
    guard let rule = table.first(where: { word.hasSuffix($0.suffix) }) else { return }
    let start = word.count - rule.suffix.count
    guard start >= region1 else { return }
    switch rule.condition {
    case .none: break
    case .inRegion2: guard start >= region2 else { return }
    case .after(let letters):
      guard start > 0, letters.contains(word[start - 1]) else { return }
    }
    word.replaceSubrange(start..., with: rule.replacement)
  }

  /// Step 4.
  private mutating func removeDerivation() {
    guard let suffix = StemmerSuffixes.step4.first(where: { word.hasSuffix($0) }) else { return }
    let start = word.count - suffix.count
    guard start >= region2 else { return }
    if suffix.elementsEqual("ion".utf8) {
      guard start > 0, "st".utf8.contains(word[start - 1]) else { return }
    }
    word.removeLast(suffix.count)
  }

  /// Step 5.
  private mutating func removeFinalEOrL() {
    let start = word.count - 1
    if ends(with: "e") {
      guard start >= region2 || (start >= region1 && !endsInShortSyllable(start)) else { return }
      word.removeLast()
    } else if ends(with: "ll"), start >= region2 {
      word.removeLast()
    }
  }

  private func ends(with suffix: String) -> Bool { word.hasSuffix(suffix.utf8) }

  private func isVowel(_ byte: UInt8) -> Bool { "aeiouy".utf8.contains(byte) }

  /// Whether the first `end` characters end in a short syllable.
  private func endsInShortSyllable(_ end: Int) -> Bool {
    if word[..<end].hasSuffix("past".utf8) { return true }
    guard end >= 2, !isVowel(word[end - 1]), isVowel(word[end - 2]) else { return false }
    if end == 2 { return true }
    return !isVowel(word[end - 3]) && !"Ywx".utf8.contains(word[end - 1])
  }
}

extension BidirectionalCollection where Element == UInt8 {
  fileprivate func hasSuffix(_ suffix: some BidirectionalCollection<UInt8>) -> Bool {
    count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
  }
}
