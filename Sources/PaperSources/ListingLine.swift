import PaperModel

/// What a non-blank line of a listing is by its look alone.
enum ListingLine: Equatable {
  /// Known furniture of the page, such as a button.
  case furniture
  /// Furniture of the invitation to a letter, behind which the button may be glued to a title.
  case invitation
  /// The button, alone on its line.
  case button
  /// How many authors a paper has.
  case authorCount(Int)
  /// The dot between the parts of a footer.
  case separator
  /// A date, and how many comments stand behind it.
  case date(PartialDate, commentCount: Int?)
  /// A number of authors and a date on one line.
  case footer(authorCount: Int, PartialDate, commentCount: Int?)
  /// Text of a paper.
  case text

  /// The button that stands above the first record, at times glued to its title.
  static let buttonText = "Subscribe"

  /// Tells the kind of a line.
  ///
  /// - Parameter line: The line, trimmed, not empty.
  init(_ line: Substring) {
    // Furniture and footers are short; most lines are not, and need no look.
    guard line.utf8.count <= 64 else {
      self = .text
      return
    }
    let compact = String(line.filter { !$0.isWhitespace }).lowercased()
    if compact == Self.buttonText.lowercased() {
      self = .button
    } else if compact.hasPrefix("gettrendingpapersinyouremailinbox") {
      self = .invitation
    } else if Self.furnitureTexts.contains(compact) {
      self = .furniture
    } else {
      self = Self.footerPart(line) ?? .text
    }
  }

  private static let furnitureTexts: Set<String> = [
    "new", "dailypapers", "trendingpapers", "papers", "byakandtheresearchcommunity",
    "byakandtheresearchcommunity.", "previous", "next", "loadmore", "upvote", "paper",
    "viewarxivpage", "viewpdf", "addtocollection", "loginsignup", "today", "daily", "weekly",
    "monthly", "hot", "rising",
  ]

  private static func footerPart(_ line: Substring) -> ListingLine? {
    let parts = line.split { $0 == "·" || $0 == "•" }.map { $0.trimmingSpaces() }
      .filter { !$0.isEmpty }
    switch parts.count {
    case 0: return .separator
    case 1:
      if let count = authorCount(parts[0]) { return .authorCount(count) }
      return date(parts[0]).map { .date($0.date, commentCount: $0.commentCount) }
    case 2:
      guard let count = authorCount(parts[0]), let date = date(parts[1]) else { return nil }
      return .footer(authorCount: count, date.date, commentCount: date.commentCount)
    default: return nil
    }
  }

  private static func authorCount(_ text: Substring) -> Int? {
    let words = text.split(separator: " ")
    guard words.count == 2, words[1] == "authors" || words[1] == "author" else { return nil }
    return Int(words[0])
  }

  /// `Jan 20, 2023`, `Jul 16`, `May 28 1`: the number behind a date counts comments.
  private static func date(_ text: Substring) -> (date: PartialDate, commentCount: Int?)? {
    let words = text.split(separator: " ")
    guard (2...4).contains(words.count),
      let month = PartialDate.month(words[0].prefix { $0 != "." })
    else { return nil }
    let dayWord = words[1].hasSuffix(",") ? words[1].dropLast() : words[1]
    guard let day = Int(dayWord), (1...31).contains(day) else { return nil }
    var rest = words.dropFirst(2)
    var year: Int?
    if dayWord.count < words[1].count
      || rest.first.map({ $0.count == 4 && rest.count == 2 }) == true
    {
      guard let word = rest.popFirst(), word.count == 4, let value = Int(word) else { return nil }
      year = value
    }
    let commentCount = rest.popFirst().map { Int($0) }
    if commentCount == .some(nil) || !rest.isEmpty { return nil }
    return (PartialDate(year: year, month: month, day: day), commentCount ?? nil)
  }
}

extension Substring {
  /// The text without blanks at its ends.
  func trimmingSpaces() -> Substring {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
