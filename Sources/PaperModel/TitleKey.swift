/// A title as its Unicode letters, marks and digits, case folded: equal for equal wording.
public struct TitleKey: Hashable, Sendable {
  /// The folded text, words joined; empty if the title has no letter and no digit.
  public let text: String

  /// Folds a title; time and space O(n) in its length.
  public init(_ title: String) {
    var folded = String.UnicodeScalarView()
    for scalar in title.unicodeScalars { Self.fold(scalar, into: &folded) }
    text = String(folded)
  }

  /// Whether the title has neither letter nor digit, so that it names nothing.
  public var isEmpty: Bool { text.isEmpty }

  /// The words of a title, folded in the same way.
  public static func words(of title: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in title.unicodeScalars {
      if isKept(scalar) {
        fold(scalar, into: &word)
      } else if !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  private static func fold(_ scalar: Unicode.Scalar, into text: inout String.UnicodeScalarView) {
    guard isKept(scalar) else { return }
    if scalar.isASCII {
      let upper = (0x41...0x5A).contains(scalar.value)
      text.append(upper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
    } else {
      text.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x61...0x7A).contains(scalar.value | 0x20) || (0x30...0x39).contains(scalar.value)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }
}
