import PaperModel

/// What things are called in pictures and file names.
enum MapNames {
  /// An id for XML, CSS and scripts: the key with all but letters, digits, `.` and `-` as `_hh`.
  static func id(of key: EntityKey) -> String { key.kind.rawValue + "-" + id(of: key.name) }

  /// A text as a part of an id.
  static func id(of text: String) -> String {
    var id = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        id.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        id += byte < 16 ? "_0" : "_"
        id += String(byte, radix: 16)
      }
    }
    return id
  }

  /// Where a click on a paper leads: the paper itself, else its place in the explorer.
  static func address(of paper: Paper) -> String {
    if let url = paper.record.urls.first { return url }
    for identifier in paper.record.identifiers {
      switch identifier.scheme {
      case .doi: return "https://doi.org/" + ExplorerPage.encoded(identifier.value)
      case .arxiv: return "https://arxiv.org/abs/" + identifier.value
      default: continue
      }
    }
    return ExplorerPage.address(paper: paper.id)
  }

  /// A file's name of two parts, in lower-case letters, digits and hyphens only.
  static func fileStem(_ first: String, _ second: String) -> String {
    var stem = ""
    for byte in (first + "-" + second).lowercased().utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        stem.unicodeScalars.append(Unicode.Scalar(byte))
      default: if !stem.hasSuffix("-") { stem += "-" }
      }
    }
    while stem.utf8.count > 64 || stem.hasSuffix("-") { stem.removeLast() }
    return stem
  }

  /// A repository's owner and name, without its host.
  static func shortRepository(_ entity: Entity) -> String {
    guard let slash = entity.key.name.firstIndex(of: "/") else { return entity.label }
    return String(entity.key.name[entity.key.name.index(after: slash)...])
  }
}
