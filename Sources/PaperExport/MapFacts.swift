import Graphviz
import PaperModel

/// The short texts about papers and relations on a map.
enum MapFacts {
  /// Year and first author, as far as they are known.
  static func line(of record: PaperRecord, width: Double) -> String? {
    var facts: [String] = []
    if let year = record.date?.year { facts.append("\(year)") }
    if let author = record.authors.first {
      let name = author.family ?? author.name
      facts.append(record.authors.count > 1 ? "\(name) et al." : name)
    } else if let count = record.authorCount {
      facts.append(count == 1 ? "1 author" : "\(count) authors")
    }
    guard !facts.isEmpty else { return nil }
    return TextLines.broken(
      facts.joined(separator: " · "), size: width / 15, width: width, limit: 1
    )
    .first
  }

  /// The title and the beginning of the abstract.
  static func tooltip(of record: PaperRecord) -> String {
    let title = TextLines.plain(record.title)
    let abstract = TextLines.beginning(of: record.abstract, limit: 320)
    return [title, abstract].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// What joins two things, and by what evidence.
  static func tooltip(of relation: Relation, in graph: EntityGraph) -> String {
    let ends = [relation.source, relation.target].map {
      TextLines.beginning(of: graph.entity($0)?.label ?? $0.name, limit: 80)
    }
    var text = "\(ends[0]) — \(MapStyle.name(of: relation.kind)) — \(ends[1])"
    if !relation.sharedTerms.isEmpty {
      let terms = relation.sharedTerms.prefix(6).map { TextLines.plain($0.term) }
      text += "\nshared: " + terms.joined(separator: ", ")
    }
    return text
  }
}
