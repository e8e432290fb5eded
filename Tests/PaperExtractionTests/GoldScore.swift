import Foundation
import PaperModel

/// Micro precision, recall and F1 against hand annotations, by the rules of their scorer: names
/// are compared without case, marks and plural, and the short and long form of one item are one.
struct GoldScore {
  /// One annotated paper.
  struct Annotation: Decodable {
    struct Link: Decodable { let raw, kind: String }
    struct Short: Decodable { let short, long: String }
    struct Name: Decodable { let name, raw: String }
    struct Own: Decodable { let name, kind: String }

    let title: String
    let links: [Link]
    let abbreviations: [Short]
    let own: [Own]
    let datasets: [Name]
    let named_works: [Name]
  }

  private var hits: [String: Int] = [:]
  private var found: [String: Int] = [:]
  private var wanted: [String: Int] = [:]

  /// F1 of a type, from 0 to 1.
  func f1(_ type: String) -> Double {
    let sum = Double((found[type] ?? 0) + (wanted[type] ?? 0))
    return sum == 0 ? 0 : 2 * Double(hits[type] ?? 0) / sum
  }

  /// Compares what was found in a paper with its annotation.
  mutating func add(_ annotation: Annotation, _ entities: [ExtractedEntityFields]) {
    var gold: [String: Set<String>] = [:]
    for link in annotation.links {
      gold[link.kind == "repo" ? "repository" : "link", default: []].insert(Self.link(link.raw))
      gold["any link", default: []].insert(Self.link(link.raw))
    }
    for short in annotation.abbreviations {
      gold["abbreviation", default: []].insert(Self.key(short.short) + "=" + Self.key(short.long))
    }
    let aliases = Self.aliases(annotation)
    for (type, names) in aliases { gold[type] = Set(names.values) }
    var mine: [String: Set<String>] = [:]
    for entity in entities {
      switch entity.type {
      case "repository", "link":
        mine[entity.type, default: []].insert(Self.link(entity.surface))
        mine["any link", default: []].insert(Self.link(entity.surface))
      case "abbreviation":
        mine[entity.type, default: []].insert(
          Self.key(entity.acronym ?? "") + "=" + Self.key(entity.long ?? ""))
      case "dataset", "method":
        let types = entity.role == "introduces" ? [entity.type, "own"] : [entity.type]
        for type in types {
          let names = [Self.key(entity.name), Self.key(entity.surface)]
          let hit = names.compactMap { aliases[type]?[$0] }.first
          mine[type, default: []].insert(hit ?? "!" + names[0])
        }
      default: continue
      }
    }
    for type in Set(gold.keys).union(mine.keys) {
      hits[type, default: 0] += gold[type, default: []].intersection(mine[type, default: []]).count
      found[type, default: 0] += mine[type, default: []].count
      wanted[type, default: 0] += gold[type, default: []].count
    }
  }

  /// For each type every accepted spelling with the item it stands for.
  private static func aliases(_ annotation: Annotation) -> [String: [String: String]] {
    var result: [String: [String: String]] = ["dataset": [:], "method": [:], "own": [:]]
    for (type, names) in [("dataset", annotation.datasets), ("method", annotation.named_works)] {
      for name in names {
        for spelling in [name.name, name.raw] { result[type]?[key(spelling)] = key(name.name) }
      }
    }
    for own in annotation.own {
      let type = ["dataset", "benchmark"].contains(own.kind) ? "dataset" : "method"
      let name = key(own.name)
      if result[type]?[name] == nil { result[type]?[name] = name }
      result["own"]?[name] = name
    }
    for short in annotation.abbreviations {
      let (acronym, long) = (key(short.short), key(short.long))
      for type in result.keys {
        if let item = result[type]?[acronym] {
          if result[type]?[long] == nil { result[type]?[long] = item }
        } else if let item = result[type]?[long] {
          result[type]?[acronym] = item
        }
      }
    }
    return result
  }

  /// A title as records are matched by it.
  static func title(_ text: String) -> String { folded(text) }

  private static func folded(_ text: String) -> String {
    text.replacing(/\$|\\[a-z]+\{?|[{}^_]/, with: "").lowercased()
      .filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "#") }
  }

  private static func key(_ text: String) -> String {
    let name = folded(text.trimmingCharacters(in: .whitespaces).replacing(/([A-Z0-9])s$/) { $0.1 })
    return name.hasSuffix("s") && name.count > 3 && !name.hasSuffix("ss")
      ? String(name.dropLast()) : name
  }

  private static func link(_ raw: String) -> String {
    var address = raw.trimmingCharacters(in: .whitespaces).replacing(/^https?:\/\//, with: "")
    while let last = address.last, "/.,;)]}".contains(last) { address.removeLast() }
    if address.hasSuffix(".git") { address.removeLast(4) }
    let repository =
      /^(?:www\.)?(github\.com|gitlab\.com|gitee\.com|bitbucket\.org)\/([^\/\s{]+)\/([^\/\s{}\])]+)/
    if let match = address.prefixMatch(of: repository) {
      return "\(match.1)/\(match.2)/\(match.3.replacing(/\.git$/, with: ""))".lowercased()
    }
    return address.lowercased()
  }
}

/// The fields of an extracted entity that the score reads.
struct ExtractedEntityFields {
  let type, name, surface: String
  let role, acronym, long: String?
}
