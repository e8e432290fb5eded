import PaperModel

/// Finds what may be names of works in one field: known names, and candidates by their shape.
struct NameScanner: Sendable {
  private let gazetteer = Gazetteer.shared

  /// The names of a text outside of `links`, which are in order.
  func uses(in text: ScannedText, outside links: [TextSpan]) -> NameUses {
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
    guard let candidate else { return index + 1 }
    if let match, let use = extended(match, candidate, in: text) {
      result.append(use)
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
    guard gazetteer.entries[match.entry].kind != .generic else { return match.end }
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
    guard isVersion, gazetteer.entries[match.entry].kind != .generic else { return nil }
    return NameUse(
      tokens: candidate.tokens, known: match.entry, needsCue: match.needsCue,
      shape: candidate.shape, isExtended: true)
  }

  /// The place behind a version that stands apart: `Llama 7B`, `Qwen 3`, `Transformer V2`.
  private func version(behind match: Gazetteer.Match, in text: ScannedText) -> Int? {
    guard case .method = gazetteer.entries[match.entry].kind, match.end < text.tokens.count else {
      return nil
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
