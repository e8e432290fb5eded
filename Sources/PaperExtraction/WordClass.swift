/// What part a word plays in the cues of a sentence; a word may play several.
///
/// Each token is looked up once, when its text is scanned.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt32

  /// The authors or their text: `we`, `our`, `this paper`.
  static let ownVoice = WordClass(rawValue: 1 << 0)
  /// Presents something: `propose`, `introduces`, `developed`.
  static let introducing = WordClass(rawValue: 1 << 1)
  /// Gives a name: `called`, `dubbed`.
  static let naming = WordClass(rawValue: 1 << 2)
  /// Ends the noun phrase before it: prepositions and subordinators.
  static let boundary = WordClass(rawValue: 1 << 3)
  /// Forms of be, have and the modal verbs.
  static let auxiliary = WordClass(rawValue: 1 << 4)
  /// `a`, `the`, `our`, and numbers in words.
  static let determiner = WordClass(rawValue: 1 << 5)
  /// The head of a dataset's name: `dataset`, `benchmark`, `corpus`.
  static let datasetHead = WordClass(rawValue: 1 << 6)
  /// The head of a method's name: `model`, `algorithm`, `library`.
  static let methodHead = WordClass(rawValue: 1 << 7)
  /// Opens a list of examples: `such`, `like`, `including`.
  static let listing = WordClass(rawValue: 1 << 8)
  /// Works with something: `using`, `trained`, `based`.
  static let using = WordClass(rawValue: 1 << 9)
  /// Measures something: `evaluate`, `experiments`, `accuracy`.
  static let evaluating = WordClass(rawValue: 1 << 10)
  /// Sets two works against each other: `outperforms`, `baseline`.
  static let comparing = WordClass(rawValue: 1 << 11)
  /// Joins the members of a list: `and`, `or`.
  static let joining = WordClass(rawValue: 1 << 12)
  /// `on`, `over`, `across`: what an evaluation runs on follows.
  static let on = WordClass(rawValue: 1 << 13)
  /// Praise that opens an apposition of something new: `novel`, `new`.
  static let newness = WordClass(rawValue: 1 << 14)
  /// No part of a technical term: function words, verbs, adverbs.
  static let termBreak = WordClass(rawValue: 1 << 15)
  /// An adjective that no term begins with: `good`, `new`, `several`.
  static let looseAdjective = WordClass(rawValue: 1 << 16)
  /// A word that is no term alone: `paper`, `result`, `sparse`.
  static let plainNoun = WordClass(rawValue: 1 << 17)
  /// The size or edition of a model: `large`, `base`.
  static let variant = WordClass(rawValue: 1 << 18)
  /// The head of a task's name: `classification`, `detection`.
  static let taskHead = WordClass(rawValue: 1 << 19)
  /// A lower-case prefix that belongs to no name: `non-`, `multi-`.
  static let plainPrefix = WordClass(rawValue: 1 << 20)

  /// The second half of a compound adjective: `-based`, `-aware`, `-Driven`.
  static let adjectiveTail = WordClass(rawValue: 1 << 21)

  /// The head of a procedure's name: `analysis`, `descent`.
  static let procedureHead = WordClass(rawValue: 1 << 22)

  /// A noun in -ing that names a process: `learning`, `parsing`.
  static let processNoun = WordClass(rawValue: 1 << 23)

  /// The classes of a word by its folded hash.
  static func of(_ fold: UInt64) -> WordClass { table[fold] ?? [] }

  private static let table: FoldTable<WordClass> = {
    var table = FoldTable<WordClass>()
    for (members, words) in WordLists.all + TermWords.all {
      for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        let fold = Token.fold(String(word))
        table[fold] = members.union(table[fold] ?? [])
      }
    }
    return table
  }()
}
