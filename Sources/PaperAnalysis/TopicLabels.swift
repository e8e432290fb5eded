import PaperModel

/// Names groups of papers by what sets them apart.
///
/// The best name is the query that finds the papers of the group best: the score of a phrase is its
/// F-measure (van Rijsbergen 1979, Information Retrieval, chapter 7) with recall twice as important
/// as precision. Recall is the share of the group's papers that have it, half of it for having it in
/// the title; precision is the share of the papers with it that are in the group.
/// Longer phrases weigh more, phrases that whole fields share less. Only phrases of two papers or
/// more count. Each name goes to one group: the one with the highest score of those that have
/// nothing better (Gale, Shapley 1962, DOI 10.1080/00029890.1962.11989827).
struct TopicLabels {
  /// The name of a group, and what else its papers have in common.
  struct Label {
    var name: String
    var keywords: [String]
  }

  private let corpus: TopicPhrases
  private let writing: TopicWriting

  /// How many keywords a group has at most.
  private static let keywordCount = 8
  /// How many keywords there must be before plain words are left out.
  private static let plainKeywordCount = 3
  /// How many phrases of a group are considered.
  private static let candidateCount = 40
  /// The square of how much more recall counts than precision: twice, since a name that few papers
  /// of a group have misleads, and one that other papers also have is only vague.
  private static let recallImportance = 4.0
  /// In a group of so many papers, a phrase that two of them have counts half.
  private static let fewPapers = 8
  /// A phrase that stands in a longer one so often is a part of it.
  private static let containedShare = 0.6

  init(_ corpus: TopicPhrases, _ writing: TopicWriting) {
    self.corpus = corpus
    self.writing = writing
  }

  /// A phrase as a name of one group.
  private struct Candidate {
    var phrase: Int
    var papers: Int
    var score: Double
  }

  /// The labels of groups of papers; no two names are alike.
  func labels(of groups: [[Int]]) -> [Label] {
    let candidates = groups.map { self.candidates(of: $0) }
    let chosen = matched(candidates)
    var taken: Set<String> = []
    return groups.indices.map { group in
      let name = chosen[group].map { candidates[group][$0] }
      var label = Label(name: "", keywords: [])
      if let name { label.name = writing.name(of: name.phrase, corpus, in: groups[group]) }
      if label.name.isEmpty || taken.contains(label.name.lowercased()) {
        label.name = writing.fallbackName(of: groups[group], corpus.stops, taken: taken)
      }
      taken.insert(label.name.lowercased())
      label.keywords = keywords(candidates[group], name: label.name, name?.phrase, groups[group])
      return label
    }
  }

  private func keywords(
    _ candidates: [Candidate], name: String, _ phrase: Int?, _ papers: [Int]
  ) -> [String] {
    var stems = phrase.map { [corpus.phrases[$0].stems] } ?? []
    var keywords: [String] = []
    for candidate in candidates where keywords.count < Self.keywordCount {
      let words = corpus.phrases[candidate.phrase].stems
      guard !corpus.stops.isGeneric(words),
        !stems.contains(where: { $0.contains(words) || words.contains($0) })
      else { continue }
      let keyword = writing.name(of: candidate.phrase, corpus, in: papers)
      let isPlain = words.count == 1 && !keyword.isTellingAcronym
      guard !isPlain || keywords.count < Self.plainKeywordCount else { continue }
      let isNew = ([name] + keywords).allSatisfy { other in
        !other.lowercased().contains(keyword.lowercased())
          && !keyword.lowercased().contains(other.lowercased())
      }
      guard isNew, !keyword.isEmpty else { continue }
      stems.append(words)
      keywords.append(keyword)
    }
    return keywords
  }

