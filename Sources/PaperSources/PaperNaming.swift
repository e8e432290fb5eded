import PaperModel

/// Gives each paper its id: the record's own, else its DOI, else its arXiv id, else a slug of its
/// title.
///
/// Papers that would share an id are numbered in the order of their sources, so the ids do not
/// depend on the order of the inputs.
enum PaperNaming {
  /// The id that a paper would have alone.
  ///
  /// - Parameter records: Its records, in the order of their places.
  /// - Returns: The id, not empty.
  static func name(of records: [PaperRecord]) -> String {
    if let own = records.lazy.compactMap(\.id).first(where: { !$0.isEmpty }) { return own }
    let identifiers = records.flatMap(\.identifiers)
    for scheme in [Identifier.Scheme.doi, .arxiv] {
      let values = identifiers.lazy.filter { $0.scheme == scheme }.map(\.value)
      if let value = values.min() { return value }
    }
    return slug(records.first?.title ?? "")
  }

  /// Makes ids unique by numbers behind them.
  ///
  /// - Parameter names: The ids that the papers would have alone, in the order of the papers.
  /// - Returns: Ids without repetition; the first paper of a name keeps it.
  static func unique(_ names: [String]) -> [String] {
    let all = Set(names)
    var taken: Set<String> = []
    var next: [String: Int] = [:]
    return names.map { name in
      if taken.insert(name).inserted { return name }
      var number = next[name, default: 2]
      while all.contains("\(name)-\(number)") { number += 1 }
      next[name] = number + 1
      return "\(name)-\(number)"
    }
  }

  /// The words of a title joined by hyphens, up to 80 characters.
  static func slug(_ title: String) -> String {
    var slug = ""
    for word in TitleKey.words(of: title) {
      if !slug.isEmpty, slug.count + word.count + 1 > 80 { break }
      slug += (slug.isEmpty ? "" : "-") + word.prefix(80)
    }
    return slug.isEmpty ? "untitled" : slug
  }
}
