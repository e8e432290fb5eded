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
    /// A family, measure, organisation or the like: never a work.
    case generic
  }

  /// A known name.
  struct Entry: Sendable {
    /// The name to print.
    let name: String
    let kind: Kind
  }

  /// A known name found in a text.
  struct Match: Sendable {
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
    var casing: Casing
  }

  /// Which ways to print a name are accepted.
  private enum Casing: Int, Sendable {
    /// Small letters too: `random forest`.
    case any
    /// A capital or a digit somewhere: `Adam`, `cifar10`.
    case capital
    /// Two capitals at least: `GLUE`, `LoRA`.
    case capitals

    init(_ spelling: Substring.UTF8View) {
      let capitals = spelling.count(where: \.isUpper)
      if capitals == 0 {
        self = .any
      } else {
        self = capitals >= 2 && spelling.count <= 4 ? .capitals : .capital
      }
    }

    func accepts(_ printed: ArraySlice<UInt8>) -> Bool {
      switch self {
      case .any: true
      case .capital: printed.contains { $0.isUpper || $0.isDigit }
      case .capitals: printed.count(where: \.isUpper) >= 2
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
    let spelling = spellings[found.value]
    guard spelling.casing.accepts(text.bytes[text.tokens[start].start..<text.tokens[found.end - 1].end])
    else { return nil }
    return Match(entry: spelling.entry, end: found.end, needsCue: spelling.needsCue)
  }

  private struct Builder {
    var entries: [Entry] = []
    var table = PhraseTable()
    var spellings: [Spelling] = []

    mutating func read(_ list: PaperGraphNameList, kind: Kind) {
      var kind = kind
      let bytes = UnsafeBufferPointer(start: list.bytes, count: list.count)
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
        if line.hasPrefix("["), line.hasSuffix("]") {
          kind = .method(String(line.dropFirst().dropLast()))
          continue
        }
        for name in line.split(separator: "|") { add(name, kind: kind, isFirst: name.startIndex == line.startIndex) }
      }
    }

    private mutating func add(_ spelling: Substring, kind: Kind, isFirst: Bool) {
      let needsCue = spelling.hasPrefix("?")
      let name = needsCue ? spelling.dropFirst() : spelling
      if isFirst || kind == .generic { entries.append(Entry(name: String(name), kind: kind)) }
      let casing = Casing(name.utf8)
      if let known = table.value(of: String(name)) {
        if spellings[known].entry == entries.count - 1, casing.rawValue < spellings[known].casing.rawValue {
          spellings[known].casing = casing
        }
        return
      }
      table.insert(String(name), value: spellings.count)
      spellings.append(Spelling(entry: entries.count - 1, needsCue: needsCue, casing: casing))
    }
  }
}
