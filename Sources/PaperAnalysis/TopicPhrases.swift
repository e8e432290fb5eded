import PaperModel
import TextCore

/// The phrases of a corpus that could name a topic, and where they stand.
///
/// A phrase is one to four neighbouring words of a title, or the name of an entity, without stop
/// words; two with equal stems are one. Phrases are looked for in titles and abstracts. An entity
/// counts in every paper that the graph joins to it, whichever of its names the paper prints.
struct TopicPhrases: Sendable {
  /// A phrase.
  struct Phrase: Sendable {
    /// The stems of its words.
    var stems: [String]
    /// The entity that has it as a name.
    var entity: Entity?
    /// How many papers have it.
    var documentFrequency = 0
    /// How often it stands in a text.
    var count = 0
    /// How often it is cut out of something longer: a further word follows, or a hyphen is before.
    var cutCount = 0
    /// How often anything follows, be it `method` or `problem`.
    var followedCount = 0
    /// How often its last word is printed as a participle or an adverb.
    var modifierCount = 0
    /// How often an abstract writes it without any capital.
    var smallCount = 0
    /// How often an abstract writes it with a capital beside a word without one.
    var properCount = 0
  }

  /// A phrase in a paper.
  struct Occurrence: Sendable {
    var phrase: UInt32
    /// Where it is printed, in UTF-8 bytes; an empty range if the graph alone says that it is there.
    var start: UInt32
    var end: UInt32
    var field: TextField
    /// Whether it is cut out of something longer.
    var isCut: Bool
    var isFollowed: Bool
    var endsAsModifier: Bool
    var letterCase: LetterCase

    var isPrinted: Bool { end > start }
  }

  /// What the capitals of a printed phrase say.
  enum LetterCase: UInt8, Sendable {
    /// It has none.
    case small
    /// It has some beside a word that has none, as proper names do.
    case proper
    /// It has some beside others, as in titles, or at the beginning of a sentence.
    case unclear
  }

  /// The phrases in the order of their first titles, then of the entities.
  private(set) var phrases: [Phrase]
  /// For each paper the phrases that two papers or more have.
  private(set) var occurrences: [[Occurrence]]
  let stops: TopicStopPhrases
  private let table: Table

  /// The longest phrase in words.
  static let maximumLength = 5

  init(_ papers: [Paper], _ graph: EntityGraph, index: TextIndex, threads: Int) async {
    let pieces = Parallel.ranges(papers.count, pieces: threads == 1 ? 1 : threads * 8)
    let titles = await Parallel.map(pieces.count, threads: threads) { piece in
      papers[pieces[piece]].map { TopicText($0.record.title, index.analyzer).runs }
    }
    var table = Table()
    for runs in titles.joined().joined() {
      for start in runs.indices { table.insert(runs[start...].prefix(Self.maximumLength)) }
    }
    let entities = Self.insertEntities(graph, index.analyzer, &table)
    let known = table
    let stops = TopicStopPhrases(index.analyzer)
    let found = await Parallel.map(pieces.count, threads: threads) { piece in
      papers[pieces[piece]].map { paper in
        TextField.allCases.flatMap { field in
          known.occurrences(
            in: TopicText(paper.record.text(field), index.analyzer), field, stops)
        }
      }
    }
    self.stops = stops
    self.table = table
    phrases = table.stems.map { Phrase(stems: $0) }
    occurrences = found.flatMap { $0 }
    for (key, phrase) in entities { phrases[Int(phrase)].entity = graph.entity(key) }
    addRelations(graph, papers, Dictionary(uniqueKeysWithValues: entities))
    count()
  }

  /// Whether abstracts write a word with a capital for other reasons than titles do.
  func isProperName(_ stem: String) -> Bool {
    guard let phrase = word(stem) else { return false }
    return phrase.properCount > phrase.smallCount * 3
  }

  /// Whether abstracts write a word without a capital.
  func isCommonWord(_ stem: String) -> Bool { (word(stem)?.smallCount ?? 0) > 0 }

  /// A single word; nil for an acronym that stands for a phrase.
  private func word(_ stem: String) -> Phrase? {
    table.number(of: stem).map { phrases[Int($0)] }.flatMap { $0.stems == [stem] ? $0 : nil }
  }

