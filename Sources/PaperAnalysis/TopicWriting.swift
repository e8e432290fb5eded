import PaperModel
import TextCore

/// Writes names as the papers do.
struct TopicWriting {
  private let papers: [Paper]
  private let index: TextIndex
  /// A form so many times rarer than another is a slip: `REtrieval`.
  private static let usualShare = 4

  init(_ papers: [Paper], index: TextIndex) {
    self.papers = papers
    self.index = index
  }

  /// A phrase as the papers of a group mostly print it, with a capital at its beginning.
  func name(of phrase: Int, _ corpus: TopicPhrases, in group: [Int]) -> String {
    let length = corpus.phrases[phrase].stems.count
    let entity = corpus.phrases[phrase].entity
    /// By the form in small letters: what speaks for it, and how often it is printed in which way.
    var forms: [String: (count: Int, forms: [String: Int])] = [:]
    for paper in group {
      for occurrence in corpus.occurrences[paper] where Int(occurrence.phrase) == phrase {
        guard let surface = surface(of: occurrence, in: papers[paper], isWhole: entity != nil)
        else { continue }
        let form = entity?.isNamedWork == true ? surface : withoutTitleCase(surface, corpus)
        // The long form says more than the acronym that stands for it.
        let isWhole = length == 1 || index.analyzer.terms(in: surface).count == length
        forms[form.lowercased(), default: (0, [:])].count += isWhole ? 1_000 : 1
        forms[form.lowercased(), default: (0, [:])].forms[form, default: 0] += 1
      }
    }
    // `reverse-engineer` is a verb beside `reverse-engineering`.
    for form in forms.keys where form.hasSuffix("ing") { forms[String(form.dropLast(3))] = nil }
    let best = forms.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    // Of usual forms that differ by capitals, the one with most knows the proper names.
    let usual = (best?.value.forms.values.max() ?? 0) / Self.usualShare
    let form = best?.value.forms.filter { $0.value >= usual }.keys
      .max { ($0.capitalCount, $1) < ($1.capitalCount, $0) }
    return Self.capitalized(form ?? entity.map { withoutTitleCase($0.plainLabel, corpus) } ?? "")
  }

  /// What is printed; an entity's name with what hyphens tie to its beginning, as in `in-context`.
  private func surface(
    of occurrence: TopicPhrases.Occurrence, in paper: Paper, isWhole: Bool
  ) -> String? {
    guard occurrence.isPrinted else { return nil }
    let text = paper.record.text(occurrence.field)
    var start = Int(occurrence.start)
    if isWhole {
      let before = Array(text.utf8.prefix(start))
      if before.last == UInt8(ascii: "-") {
        start = (before.lastIndex(of: UInt8(ascii: " ")) ?? -1) + 1
      }
    }
    return TextSpan(start, Int(occurrence.end)).text(in: text)
  }

  /// A name for papers that share no phrase: their commonest shared words, or a title.
  func fallbackName(
    of group: [Int], _ stops: TopicStopPhrases, taken: Set<String>
  ) -> String {
    var weights: [Int: (papers: Int, weight: Double)] = [:]
    for paper in group {
      let row = index.vectors[paper]
      for (column, value) in zip(row.columns, row.values) {
        weights[Int(column), default: (0, 0)].papers += 1
        weights[Int(column), default: (0, 0)].weight += Double(value)
      }
    }
    let words = weights.filter { $0.value.papers > 1 && !stops.isEdge(index.terms[$0.key]) }
      .sorted { ($0.value.weight, $1.key) > ($1.value.weight, $0.key) }
      .prefix(4).map { index.printedForm(ofTerm: $0.key) }
    let pairs = words.indices.dropFirst().map {
      Self.capitalized("\(words[0]) and \(words[$0])")
    }
    let titles = group.map { Self.capitalized(papers[$0].record.title) }
    let names = pairs + titles + group.map { papers[$0].id }
    return names.first { !$0.isEmpty && !taken.contains($0.lowercased()) } ?? "Topic \(group[0])"
  }

  /// A surface without the capitals that titles and definitions give to common words.
  private func withoutTitleCase(_ surface: String, _ corpus: TopicPhrases) -> String {
    let words = surface.split { $0 == " " || $0 == "-" || $0 == "\n" }
    let stems = words.map { index.analyzer.term(of: String($0)) ?? $0.lowercased() }
    let isTitleCase = zip(words, stems).contains { $0.capitalCount > 0 && corpus.isCommonWord($1) }
    guard isTitleCase else { return surface.replacing("\n", with: " ") }
    var result = ""
    var end = surface.startIndex
    for (word, stem) in zip(words, stems) {
      result += surface[end..<word.startIndex]
      let isTied =
        result.hasSuffix("-") || surface[word.endIndex...].hasPrefix("-")
      let keepsCapitals =
        corpus.isProperName(stem) || String(word).isAcronym && word == word.uppercased()
        || !corpus.isCommonWord(stem) && (isTied || String(word).isAcronym)
      result += keepsCapitals ? String(word) : word.lowercased()
      end = word.endIndex
    }
    return (result + surface[end...]).replacing("\n", with: " ")
  }

  private static func capitalized(_ text: String) -> String {
    let word = text.prefix { $0 != " " && $0 != "-" }
    guard let first = text.first, !word.contains(where: \.isUppercase) else { return text }
    return first.uppercased() + text.dropFirst()
  }
}

extension Entity {
  /// Whether its name is a proper name.
  fileprivate var isNamedWork: Bool { key.kind == .dataset || key.kind == .method }

  /// The label without the acronym in brackets behind it.
  fileprivate var plainLabel: String {
    guard label.hasSuffix(")"), let bracket = label.lastIndex(of: "(") else { return label }
    return String(label[..<bracket].trimmingSuffix { $0 == " " })
  }
}

extension StringProtocol {
  fileprivate var capitalCount: Int { count { $0.isUppercase } }

  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}

/// File names for topics.
enum TopicSlug {
  /// The longest slug in bytes.
  private static let maximumLength = 60

  /// A slug for each name, of small ASCII letters, digits and single hyphens; no two are equal.
  static func unique(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      let base = slug(name)
      var candidate = base
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(base)-\(number)"
        number += 1
      }
      return candidate
    }
  }

  private static func slug(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.lowercased().utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      default:
        if let last = bytes.last, last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
      }
      if bytes.count == maximumLength { break }
    }
    while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
    return bytes.isEmpty ? "topic" : String(decoding: bytes, as: UTF8.self)
  }
}
