import PaperModel
import TextCore

/// Writes names as the papers do.
struct TopicWriting {
  private let papers: [Paper]
  private let index: TextIndex

  init(_ papers: [Paper], index: TextIndex) {
    self.papers = papers
    self.index = index
  }

  /// A phrase as the papers of a group mostly print it, with a capital at its beginning.
  ///
  /// Abstracts count before titles, which write every word with a capital.
  func name(of phrase: Int, _ corpus: TopicPhrases, in group: [Int]) -> String {
    var counts: [String: Int] = [:]
    let length = corpus.phrases[phrase].stems.count
    for paper in group {
      for occurrence in corpus.occurrences[paper] where Int(occurrence.phrase) == phrase {
        guard occurrence.isPrinted,
          let surface = TextSpan(Int(occurrence.start), Int(occurrence.end))
            .text(in: papers[paper].record.text(occurrence.field))
        else { continue }
        let form = withoutTitleCase(surface)
        // The long form says more than the acronym that stands for it.
        let isWhole = length == 1 || index.analyzer.terms(in: surface).count == length
        counts[form, default: 0] += isWhole ? 1_000 : 1
      }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let fallback = corpus.phrases[phrase].entity.map { withoutTitleCase($0.label) } ?? ""
    return Self.capitalized(best ?? fallback)
  }

  /// A name for papers that share no phrase: their commonest shared words, or a title.
  func fallbackName(of group: [Int], taken: Set<String>) -> String {
    var weights: [Int: (papers: Int, weight: Double)] = [:]
    for paper in group {
      let row = index.vectors[paper]
      for (column, value) in zip(row.columns, row.values) {
        weights[Int(column), default: (0, 0)].papers += 1
        weights[Int(column), default: (0, 0)].weight += Double(value)
      }
    }
    let stops = TopicStopPhrases(index.analyzer)
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

  /// A surface whose words lose the capital that only titles give them.
  private func withoutTitleCase(_ surface: String) -> String {
    var result = ""
    var end = surface.startIndex
    for word in surface.split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "\n" }) {
      result += surface[end..<word.startIndex].replacing("\n", with: " ")
      result += isTitleCase(word) ? word.lowercased() : String(word)
      end = word.endIndex
    }
    return result + surface[end...]
  }

  /// Whether only the first letter is a capital and the corpus mostly writes the word without.
  private func isTitleCase(_ word: Substring) -> Bool {
    guard let first = word.first, first.isUppercase,
      word.dropFirst().allSatisfy({ !$0.isUppercase })
    else { return false }
    guard let stem = index.analyzer.term(of: String(word)), let term = index.terms.index(of: stem)
    else { return true }
    return index.printedForm(ofTerm: term).first?.isUppercase != true
  }

  private static func capitalized(_ text: String) -> String {
    let word = text.prefix { $0 != " " && $0 != "-" }
    guard let first = text.first, !word.contains(where: \.isUppercase) else { return text }
    return first.uppercased() + text.dropFirst()
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
