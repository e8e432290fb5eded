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
    /// How often a further word follows, so that it is the beginning of something longer.
    var extendedCount = 0
  }

  /// A phrase in a paper.
  struct Occurrence: Sendable {
    var phrase: UInt32
    /// Where it is printed, in UTF-8 bytes; an empty range if the graph alone says that it is there.
    var start: UInt32
    var end: UInt32
    var field: TextField
    var isExtended: Bool

    var isPrinted: Bool { end > start }
  }

  /// The phrases in the order of their first titles, then of the entities.
  private(set) var phrases: [Phrase]
  /// For each paper the phrases that two papers or more have.
  private(set) var occurrences: [[Occurrence]]
  let stops: TopicStopPhrases

  /// The longest phrase in words.
  static let maximumLength = 4

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
    phrases = table.stems.map { Phrase(stems: $0) }
    occurrences = found.flatMap { $0 }
    for (key, phrase) in entities { phrases[Int(phrase)].entity = graph.entity(key) }
    addRelations(graph, papers, Dictionary(uniqueKeysWithValues: entities))
    count()
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
        if occurrence.isExtended { phrases[phrase].extendedCount += 1 }
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
        Occurrence(phrase: phrase, start: 0, end: 0, field: .abstract, isExtended: false))
    }
  }
}

extension TopicPhrases {
  /// Phrases by the hash of their stems; with each its beginnings.
  private struct Table: Sendable {
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
            let isExtended = end + 1 < run.count && !stops.leavesWhole(run[end + 1].stem)
            result.append(
              Occurrence(
                phrase: phrase, start: UInt32(run[start].range.lowerBound),
                end: UInt32(run[end].range.upperBound), field: field,
                isExtended: isExtended || (end + 1 == run.count && run[end].isHyphenated)))
          }
        }
      }
      return result
    }
  }
}

/// A text as runs of words that stand side by side, without stop words and marks between.
struct TopicText {
  /// A word.
  struct Word {
    let stem: String
    let range: Range<Int>
    let hash: UInt64
    /// Whether a hyphen ties it to a stop word or a number behind it.
    var isHyphenated = false
  }

  private(set) var runs: [[Word]] = []

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  static func combined(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ mixed >> 29
  }

  init(_ text: String, _ analyzer: TermAnalyzer) {
    let terms = analyzer.terms(in: text)
    var text = text
    text.withUTF8 { bytes in
      var end: Int?
      for term in terms {
        var hash = Self.seed
        for byte in term.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let word = Word(stem: term.text, range: term.utf8Range, hash: hash)
        if let end, Self.isJoin(bytes[end..<term.utf8Range.lowerBound]) {
          runs[runs.count - 1].append(word)
        } else {
          if let end, end < bytes.count, bytes[end] == UInt8(ascii: "-") {
            runs[runs.count - 1][runs[runs.count - 1].count - 1].isHyphenated = true
          }
          runs.append([word])
        }
        end = term.utf8Range.upperBound
      }
    }
  }

  /// Whether what stands between two words leaves them side by side.
  private static func isJoin(_ gap: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    gap.count <= 1 && gap.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
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
}
