/// Folds the spellings of one name to one key.
enum NameFold {
  /// A proper name without case, separators, LaTeX and the `s` of a plural acronym:
  /// `CIFAR-10` and `CIFAR10` are `cifar10`, `R$^3$Mem` is `r3mem`.
  static func name(_ text: String) -> String {
    let bytes = Array(ShortForm.singular(text).utf8)
    return String(decoding: bytes.filter(\.isPhraseByte).map(\.lowered), as: UTF8.self)
      .lowercased()
  }

  /// A term in small letters with single spaces for hyphens, its last word in the singular.
  static func term(_ text: String) -> String {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      if byte.isPhraseByte {
        word.append(byte.lowered)
      } else if !word.isEmpty, byte != UInt8(ascii: "'") {
        words.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    guard let last = words.popLast() else { return "" }
    words.append(Plural.singularWord(last))
    return words.joined(separator: " ").lowercased()
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
