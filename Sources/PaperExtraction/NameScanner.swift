import PaperModel

/// Finds what may be names of works in one field: known names, and candidates by their shape.
struct NameScanner: Sendable {
  private let gazetteer = Gazetteer.shared

  /// The names of a text outside of `links`, which are in order.
  ///
  /// What a long form holds is a part of its name and none of its own, unless it is the whole.
  func uses(
    in text: ScannedText, outside links: [TextSpan], _ definitions: Definitions
  ) -> NameUses {
    var result = NameUses(tokenCount: text.tokens.count)
    var link = 0
    var index = 0
    while index < text.tokens.count {
      let token = text.tokens[index]
      while link < links.count, links[link].end <= token.start { link += 1 }
      if !token.isWord || (link < links.count && token.end > links[link].start) {
        index += 1
        continue
      }
      index = scan(index, in: text, into: &result)
    }
    for definition in definitions.all {
      result.keepOnly(definition.long)
      let short = definition.short
      if !result.overlaps(short),
        gazetteer.match(in: text, at: short.lowerBound, before: short.upperBound) == nil
      {
        result.append(NameUse(tokens: short, shape: .capitalised))
      }
    }
    result.sort()
    return result
  }

  /// Takes the name at a token, if there is one; returns the place to go on from.
  private func scan(_ index: Int, in text: ScannedText, into result: inout NameUses) -> Int {
    let end = text.sentence(of: index).upperBound
    let candidate = NameCandidate.starting(at: index, in: text)
    let match = isGlued(index, in: text) ? nil : gazetteer.match(in: text, at: index, before: end)
    if let match, match.end >= candidate?.tokens.upperBound ?? 0 {
      return take(match, from: index, candidate, in: text, into: &result)
    }
    guard let candidate else {
      if isNumberedCollection(index, in: text) {
        result.append(NameUse(tokens: index..<index + 1, shape: .distinctive))
      }
      return index + 1
    }
    if let match, !gazetteer.entries[match.entry].kind.isWork,
      isPlain(match.end..<candidate.tokens.upperBound, in: text)
    {
      // `SemEval-2020`, `3D-Environments`.
      return candidate.tokens.upperBound
    }
    if let match, let part = compound(match, candidate, in: text) {
      result.append(part)
    } else if let match, let use = extended(match, candidate, in: text) {
      result.append(use)
    } else if let phrase = phrase(candidate.tokens, candidate.shape, in: text) {
      result.append(phrase)
      return phrase.tokens.upperBound
    } else if candidate.tokens.count > 1 || candidate.shape > .capitalised {
      result.append(NameUse(tokens: candidate.tokens, shape: candidate.shape))
    }
    return candidate.tokens.upperBound
  }

  private func take(
    _ match: Gazetteer.Match, from index: Int, _ candidate: NameCandidate?, in text: ScannedText,
    into result: inout NameUses
  ) -> Int {
    if isPartOfWord(match.end, in: text) { return candidate?.tokens.upperBound ?? index + 1 }
    switch gazetteer.entries[match.entry].kind {
    case .generic: return match.end
    case .maker:
      guard let phrase = phrase(index..<match.end, nil, in: text) else { return match.end }
      result.append(phrase)
      return phrase.tokens.upperBound
    case .dataset, .method: break
    }
    let end = version(behind: match, in: text) ?? match.end
    result.append(
      NameUse(
        tokens: index..<end, known: match.entry, needsCue: match.needsCue,
        shape: candidate?.shape ?? .capitalised, isExtended: end > match.end))
    return end
  }

  /// A known name with a version or size behind it, as one name: `WRN-28-8`, `LLaMA-7B`.
  private func extended(
    _ match: Gazetteer.Match, _ candidate: NameCandidate, in text: ScannedText
  ) -> NameUse? {
    var next = match.end
    while next < candidate.tokens.upperBound, !text.tokens[next].isWord { next += 1 }
    guard next < candidate.tokens.upperBound else { return nil }
    let token = text.tokens[next]
    let isVersion =
      text.bytes[token.start].isDigit || text.isAny(next, .variant)
      || (token.has(.digit) && token.count <= 3) || token.count == 1
    guard isVersion, gazetteer.entries[match.entry].kind.isWork else { return nil }
    return NameUse(
      tokens: candidate.tokens, known: match.entry, needsCue: match.needsCue,
      shape: candidate.shape, isExtended: true)
  }

  /// Whether what follows a general name makes no name of it: a year, an ordinary word.
  private func isPlain(_ rest: Range<Int>, in text: ScannedText) -> Bool {
    text.tokens[rest].allSatisfy { token in
      !token.isWord || token.isNumber
        || token.has(.firstUpper) && !token.has(.innerUpper) && token.has(.lower)
    }
  }

  /// The known work in a compound of known names only: `ViT` in `CNN-ViT`.
  private func compound(
    _ match: Gazetteer.Match, _ candidate: NameCandidate, in text: ScannedText
  ) -> NameUse? {
    let end = candidate.tokens.upperBound
    guard text.isMark(match.end, "-"), match.end + 1 < end,
      let second = gazetteer.match(in: text, at: match.end + 1, before: end), second.end == end
    else { return nil }
    let parts = [
      (match, candidate.tokens.lowerBound..<match.end), (second, match.end + 1..<end),
    ]
    guard let work = parts.first(where: { gazetteer.entries[$0.0.entry].kind.isWork }),
      !parts.contains(where: { gazetteer.entries[$0.0.entry].kind == .dataset })
    else { return nil }
    return NameUse(
      tokens: work.1, known: work.0.entry, needsCue: work.0.needsCue, shape: candidate.shape)
  }

  /// The place behind a version that stands apart: `Llama 7B`, `Qwen 3`, `Transformer V2`.
  private func version(behind match: Gazetteer.Match, in text: ScannedText) -> Int? {
    guard match.end < text.tokens.count else { return nil }
    if case .dataset = gazetteer.entries[match.entry].kind {
      return isYearOfCollection(match.end, in: text) ? match.end + 1 : nil
    }
    let token = text.tokens[match.end]
    guard token.isWord, token.spaceBefore, token.count <= 4, token.has(.digit) else { return nil }
    let bytes = text.bytes[token.start..<token.end]
    guard let first = bytes.first, let last = bytes.last else { return nil }
    let isSize = first.isDigit && (last == UInt8(ascii: "B") || last == UInt8(ascii: "b"))
    let isEdition = first.lowered == UInt8(ascii: "v") && bytes.dropFirst().allSatisfy(\.isDigit)
    return isSize || isEdition ? match.end + 1 : nil
  }

  /// Whether a token goes on a name joined before it: `NeRF` in `D-NeRF`.
  private func isGlued(_ index: Int, in text: ScannedText) -> Bool {
    index >= 2 && text.isMark(index - 1, "-") && !text.tokens[index].spaceBefore
      && !text.tokens[index - 1].spaceBefore && text.tokens[index - 2].hasCapital
      && !text.tokens[index].hasCapital
  }

  /// Whether a match ends inside an unbroken word: `CIFAR-1` in `CIFAR-1x`.
  private func isPartOfWord(_ end: Int, in text: ScannedText) -> Bool {
    end < text.tokens.count && text.tokens[end].isWord && !text.tokens[end].spaceBefore
  }
}
