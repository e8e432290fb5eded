/// Folds the spellings of one name to one key.
enum NameFold {
  /// A proper name without case, separators, LaTeX and the `s` of a plural acronym:
  /// `CIFAR-10` and `CIFAR10` are `cifar10`, `R$^3$Mem` is `r3mem`.
  static func name(_ text: String) -> String {
    let bytes = text.utf8
    var isASCII = true
    let folded = String(unsafeUninitializedCapacity: bytes.count) { buffer in
      var count = 0
      for byte in bytes.dropLast(ShortForm.isPlural(bytes) ? 1 : 0) where byte.isPhraseByte {
        if byte >= 0x80 { isASCII = false }
        buffer[count] = byte.lowered
        count += 1
      }
      return count
    }
    return isASCII ? folded : folded.lowercased()
  }

  /// A term in small letters with single spaces for hyphens, its last word in the singular.
  static func term(_ text: String) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    var lastWord = 0
    var isASCII = true
    var isOpen = false
    for byte in text.utf8 {
      if byte.isPhraseByte {
        if !isOpen, !folded.isEmpty { folded.append(UInt8(ascii: " ")) }
        if !isOpen { lastWord = folded.count }
        isOpen = true
        if byte >= 0x80 { isASCII = false }
        folded.append(byte.lowered)
      } else if byte != UInt8(ascii: "'") {
        isOpen = false
      }
    }
    Plural.makeSingular(&folded, from: lastWord)
    let term = String(decoding: folded, as: UTF8.self)
    return isASCII ? term : term.lowercased()
  }

  /// A hash of a folded name, equal for names that are equal as strings, within one process.
  static func hash(_ name: String) -> UInt64 {
    var hash = FoldHash()
    for byte in name.utf8 {
      // Strings are equal whether an accent stands apart or not.
      if byte >= 0x80 { return UInt64(bitPattern: Int64(name.hashValue)) }
      hash.add(byte)
    }
    return hash.value
  }

  /// A key under which variants of one long form fall together: the beginnings of its words.
  ///
  /// `generative adversarial nets` and `Generative Adversarial Network` share it; it serves only
  /// to compare long forms of one acronym.
  static func sense(_ long: String) -> String {
    term(long).split(separator: " ").filter { !fillers.contains(String($0)) }
      .map { $0.hasPrefix("net") ? "net" : String($0.prefix(4)) }.joined(separator: " ")
  }

  private static let fillers: Set<String> = ["the", "a", "an", "of", "for", "and", "in", "with"]
}
