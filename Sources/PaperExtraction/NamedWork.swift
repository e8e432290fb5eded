import PaperModel

/// What the words around a name tell of it.
struct WorkEvidence: OptionSet, Sendable {
  let rawValue: UInt16

  /// The paper presents it.
  static let introduced = WorkEvidence(rawValue: 1 << 0)
  /// It stands before the colon of the title.
  static let titled = WorkEvidence(rawValue: 1 << 1)
  /// A word such as `dataset` or `benchmark` is its head.
  static let datasetHead = WorkEvidence(rawValue: 1 << 2)
  /// A word such as `model` or `algorithm` is its head.
  static let methodHead = WorkEvidence(rawValue: 1 << 3)
  /// It is listed with a known dataset.
  static let datasetPeer = WorkEvidence(rawValue: 1 << 4)
  /// It is listed with a known method.
  static let methodPeer = WorkEvidence(rawValue: 1 << 5)
  /// Something is measured on it.
  static let measuredOn = WorkEvidence(rawValue: 1 << 6)
  /// It is compared with another work.
  static let compared = WorkEvidence(rawValue: 1 << 7)
  /// The paper works with it.
  static let used = WorkEvidence(rawValue: 1 << 8)
  /// A word such as `called` gives it as a name.
  static let named = WorkEvidence(rawValue: 1 << 9)
  /// A word such as `dataset` stands right behind it.
  static let directDataset = WorkEvidence(rawValue: 1 << 12)
  /// A word such as `algorithm` stands right behind it.
  static let directMethod = WorkEvidence(rawValue: 1 << 13)
  /// It is an acronym that is spelt out in capitals and worked with, as a name is.
  static let appliedName = WorkEvidence(rawValue: 1 << 11)
  /// The title or the sentence that presents it calls it a dataset.
  static let presentedAsDataset = WorkEvidence(rawValue: 1 << 10)
}

/// One place where a text prints what may be the name of a work.
struct NameUse: Sendable {
  /// Its tokens.
  var tokens: Range<Int>
  /// The place in the gazetteer, if it is known.
  var known: Int?
  /// Whether the known spelling also means other things.
  var needsCue = false
  var shape: NameCandidate.Shape
  /// Whether it is ordinary words with capitals, such as `Marching Cubes`.
  var isPhrase = false
  /// Whether the known name is printed with more behind it, such as a version.
  var isExtended = false
  var evidence: WorkEvidence = []
}

/// The names of one field, in order and without overlap.
struct NameUses: Sendable {
  var uses: [NameUse] = []
  /// For each token, one more than the place of the use that covers it; 0 where none does.
  private var covering: [Int32]

  init(tokenCount: Int) { covering = Array(repeating: 0, count: tokenCount) }

  /// The place in `uses` of the use that covers a token.
  func use(at token: Int) -> Int? {
    covering.indices.contains(token) && covering[token] > 0 ? Int(covering[token]) - 1 : nil
  }

  /// Whether a use shares a token with these.
  func overlaps(_ tokens: Range<Int>) -> Bool { tokens.contains { use(at: $0) != nil } }

  mutating func append(_ use: NameUse) {
    uses.append(use)
    for token in use.tokens { covering[token] = Int32(uses.count) }
  }

  /// Adds evidence to the use that covers exactly these tokens; makes one if there is none.
  mutating func add(_ evidence: WorkEvidence, to tokens: Range<Int>) {
    if let place = use(at: tokens.lowerBound), uses[place].tokens == tokens {
      uses[place].evidence.formUnion(evidence)
      return
    }
    var use = NameUse(tokens: tokens, shape: .capitalised)
    use.evidence = evidence
    for token in tokens {
      if let place = self.use(at: token) { remove(place) }
    }
    append(use)
  }

  /// Drops what lies inside a stretch of tokens and does not fill it.
  mutating func keepOnly(_ whole: Range<Int>) {
    for token in whole {
      guard let place = use(at: token) else { continue }
      if uses[place].tokens != whole || uses[place].isPhrase { remove(place) }
    }
  }

  /// Puts the uses in order, without those that were dropped.
  mutating func sort() {
    let sorted = uses.filter { !$0.tokens.isEmpty }
      .sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    self = NameUses(tokenCount: covering.count)
    for use in sorted { append(use) }
  }

  /// Takes a use from its tokens; its place stays, empty, until the next `sort`.
  private mutating func remove(_ place: Int) {
    for token in uses[place].tokens { covering[token] = 0 }
    uses[place].tokens = uses[place].tokens.lowerBound..<uses[place].tokens.lowerBound
  }
}
