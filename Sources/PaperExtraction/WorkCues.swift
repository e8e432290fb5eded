import PaperModel

/// Reads what the words around names tell: heads, lists, measures and comparisons.
///
/// Names that are listed with each other share what is told of the list. Time is linear in the
/// tokens: each list looks a bounded number of tokens to both sides.
struct WorkCues: Sendable {
  let definitions: Definitions

  /// How far a cue may stand from the list it tells of, in tokens.
  private static let reach = 7

  /// Adds evidence to every use of a text.
  func read(_ uses: inout NameUses, in text: ScannedText, kind: (NameUse) -> Gazetteer.Kind?) {
    var first = 0
    while first < uses.uses.count {
      var end = first + 1
      while end < uses.uses.count, isListed(uses.uses[end - 1], uses.uses[end], in: text) {
        end += 1
      }
      let list = uses.uses[first..<end]
      if let lower = list.first?.tokens.lowerBound, let upper = list.last?.tokens.upperBound {
        let shared = evidence(for: lower..<upper, in: text, uses).union(peers(list, kind))
        for place in first..<end {
          uses.uses[place].evidence.formUnion(shared)
          uses.uses[place].evidence.formUnion(headBehind(uses.uses[place].tokens, in: text))
        }
      }
      first = end
    }
    for definition in definitions.all where definition.isCapitalised {
      guard let place = uses.use(at: definition.short.lowerBound) else { continue }
      let isApplied = verbs(before: definition.long, in: text).contains(.used)
      if isApplied, text.isAny(definition.long.upperBound - 1, [.methodHead, .procedureHead]) {
        uses.uses[place].evidence.insert(.appliedName)
      }
    }
  }

  /// Whether only commas, `and`, `the` or a bracket with one word stand between two names.
  private func isListed(_ left: NameUse, _ right: NameUse, in text: ScannedText) -> Bool {
    let long = definitions.definition(of: right.tokens).flatMap {
      $0.long.upperBound <= $0.short.lowerBound ? $0 : nil
    }
    let start = long?.long.lowerBound ?? right.tokens.lowerBound
    guard start >= left.tokens.upperBound else { return false }
    let between = left.tokens.upperBound..<start
    guard !between.isEmpty, between.count <= 4,
      text.sentence(of: left.tokens.lowerBound) == text.sentence(of: right.tokens.lowerBound)
    else { return false }
    var isJoined = false
    for index in between {
      if text.isMark(index, ",") || text.isMark(index, "/") || text.isMark(index, "&")
        || text.isAny(index, .joining)
      {
        isJoined = true
      } else if !text.isAny(index, .determiner), !text.isMark(index, ")"), !text.isMark(index, "(")
      {
        return false
      }
    }
    return isJoined
  }

  private func peers(
    _ list: ArraySlice<NameUse>, _ kind: (NameUse) -> Gazetteer.Kind?
  ) -> WorkEvidence {
    guard list.count > 1 else { return [] }
    var result: WorkEvidence = []
    for use in list where !use.needsCue {
      switch kind(use) {
      case .dataset: result.insert(.datasetPeer)
      case .method: result.insert(.methodPeer)
      default: continue
      }
    }
    return result
  }

  private func evidence(
    for list: Range<Int>, in text: ScannedText, _ uses: NameUses
  ) -> WorkEvidence {
    headBehind(list, in: text).union(headBefore(list, in: text, uses))
      .union(verbs(before: list, in: text)).union(predicate(behind: list, in: text))
  }

  /// What a sentence calls a name behind it: `NAME is a … dataset`, `NAME [3], a larger dataset`.
  private func predicate(behind list: Range<Int>, in text: ScannedText) -> WorkEvidence {
    var index = list.upperBound
    if text.isMark(index, "[") || text.isMark(index, "(") {
      let close = (index..<min(index + 6, text.tokens.count)).first {
        text.isMark($0, "]") || text.isMark($0, ")")
      }
      guard let close else { return [] }
      index = close + 1
    }
    guard
      text.isMark(index, ",")
        || text.tokens[safe: index].map({ Self.copulas.contains($0.fold) }) == true,
      let head = text.head(ofPhraseAt: index + 1), text.tokens[head].fold != Self.challenge
    else { return [] }
    return text.isAny(head, .datasetHead) ? .datasetHead : .methodHead
  }

