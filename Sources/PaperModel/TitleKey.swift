/// A title without what copies of it differ in: letters and digits only, case folded.
///
/// Two records with equal keys tell of the same title. The key of a title without letters and
/// digits is empty and equals no other title.
public struct TitleKey: Hashable, Comparable, Sendable {
  /// The folded letters and digits in UTF-8.
  public let text: String

  /// Folds a title.
  ///
  /// - Complexity: Linear in the title.
  public init(_ title: String) {
    var scalars = String.UnicodeScalarView()
    for scalar in title.unicodeScalars where scalar.isLetterOrDigit {
      scalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    text = String(scalars)
  }

  /// Whether the title has neither letter nor digit.
  public var isEmpty: Bool { text.isEmpty }

  /// Orders by scalars.
  public static func < (lhs: TitleKey, rhs: TitleKey) -> Bool { lhs.text < rhs.text }
}

extension Unicode.Scalar {
  fileprivate var isLetterOrDigit: Bool {
    if isASCII {
      return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value)
        || (0x61...0x7A).contains(value)
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }
}
