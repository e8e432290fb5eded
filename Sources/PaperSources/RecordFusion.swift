import PaperModel

/// Makes one record of several that tell of the same work; no field is dropped.
enum RecordFusion {
  /// Fuses records.
  ///
  /// - Parameter records: Records of one work, at least one, in the order of their places.
  /// - Returns: The record with the best of each field; its place is that of the first.
  static func fused(_ records: [PaperRecord]) -> PaperRecord {
    var result = records[0]
    guard records.count > 1 else { return result }
    result.id = records.lazy.compactMap(\.id).first
    result.title = longest(records.map(\.title))
    result.abstract = longest(records.map(\.abstract))
    result.authors = bestAuthors(records.map(\.authors))
    result.authorCount = records.compactMap(\.authorCount).max()
    result.date = records.compactMap(\.date).max { $0.precision < $1.precision }
    result.commentCount = records.compactMap(\.commentCount).max()
    result.identifiers = Set(records.flatMap(\.identifiers)).sorted()
    result.versions = Set(records.flatMap(\.versions)).subtracting(result.identifiers).sorted()
    result.urls = distinct(records.flatMap(\.urls))
    result.venue = longest(records.compactMap(\.venue))
    result.type = records.lazy.compactMap(\.type).first
    result.references = distinct(records.flatMap(\.references))
    result.citationCount = records.compactMap(\.citationCount).max()
    result.fields = distinct(records.flatMap(\.fields))
    result.keywords = distinct(records.flatMap(\.keywords))
    result.extra = distinct(records.flatMap(\.extra))
    return result
  }

  /// The longest text, the first of them if there are several.
  private static func longest(_ texts: [String]) -> String {
    texts.dropFirst().reduce(texts.first ?? "") {
      $1.utf8.count > $0.utf8.count ? $1 : $0
    }
  }

  private static func longest(_ texts: [String]) -> String? {
    texts.isEmpty ? nil : longest(texts) as String
  }

  /// The list that names most people, with the ORCIDs that the others know.
  private static func bestAuthors(_ lists: [[Author]]) -> [Author] {
    var best = lists.dropFirst().reduce(lists.first ?? []) { $1.count > $0.count ? $1 : $0 }
    for list in lists where list.count == best.count {
      for (index, author) in list.enumerated()
      where TitleKey(author.name) == TitleKey(best[index].name) {
        best[index].orcid = best[index].orcid ?? author.orcid
        best[index].family = best[index].family ?? author.family
        best[index].given = best[index].given ?? author.given
      }
    }
    return best
  }

  private static func distinct<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}

extension PartialDate {
  /// How many parts are known, the year counting most.
  fileprivate var precision: Int {
    (year == nil ? 0 : 4) + (month == nil ? 0 : 2) + (day == nil ? 0 : 1)
  }
}