  private static let copulas = FoldSet(["is", "are"])
  private static let challenge = Token.fold("challenge")

  /// The head of a list behind it: `the A and B datasets`, `the NAME algorithm`.
  private func headBehind(_ list: Range<Int>, in text: ScannedText) -> WorkEvidence {
    let end = text.sentence(of: list.lowerBound).upperBound
    var index = list.upperBound
    // `the Alice in Wonderland (AIW) dataset`.
    if text.isMark(index, ")"), text.isAny(index + 1, .datasetHead),
      definitions.definition(of: list)?.isCapitalised == true
    {
      return [.datasetHead, .directDataset]
    }
    var words = 0
    while index < end, words < 4 {
      if text.isAny(index, .datasetHead) {
        return words == 0 ? [.datasetHead, .directDataset] : .datasetHead
      }
      if text.isAny(index, .methodHead) {
        // `the Marching Cubes algorithm` has a name; `Deep Learning models` are of a kind.
        let isOne = !text.endsInS(index)
        return words == 0
          ? isOne ? [.methodHead, .directMethod] : .methodHead : words == 1 ? .methodHead : []
      }
      guard text.tokens[index].isWord, !text.isAny(index, [.boundary, .auxiliary, .joining]),
        !text.tokens[index].hasCapital || words == 0
      else {
        guard text.isMark(index, "-") else { return [] }
        index += 1
        continue
      }
      words += 1
      index += 1
    }
    return []
  }

  /// The head of a list before it: `datasets such as A and B`, `the library NAME`.
  private func headBefore(
    _ list: Range<Int>, in text: ScannedText, _ uses: NameUses
  ) -> WorkEvidence {
    let start = text.sentence(of: list.lowerBound).lowerBound
    var index = list.lowerBound - 1
    var isOpened = false
    while index >= start, list.lowerBound - index <= Self.reach {
      // In `the OC20 dataset (S2EF, …)` the head belongs to the name before it.
      if uses.use(at: index) != nil { return [] }
      if text.isAny(index, [.datasetHead, .methodHead]) {
        let first = text.isAny(index - 1, .datasetHead) ? index - 1 : index
        if uses.use(at: first - 1) != nil, !isOpened { return [] }
        return text.isAny(index, .datasetHead) ? .datasetHead : .methodHead
      }
      let isLink =
        text.isAny(index, [.listing, .naming, .determiner]) || text.isMark(index, ",")
        || text.isMark(index, ":") || text.isMark(index, "(") || text.isMark(index, ".")
        || Self.links.contains(text.tokens[index].fold)
      if text.isAny(index, .listing) { isOpened = true }
      // Behind `such as` a head may have a phrase of its own: `datasets for QA such as A`.
      guard isLink || isOpened else { return [] }
      index -= 1
    }
    return []
  }

  private func verbs(before list: Range<Int>, in text: ScannedText) -> WorkEvidence {
    let start = text.sentence(of: list.lowerBound).lowerBound
    var result: WorkEvidence = []
    var index = list.lowerBound - 1
    let isOn =
      closestPreposition(before: list.lowerBound, from: start, in: text)
      .map { text.isAny($0, .on) } ?? false
    while index >= start, list.lowerBound - index <= 14 {
      let near = list.lowerBound - index <= Self.reach
      if near, text.isAny(index, .using) { result.insert(.used) }
      if near, text.isAny(index, .comparing) { result.insert(.compared) }
      if near, text.isAny(index, .naming) { result.insert(.named) }
      if isOn, text.isAny(index, .evaluating) { result.formUnion([.measuredOn, .used]) }
      index -= 1
    }
    return result
  }

  /// The nearest preposition before a list, with only articles and adjectives between.
  private func closestPreposition(before end: Int, from start: Int, in text: ScannedText) -> Int? {
    var index = end - 1
    while index >= start, end - index <= 5 {
      if text.isAny(index, .boundary.union(.on)) { return index }
      guard text.tokens[index].isWord || text.isMark(index, "-") else { return nil }
      index -= 1
    }
    return nil
  }

  private static let links = FoldSet(["as", "g", "e", "i", "known", "of", "from"])
}
