import PaperModel

/// What the abbreviations of a corpus stand for, gathered from all their definitions.
///
/// A sense is a long form with its spellings and every acronym that papers gave it. Equal for
/// every order of the papers.
struct AbbreviationSenses: Sendable {
  /// One long form.
  struct Sense: Sendable {
    /// The folded long form that most definitions print; the lesser one of equals.
    var term: String
    /// The long form as most definitions print it, in the singular.
    var long: String
    /// The acronym that most definitions print.
    var acronym: String
    /// The acronyms as printed, in the singular, sorted.
    var acronyms: [String]
    /// The long forms, folded, sorted.
    var longForms: [String]
    /// Every printed short and long form, sorted.
    var surfaceForms: [String]
    /// How many papers define it.
    var definitions: Int
    /// Whether some definition prints the long form in small letters, as a common noun.
    var isCommonNoun: Bool
  }

  /// The senses, sorted by term.
  let senses: [Sense]
  /// The words of each sense's term, hashed.
  let words: [[UInt64]]
  private let byAcronym: [String: [Int]]
  private let byLong: [String: Int]

  /// Gathers the definitions among the mentions of each paper.
  init(_ mentions: [[Mention]]) {
    var groups: [String: Group] = [:]
    let definitions = mentions.joined().compactMap(\.abbreviation)
    let joined = Self.spacedKeys(definitions)
    for abbreviation in definitions {
      guard let key = joined[NameFold.name(Plural.singular(abbreviation.long))] else { continue }
      groups[key, default: Group()].add(abbreviation)
    }
    let built = groups.values.map(\.sense).sorted { $0.term < $1.term }
    senses = built.map(\.sense)
    words = built.map { $0.term.split(separator: " ").map { Token.fold(String($0)) } }
    var byAcronym: [String: [Int]] = [:]
    var byLong: [String: Int] = [:]
    for (index, built) in built.enumerated() {
      for acronym in built.acronyms { byAcronym[acronym, default: []].append(index) }
      for long in built.longs where byLong[long] == nil { byLong[long] = index }
    }
    self.byAcronym = byAcronym
    self.byLong = byLong
  }

  /// For each long form without spaces the least sense key of its spellings, so that
  /// `multi-layer perceptron` and `multilayer perceptron` are one.
  private static func spacedKeys(_ definitions: [Abbreviation]) -> [String: String] {
    var result: [String: String] = [:]
    for definition in definitions {
      let joined = NameFold.name(Plural.singular(definition.long))
      let key = NameFold.sense(definition.long)
      guard !key.isEmpty else { continue }
      result[joined] = min(result[joined] ?? key, key)
    }
    return result
  }

  /// The senses of an acronym, by place in `senses`.
  func senses(ofAcronym acronym: String) -> [Int] { byAcronym[NameFold.name(acronym)] ?? [] }

  /// The sense of a definition or of a long form spelt out.
  func sense(ofLong long: String) -> Int? { sense(ofTerm: NameFold.term(long)) }

  /// The sense of a long form that is folded already.
  func sense(ofTerm term: String) -> Int? { byLong[term] }

  private struct Group {
    var acronyms: [String: Int] = [:]
    var longs: [String: Int] = [:]
    var printed: [String: Int] = [:]
    var surfaces: Set<String> = []
    var count = 0
    var isCommonNoun = false

    struct Built {
      let sense: Sense
      let acronyms: [String]
      let longs: [String]
      var term: String { sense.term }
    }

    mutating func add(_ abbreviation: Abbreviation) {
      let acronym = ShortForm.singular(abbreviation.acronym)
      acronyms[acronym, default: 0] += 1
      longs[NameFold.term(abbreviation.long), default: 0] += 1
      printed[Plural.singular(abbreviation.long), default: 0] += 1
      surfaces.formUnion([acronym, abbreviation.acronym, abbreviation.long])
      count += 1
      let words = abbreviation.long.split(separator: " ")
      if words.count > 1, words.dropFirst().allSatisfy({ $0.utf8.first?.isLower == true }) {
        isCommonNoun = true
      }
    }

    var sense: Built {
      let sense = Sense(
        term: Self.commonest(longs), long: Self.commonest(printed),
        acronym: Self.commonest(acronyms),
        acronyms: acronyms.keys.sorted(), longForms: longs.keys.sorted(),
        surfaceForms: surfaces.sorted(), definitions: count, isCommonNoun: isCommonNoun)
      return Built(
        sense: sense, acronyms: Set(acronyms.keys.map(NameFold.name)).sorted(),
        longs: longs.keys.sorted())
    }

    private static func commonest(_ counts: [String: Int]) -> String {
      counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
    }
  }
}
