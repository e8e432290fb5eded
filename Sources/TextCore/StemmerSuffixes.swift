/// The word lists of the Porter2 English stemmer, longest suffix first.
enum StemmerSuffixes {
  enum Condition: Sendable {
    case none
    case inRegion2
    case after([UInt8])
  }

  struct Replacement: Sendable {
    let suffix: [UInt8]
    let replacement: [UInt8]
    let condition: Condition
  }

  /// Words that the rules would spoil.
  static let exceptions: [[UInt8]: [UInt8]] = {
    let changed = [
      "skis": "ski", "skies": "sky", "idly": "idl", "gently": "gentl", "ugly": "ugli",
      "early": "earli", "only": "onli", "singly": "singl",
    ]
    let kept = ["andes", "atlas", "bias", "cosmos", "howe", "news", "sky"]
    var table: [[UInt8]: [UInt8]] = [:]
    for (word, stem) in changed { table[Array(word.utf8)] = Array(stem.utf8) }
    for word in kept { table[Array(word.utf8)] = Array(word.utf8) }
    return table
  }()

  /// Beginnings behind which R1 starts.
  static let prefixes: [[UInt8]] = [
    "arsen", "commun", "emerg", "gener", "inter", "later", "organ", "past", "univers",
  ].map { Array($0.utf8) }

  static let step2: [Replacement] = sorted(
    [
      "anci": "ance", "enci": "ence", "bli": "ble", "abli": "able", "alli": "al",
      "fulli": "ful", "lessli": "less", "ousli": "ous", "entli": "ent", "aliti": "al",
      "biliti": "ble", "iviti": "ive", "tional": "tion", "ational": "ate", "alism": "al",
      "ation": "ate", "ization": "ize", "izer": "ize", "ator": "ate", "iveness": "ive",
      "fulness": "ful", "ousness": "ous", "ogist": "og",
    ],
    conditional: [
      ("ogi", "og", .after(Array("l".utf8))), ("li", "", .after(Array("cdeghkmnrt".utf8))),
    ]
  )

  static let step3: [Replacement] = sorted(
    [
      "icate": "ic", "alize": "al", "iciti": "ic", "ical": "ic", "tional": "tion",
      "ational": "ate", "ful": "", "ness": "",
    ],
    conditional: [("ative", "", .inRegion2)])

  static let step4: [[UInt8]] = [
    "ic", "ance", "ence", "able", "ible", "ate", "ive", "ize", "iti", "al", "ism", "ion", "er",
    "ous", "ant", "ent", "ment", "ement",
  ].map { Array($0.utf8) }.sorted { $0.count > $1.count }

  private static func sorted(
    _ plain: [String: String], conditional: [(String, String, Condition)]
  ) -> [Replacement] {
    let rules = plain.map { ($0.key, $0.value, Condition.none) } + conditional
    return rules.map {
      Replacement(suffix: Array($0.0.utf8), replacement: Array($0.1.utf8), condition: $0.2)
    }.sorted { $0.suffix.count > $1.suffix.count }
  }
}