  /// For each group the place of its name among its candidates; nil where none is left.
  private func matched(_ candidates: [[Candidate]]) -> [Int?] {
    var next = [Int](repeating: 0, count: candidates.count)
    var holders: [Int: Int] = [:]
    var waiting = Array(candidates.indices.reversed())
    while let group = waiting.popLast() {
      guard next[group] < candidates[group].count else { continue }
      let candidate = candidates[group][next[group]]
      guard let holder = holders[candidate.phrase] else {
        holders[candidate.phrase] = group
        continue
      }
      let held = candidates[holder][next[holder]]
      let isBetter = (candidate.score, holder) > (held.score, group)
      let loser = isBetter ? holder : group
      if isBetter { holders[candidate.phrase] = group }
      next[loser] += 1
      waiting.append(loser)
    }
    return candidates.indices.map { next[$0] < candidates[$0].count ? next[$0] : nil }
  }

  /// The best phrases of a group, best first, ties by phrase.
  private func candidates(of group: [Int]) -> [Candidate] {
    var counts: [Int: (papers: Int, titles: Int)] = [:]
    for paper in group {
      var inTitle: [Int: Bool] = [:]
      for occurrence in corpus.occurrences[paper] {
        inTitle[Int(occurrence.phrase), default: false] =
          inTitle[Int(occurrence.phrase), default: false]
          || (occurrence.isPrinted && occurrence.field == .title)
      }
      for (phrase, isInTitle) in inTitle {
        counts[phrase, default: (0, 0)].papers += 1
        if isInTitle { counts[phrase, default: (0, 0)].titles += 1 }
      }
    }
    let least = group.count >= Self.fewPapers ? 3 : 2
    var found = counts.compactMap { phrase, count -> Candidate? in
      guard count.papers >= 2 else { return nil }
      let weight = weight(of: phrase)
      guard weight > 0 else { return nil }
      let frequency = Double(corpus.phrases[phrase].documentFrequency)
      let recall = Double(count.papers + count.titles) / Double(2 * group.count)
      let precision = Double(count.papers) / frequency
      // Two papers of many may have it by accident.
      let trust = count.papers >= least ? 1 : 0.5
      let score = trust * weight * Self.measure(precision: precision, recall: recall)
      return Candidate(phrase: phrase, papers: count.papers, score: score)
    }
    found.sort { ($0.score, $1.phrase) > ($1.score, $0.phrase) }
    return withoutParts(Array(found.prefix(Self.candidateCount)))
  }

  /// How well a phrase finds the papers of a group: the F-measure.
  private static func measure(precision: Double, recall: Double) -> Double {
    (1 + recallImportance) * precision * recall / (recallImportance * precision + recall)
  }

  /// Leaves out phrases that mostly stand in longer ones of the same group.
  private func withoutParts(_ candidates: [Candidate]) -> [Candidate] {
    candidates.filter { short in
      let words = corpus.phrases[short.phrase].stems
      return !candidates.contains { long in
        let others = corpus.phrases[long.phrase].stems
        return others.count > words.count && others.contains(words)
          && Double(long.papers) >= Self.containedShare * Double(short.papers)
      }
    }
  }

  /// How well a phrase would do as a name, whatever the group; 0 for one that cannot be one.
  private func weight(of number: Int) -> Double {
    let phrase = corpus.phrases[number]
    guard let first = phrase.stems.first, let last = phrase.stems.last else { return 0 }
    if phrase.modifierCount * 2 > phrase.count { return 0 }
    if corpus.stops.isGeneric(phrase.stems) { return 0.05 }
    if corpus.stops.isEdge(first) || corpus.stops.isEdge(last) { return 0 }
    if phrase.cutCount * 2 > phrase.count || phrase.followedCount * 4 > phrase.count * 3 {
      return 0
    }
    if corpus.stops.isBroad(phrase.stems) { return 0.2 }
    let length = [0.3, 1, 1.2, 1.1, 1][min(phrase.stems.count, TopicPhrases.maximumLength) - 1]
    guard phrase.stems.count > 1 || phrase.entity?.label.isTellingAcronym == true else {
      return length
    }
    switch phrase.entity?.key.kind {
    case .term, .method: return max(length, 0.5)
    case .dataset: return 0.3
    default: return length
    }
  }
}
