import PaperModel

extension PartialDate {
  /// Reads a date as sources print it: `2005-07-15`, `2005/07//`, `20050715`, `15 Jul 2005`,
  /// `Jul.-Aug. 2005`, `07/15/2005`, `July`.
  ///
  /// Of a span the first date is read. Where day and month cannot be told apart, neither is
  /// taken.
  ///
  /// - Parameter text: The printed date.
  /// - Returns: What is certain of it; nil if neither year nor month is.
  static func read(_ text: some StringProtocol) -> PartialDate? {
    let parts = Parts(text)
    if let compact = parts.compact { return PartialDate(compact: compact) }
    var date = PartialDate(year: parts.year, month: parts.monthName)
    if date.month != nil {
      date.day = (parts.before.first ?? parts.after.first).flatMap(day)
    } else if let first = parts.after.first, (1...12).contains(first) {
      date.month = first
      date.day = parts.after.dropFirst().first.flatMap(day)
    } else if parts.before.count == 1, (1...12).contains(parts.before[0]), date.year != nil {
      date.month = parts.before[0]
    } else if parts.before.count == 2, date.year != nil {
      (date.month, date.day) = monthAndDay(parts.before[0], parts.before[1])
    }
    return date.year == nil && date.month == nil ? nil : date
  }

  private init?(compact value: Int) {
    let month = value / 100 % 100
    self.init(year: value / 10000)
    guard (1...12).contains(month) else { return }
    self.month = month
    day = Self.day(value % 100)
  }

  private static func day(_ value: Int) -> Int? { (1...31).contains(value) ? value : nil }

  /// Two numbers before the year, if only one order of them is possible.
  private static func monthAndDay(_ first: Int, _ second: Int) -> (month: Int?, day: Int?) {
    let isMonthFirst = (1...12).contains(first) && day(second) != nil
    let isDayFirst = (1...12).contains(second) && day(first) != nil
    if isMonthFirst && (!isDayFirst || first == second) { return (first, second) }
    return isDayFirst && !isMonthFirst ? (second, first) : (nil, nil)
  }

  /// The numbers and names in a printed date, up to a second year or a time of day.
  private struct Parts {
    var year: Int?
    var monthName: Int?
    /// Numbers of one or two digits before and behind the year.
    var before: [Int] = []
    var after: [Int] = []
    /// A number of eight digits that starts with a year.
    var compact: Int?

    init(_ text: some StringProtocol) {
      var rest = text.utf8.prefix(64)
      while let byte = rest.first {
        if isDigit(byte) {
          let digits = rest.prefix(while: isDigit)
          rest = rest[digits.endIndex...]
          if rest.first == UInt8(ascii: ":"), year != nil { return }
          let value = digits.prefix(9).reduce(0) { $0 * 10 + Int($1 & 0x0F) }
          if !take(value, digits: digits.count) { return }
        } else if isLetter(byte) {
          let word = rest.prefix(while: isLetter)
          rest = rest[word.endIndex...]
          if monthName == nil { monthName = month(String(decoding: word, as: UTF8.self)) }
        } else {
          rest.removeFirst()
        }
      }
    }

    /// Takes a number; false when the date has ended before it.
    private mutating func take(_ value: Int, digits: Int) -> Bool {
      switch digits {
      case 8 where (1000_00_00..<3000_00_00).contains(value) && year == nil:
        compact = value
        return false
      case 4 where (1000..<3000).contains(value):
        if year != nil { return false }
        year = value
      case 1, 2:
        if year == nil { before.append(value) } else { after.append(value) }
      default: break
      }
      return true
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private func isLetter(_ byte: UInt8) -> Bool {
      (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }
  }

  /// The number of a month from its name or the start of it, in English, German or French.
  static func month(_ name: some StringProtocol) -> Int? {
    let lower = name.lowercased()
    guard lower.utf8.count >= 3 else { return nil }
    let english = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    if let index = english.firstIndex(where: { $0.hasPrefix(lower) }) { return index + 1 }
    return switch lower {
    case "januar", "janvier", "jän": 1
    case "februar", "février", "fevrier": 2
    case "märz", "mär", "mrz", "mars": 3
    case "avril": 4
    case "mai": 5
    case "juni", "juin": 6
    case "juli", "juillet": 7
    case "août", "aout": 8
    case "sept": 9
    case "oktober", "okt", "octobre": 10
    case "novembre": 11
    case "dezember", "dez", "décembre": 12
    default: nil
    }
  }
}
