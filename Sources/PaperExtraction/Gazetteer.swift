import CGazetteer

/// The known names of the field: datasets, works by kind, and names that are no works.
///
/// Read once from the lists that are embedded in the library.
struct Gazetteer: Sendable {
  /// What a known name stands for.
  enum Kind: Hashable, Sendable {
    case dataset
    /// A method with the word of its list, such as `hardware`.
    case method(String)
    /// A family, measure or the like: never a work.
    case generic
    /// An organisation or a venue; it names the data it makes: `the Netflix dataset`.
    case maker

    /// Whether it stands for a dataset or a method.
    var isWork: Bool { self != .generic && self != .maker }
  }

  /// A known name.
  struct Entry: Sendable {
    /// The name to print.
    let name: String
    let kind: Kind
  }

  /// A known name found in a text.
  struct Match: Hashable, Sendable {
    let entry: Int
    /// The place behind its last token.
    let end: Int
    /// Whether the spelling also means other things and needs a cue beside it.
    let needsCue: Bool
  }

  /// The lists of this library.
  static let shared = Gazetteer()

  let entries: [Entry]
  private let table: PhraseTable
  private let spellings: [Spelling]

  private struct Spelling: Sendable {
    let entry: Int
    let needsCue: Bool
    let startsCapital: Bool
    var casing: Casing
    let text: [UInt8]

    func accepts(_ printed: ArraySlice<UInt8>, isPlural: Bool) -> Bool {
      if casing == .exact {
        return printed.elementsEqual(text) || isPlural && printed.starts(with: text)
      }
      // `efficient ViT` is not `EfficientViT`, but `cifar10` is `CIFAR-10`.
      if startsCapital, casing != .any, printed.first?.isLower == true,
        printed.contains(where: \.isUpper)
      {
        return false
      }
      return casing.accepts(printed, isPlural: isPlural)
    }
  }

  /// Which ways to print a name are accepted.
  private enum Casing: Int, Sendable {
    /// Small letters too: `random forest`.
    case any
    /// A capital at the start, no plural: `Adam`, not `Adams`.
    case capital
    /// Two capitals, or a capital and a digit: `GLUE`, `LoRA`, `Cifar10`, not `Quality`.
    case capitals
    /// Its own capitals only: `SoC`, not `SOC`.
    case exact

    init(_ spelling: Substring.UTF8View) {
      switch spelling.count(where: \.isUpper) {
      case 0: self = .any
      case 1: self = spelling.contains(where: \.isDigit) ? .capitals : .capital
      default: self = .capitals
      }
    }

    func accepts(_ printed: ArraySlice<UInt8>, isPlural: Bool) -> Bool {
      let capitals = printed.count(where: \.isUpper)
      switch self {
      case .any: return true
      case .exact: return true
      case .capital: return capitals >= 1 && !isPlural
      case .capitals:
        return capitals + printed.count(where: \.isDigit) >= 2
      }
    }
  }

  private init() {
    var builder = Builder()
    builder.read(papergraph_datasets(), kind: .dataset)
    builder.read(papergraph_methods(), kind: .method("method"))
    builder.read(papergraph_generic_names(), kind: .generic)
    entries = builder.entries
    table = builder.table
    spellings = builder.spellings
  }

  /// The longest known name that starts at a token, printed as such a name is.
  func match(in text: ScannedText, at start: Int, before end: Int) -> Match? {
    guard let found = table.longestMatch(in: text, at: start, before: end) else { return nil }
    // `A 100% robust` is not the A100.
    if text.tokens[start].count == 1, found.end > start + 1, text.tokens[start + 1].spaceBefore {
      return nil
    }
    let spelling = spellings[found.value]
    let printed = text.bytes[text.tokens[start].start..<text.tokens[found.end - 1].end]
    guard spelling.accepts(printed, isPlural: found.isPlural) else { return nil }
    return Match(entry: spelling.entry, end: found.end, needsCue: spelling.needsCue)
  }

  private struct Builder {
    var entries: [Entry] = []
    var table = PhraseTable()
    var spellings: [Spelling] = []

    mutating func read(_ list: PaperGraphNameList, kind: Kind) {
      var kind = kind
      let bytes = UnsafeBufferPointer(start: list.bytes, count: list.count)
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      where !line.hasPrefix("#") {
        if line.hasPrefix("["), line.hasSuffix("]") {
          kind = line == "[maker]" ? .maker : .method(String(line.dropFirst().dropLast()))
          continue
        }
        for name in line.split(separator: "|") {
          add(name, kind: kind, isFirst: name.startIndex == line.startIndex)
        }
      }
    }

    private mutating func add(_ spelling: Substring, kind: Kind, isFirst: Bool) {
      let needsCue = spelling.hasPrefix("?")
      let name = needsCue ? spelling.dropFirst() : spelling
      if isFirst || !kind.isWork { entries.append(Entry(name: String(name), kind: kind)) }
      let casing = !kind.isWork && name.utf8.count <= 4 ? .exact : Casing(name.utf8)
      if let known = table.value(of: String(name)) {
        if casing == .exact, spellings[known].casing == .exact {
          spellings[known].casing = .capitals
        } else if spellings[known].entry == entries.count - 1,
          casing.rawValue < spellings[known].casing.rawValue
        {
          spellings[known].casing = casing
        }
        return
      }
      table.insert(String(name), value: spellings.count)
      spellings.append(
        Spelling(
          entry: entries.count - 1, needsCue: needsCue,
          startsCapital: name.utf8.first?.isUpper == true, casing: casing, text: Array(name.utf8)))
    }
  }
}
