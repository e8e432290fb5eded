/// Gives entries the fields of the entries they refer to by `crossref` and `xdata`.
///
/// A parent may stand before or behind its children. Of the entries before, those are remembered
/// that can be parents (books, proceedings, data containers), the latest 4 MiB of them. An entry
/// whose parent has not come yet waits, and so do all behind it to keep the order, while they
/// take no more than 4 MiB; then the first is given up as it is, with a warning.
struct BibTeXInheritance {
  /// An entry that waits no longer.
  struct Ready {
    var entry: BibTeXEntry
    /// The key of a parent that was not found.
    var missingParent: String?
  }

  private struct Waiting {
    var entry: BibTeXEntry
    var missing: [String]
  }

  private static let maximumSize = 4 << 20

  private var waiting: [Waiting] = []
  private var firstWaiting = 0
  private var waitingSize = 0
  /// How many entries were taken out of `waiting`, so that a number stays the entry's own.
  private var removedCount = 0
  /// The numbers of the entries that wait for a key.
  private var children: [String: [Int]] = [:]
  private var parents: [String: BibTeXEntry] = [:]
  private var parentOrder: [String] = []
  private var firstParent = 0
  private var parentSize = 0

  /// Whether no entry waits.
  var isIdle: Bool { firstWaiting == waiting.count }

  /// Whether an entry can be a parent or has one.
  static func concerns(_ entry: BibTeXEntry) -> Bool {
    parentTypes.contains(entry.type) || isContainer(entry.type) || entry.has("crossref")
      || entry.has("xdata")
  }

  /// Whether an entry only holds data for others, and is no work.
  static func isContainer(_ type: String) -> Bool { type == "xdata" || type == "set" }

  private static let parentTypes: Set<String> = [
    "book", "booklet", "collection", "mvbook", "mvcollection", "mvproceedings", "mvreference",
    "periodical", "proceedings", "reference", "conference",
  ]

  /// Takes the next entry of the input.
  ///
  /// - Returns: The entries that wait no longer, in the order of the input.
  mutating func take(_ entry: BibTeXEntry) -> [Ready] {
    settle(entry)
    var item = Waiting(entry: entry, missing: [])
    for key in Self.parentKeys(of: entry) where key != Self.folded(entry.key) {
      if let parent = parents[key] {
        item.entry.inherit(from: parent)
      } else {
        item.missing.append(key)
        children[key, default: []].append(removedCount + waiting.count)
      }
    }
    if Self.parentTypes.contains(entry.type) || Self.isContainer(entry.type) {
      remember(item.entry)
    }
    waiting.append(item)
    waitingSize += item.entry.size
    return release()
  }

  /// Gives up all that wait.
  mutating func flush() -> [Ready] {
    release(all: true)
  }

  /// Hands an entry to those that wait for it.
  private mutating func settle(_ parent: BibTeXEntry) {
    guard !children.isEmpty, let numbers = children.removeValue(forKey: Self.folded(parent.key))
    else { return }
    for index in numbers.map({ $0 - removedCount }) where index >= firstWaiting {
      waiting[index].entry.inherit(from: parent)
      waiting[index].missing.removeAll { $0 == Self.folded(parent.key) }
    }
  }

  private mutating func release(all: Bool = false) -> [Ready] {
    var ready: [Ready] = []
    while firstWaiting < waiting.count {
      let item = waiting[firstWaiting]
      guard all || item.missing.isEmpty || waitingSize > Self.maximumSize else { break }
      ready.append(Ready(entry: item.entry, missingParent: item.missing.first))
      waitingSize -= item.entry.size
      firstWaiting += 1
      for key in item.missing {
        children[key]?.removeAll { $0 < removedCount + firstWaiting }
        if children[key]?.isEmpty == true { children[key] = nil }
      }
    }
    if firstWaiting > 1024 || firstWaiting == waiting.count {
      waiting.removeFirst(firstWaiting)
      removedCount += firstWaiting
      firstWaiting = 0
    }
    return ready
  }

  private mutating func remember(_ parent: BibTeXEntry) {
    let key = Self.folded(parent.key)
    guard !key.isEmpty, parents[key] == nil else { return }
    parents[key] = parent
    parentOrder.append(key)
    parentSize += parent.size
    while parentSize > Self.maximumSize, firstParent < parentOrder.count {
      parentSize -= parents.removeValue(forKey: parentOrder[firstParent])?.size ?? 0
      firstParent += 1
    }
    if firstParent > 1024 {
      parentOrder.removeFirst(firstParent)
      firstParent = 0
    }
  }

  private static func parentKeys(of entry: BibTeXEntry) -> [String] {
    ["xdata", "crossref"].flatMap { name in
      (entry.value(name) ?? []).split(separator: UInt8(ascii: ",")).map {
        folded(String(decoding: $0, as: UTF8.self))
      }
    }.filter { !$0.isEmpty }
  }

  /// Keys are compared without regard to case, as BibTeX does.
  private static func folded(_ key: String) -> String {
    SourceText.folded(key).lowercased()
  }
}

extension BibTeXEntry {
  /// Takes the fields of a parent that it has not itself.
  ///
  /// A parent's title is the child's `booktitle`, or `journaltitle` if it is a periodical; what
  /// names the parent itself (identifiers, addresses, abstract, keywords) is not inherited.
  mutating func inherit(from parent: BibTeXEntry) {
    let isData = BibTeXInheritance.isContainer(parent.type)
    for field in parent.fields {
      guard let name = isData ? field.name : Self.inheritedName(of: field.name, from: parent.type),
        !has(name)
      else { continue }
      let start = end
      append(parent.value(of: field))
      addField(name, from: start)
    }
  }

  private static func inheritedName(of name: String, from type: String) -> String? {
    switch name {
    case "title", "journaltitle", "journal":
      return type == "periodical" ? "journaltitle" : name == "title" ? "booktitle" : name
    case "subtitle": return "booksubtitle"
    case "author", "editor", "editora", "translator", "publisher", "institution", "organization",
      "year", "date", "month", "day", "series", "volume", "volumes", "number", "issue",
      "edition", "address", "location", "venue", "eventtitle", "eventdate", "isbn", "issn",
      "booktitle", "booksubtitle", "maintitle", "language", "langid", "school":
      return name
    default: return nil
    }
  }
}
