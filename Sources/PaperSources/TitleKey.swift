/// A title as its Unicode letters, marks and digits, case folded: equal for equal wording.
struct TitleKey: Hashable, Comparable, Sendable {
  /// The folded text as UTF-8, words joined; empty if the title has no letter and no digit.
  let bytes: [UInt8]

  /// Folds a title; time and space O(n).
  init(_ title: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(title.utf8.count)
    Self.fold(title) { scalar in
      if let scalar { Self.append(scalar, to: &bytes) }
    }
    self.bytes = bytes
  }

  /// Whether the title has neither letter nor digit, so that it names nothing.
  var isEmpty: Bool { bytes.isEmpty }

  /// The words of a title, folded in the same way.
  static func words(of title: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll()
    }
    fold(title) { scalar in
      if let scalar { append(scalar, to: &word) } else { end() }
    }
    end()
    return words
  }

  /// Orders by bytes.
  static func < (lhs: TitleKey, rhs: TitleKey) -> Bool {
    lhs.bytes.lexicographicallyPrecedes(rhs.bytes)
  }

  /// Passes the folded scalars of a title on, and nil for each that is neither letter nor digit.
  private static func fold(_ title: String, _ take: (Unicode.Scalar?) -> Void) {
    for scalar in title.unicodeScalars {
      if scalar.isASCII {
        let isUpper = (0x41...0x5A).contains(scalar.value)
        let isKept =
          isUpper || (0x61...0x7A).contains(scalar.value) || (0x30...0x39).contains(scalar.value)
        take(isUpper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : isKept ? scalar : nil)
      } else if isKept(scalar.properties.generalCategory) {
        for folded in scalar.properties.lowercaseMapping.unicodeScalars { take(folded) }
      } else {
        take(nil)
      }
    }
  }

  private static func isKept(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII {
      bytes.append(UInt8(scalar.value))
    } else {
      bytes.append(contentsOf: Array(String(scalar).utf8))
    }
  }
}