  /// Counts the phrases, then forgets those of one paper.
  private mutating func count() {
    var lastPaper = [Int](repeating: -1, count: phrases.count)
    for (paper, list) in occurrences.enumerated() {
      for occurrence in list {
        let phrase = Int(occurrence.phrase)
        if lastPaper[phrase] != paper { phrases[phrase].documentFrequency += 1 }
        lastPaper[phrase] = paper
        guard occurrence.isPrinted else { continue }
        phrases[phrase].count += 1
        if occurrence.isCut { phrases[phrase].cutCount += 1 }
        if occurrence.isFollowed { phrases[phrase].followedCount += 1 }
        if occurrence.endsAsModifier { phrases[phrase].modifierCount += 1 }
        guard occurrence.field == .abstract else { continue }
        switch occurrence.letterCase {
        case .small: phrases[phrase].smallCount += 1
        case .proper: phrases[phrase].properCount += 1
        case .unclear: break
        }
      }
    }
    for paper in occurrences.indices {
      occurrences[paper].removeAll { phrases[Int($0.phrase)].documentFrequency < 2 }
    }
  }

  /// Puts the entities' names into the table.
  ///
  /// - Returns: The phrase of each entity, sorted by key; of two with one phrase the first.
  private static func insertEntities(
    _ graph: EntityGraph, _ analyzer: TermAnalyzer, _ table: inout Table
  ) -> [(EntityKey, UInt32)] {
    var result: [(EntityKey, UInt32)] = []
    var taken: Set<UInt32> = []
    for entity in graph.entities where entity.key.kind.namesTopics {
      guard entity.detail != "ambiguous acronym" else { continue }
      let names = [entity.key.name, entity.label].map { TopicText($0, analyzer).runs }
      guard let name = names.first(where: { $0.count == 1 && $0[0].count <= maximumLength })
      else { continue }
      let phrase = table.insert(name[0][...])
      guard taken.insert(phrase).inserted else { continue }
      result.append((entity.key, phrase))
      for form in entity.surfaceForms where form.isAcronym {
        let runs = TopicText(form, analyzer).runs
        if runs.count == 1 { table.alias(runs[0][...], phrase) }
      }
    }
    return result
  }

  private mutating func addRelations(
    _ graph: EntityGraph, _ papers: [Paper], _ phraseOfEntity: [EntityKey: UInt32]
  ) {
    var places: [EntityKey: Int] = [:]
    places.reserveCapacity(papers.count)
    for (place, paper) in papers.enumerated() { places[paper.key] = place }
    for relation in graph.relations {
      guard let phrase = phraseOfEntity[relation.target], let paper = places[relation.source]
      else { continue }
      occurrences[paper].append(
        Occurrence(
          phrase: phrase, start: 0, end: 0, field: .abstract, isCut: false, isFollowed: false,
          endsAsModifier: false,
          letterCase: .unclear))
    }
  }
}

extension TopicPhrases {
  /// Phrases by the hash of their stems; with each its beginnings.
  fileprivate struct Table: Sendable {
    private var numbers: [UInt64: UInt32] = [:]
    private(set) var stems: [[String]] = []

    /// Puts a phrase and its beginnings into the table.
    ///
    /// - Returns: The number of the phrase.
    @discardableResult
    mutating func insert(_ words: ArraySlice<TopicText.Word>) -> UInt32 {
      var hash = TopicText.seed
      var number: UInt32 = 0
      for end in words.indices {
        hash = TopicText.combined(hash, words[end].hash)
        if let known = numbers[hash] {
          number = known
        } else {
          number = UInt32(stems.count)
          numbers[hash] = number
          stems.append(words[...end].map(\.stem))
        }
      }
      return number
    }

    /// Makes words another name of a phrase.
    mutating func alias(_ words: ArraySlice<TopicText.Word>, _ phrase: UInt32) {
      insert(words)
      let hash = words.reduce(TopicText.seed) { TopicText.combined($0, $1.hash) }
      numbers[hash] = phrase
    }

    /// The number of a single word.
    func number(of stem: String) -> UInt32? {
      numbers[TopicText.combined(TopicText.seed, TopicText.hash(stem))]
    }

    func occurrences(
      in text: TopicText, _ field: TextField, _ stops: TopicStopPhrases
    ) -> [Occurrence] {
      var result: [Occurrence] = []
      for run in text.runs {
        for start in run.indices {
          var hash = TopicText.seed
          for end in start..<min(start + TopicPhrases.maximumLength, run.count) {
            hash = TopicText.combined(hash, run[end].hash)
            guard let phrase = numbers[hash] else { break }
            let isFollowed = end + 1 < run.count
            let isCut = isFollowed && !stops.leavesWhole(run[end + 1].stem)
            result.append(
              Occurrence(
                phrase: phrase, start: UInt32(run[start].range.lowerBound),
                end: UInt32(run[end].range.upperBound), field: field,
                isCut: isCut || run[start].isBehindHyphen || run[end].isBeforeHyphen,
                isFollowed: isFollowed, endsAsModifier: run[end].isModifier,
                letterCase: Self.letterCase(of: start...end, in: run)))
          }
        }
      }
      return result
    }
  }
}

extension TopicPhrases.Table {
  private static func letterCase(
    of words: ClosedRange<Int>, in run: [TopicText.Word]
  ) -> TopicPhrases.LetterCase {
    guard run[words].contains(where: \.hasCapital) else { return .small }
    let first = words.lowerBound
    let last = words.upperBound
    let isBesideSmall =
      first > 0 && !run[first - 1].hasCapital || last + 1 < run.count && !run[last + 1].hasCapital
    return isBesideSmall && !run[first].beginsSentence ? .proper : .unclear
  }
}

/// A text as runs of words that stand side by side, without stop words and marks between.
struct TopicText {
  /// A word.
  struct Word {
    let stem: String
    let range: Range<Int>
    let hash: UInt64
    let hasCapital: Bool
    /// Whether it ends as participles and adverbs do.
    let isModifier: Bool
    /// Whether it is the first of the text, or behind a full stop.
    let beginsSentence: Bool
    /// Whether a hyphen ties it to what stands before it.
    let isBehindHyphen: Bool
    /// Whether a hyphen ties it to what stands behind it.
    let isBeforeHyphen: Bool
  }

  private(set) var runs: [[Word]] = []

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  static func combined(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ mixed >> 29
  }

  static func hash(_ stem: String) -> UInt64 {
    var hash = seed
    for byte in stem.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  init(_ text: String, _ analyzer: TermAnalyzer) {
    let terms = analyzer.terms(in: text)
    var text = text
    text.withUTF8 { bytes in
      var end: Int?
      for term in terms {
        let range = term.utf8Range
        let word = Word(
          stem: term.text, range: range, hash: Self.hash(term.text),
          hasCapital: bytes[range].contains { (0x41...0x5a).contains($0) },
          isModifier: bytes[range].suffix(2).elementsEqual("ed".utf8)
            || bytes[range].suffix(2).elementsEqual("ly".utf8),
          beginsSentence: range.lowerBound < 2
            || bytes[range.lowerBound - 2] == UInt8(ascii: "."),
          isBehindHyphen: range.lowerBound > 0
            && bytes[range.lowerBound - 1] == UInt8(ascii: "-"),
          isBeforeHyphen: range.upperBound < bytes.count
            && bytes[range.upperBound] == UInt8(ascii: "-"))
        if let end, Self.isJoin(bytes, end, term.utf8Range.lowerBound) {
          runs[runs.count - 1].append(word)
        } else {
          runs.append([word])
        }
        end = term.utf8Range.upperBound
      }
    }
  }

  /// Whether what stands between two words leaves them side by side.
  ///
  /// Words of scripts without spaces are pairs of characters, which overlap.
  private static func isJoin(
    _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ start: Int
  ) -> Bool {
    guard end < start else { return true }
    return start - end == 1 && (bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "-"))
  }
}

extension EntityKind {
  /// Whether an entity of this kind can give a topic its name.
  fileprivate var namesTopics: Bool { self == .term || self == .method || self == .dataset }
}

extension String {
  /// Whether it has two capitals, or a capital and a digit, and no space: `LLM`, `NeRF`, `C4`.
  var isAcronym: Bool {
    let capitals = utf8.count { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    let hasDigit = utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return !utf8.contains(UInt8(ascii: " ")) && (capitals >= 2 || (capitals == 1 && hasDigit))
  }

  /// Whether it is an acronym that few other things share: of two letters, hardly any is.
  var isTellingAcronym: Bool { isAcronym && utf8.count > 2 }
}
