extension GraphFormat {
  /// The readable format that the bytes of a file are in, by what they begin with; nil for none.
  ///
  /// - Parameter bytes: The file, or its first 64 KiB.
  public init?(recognizing bytes: some Collection<UInt8>) {
    var head = Array(bytes.prefix(1 << 16))
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
    var scanner = HeadScanner(head)
    scanner.skipSpace()
    let format =
      switch scanner.current {
      case UInt8(ascii: "<"): scanner.xmlFormat()
      case UInt8(ascii: "{"): scanner.jsonFormat()
      default: scanner.pajekFormat() ?? scanner.languageFormat()
      }
    guard let format else { return nil }
    self = format
  }

  /// The readable format that files of a name usually have; nil for none.
  public init?(fileName: String) {
    let ending = fileName.split(separator: ".").last.map { $0.lowercased() }
    switch ending {
    case "dot", "gv", "xdot": self = .dot
    case "graphml": self = .graphML
    case "gexf": self = .gexf
    case "gml": self = .gml
    case "net", "paj": self = .pajek
    case "jgf": self = .jgf
    default: return nil
    }
  }
}

/// The first bytes of a file, looked through for what tells formats apart.
private struct HeadScanner {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  mutating func skipSpace() {
    while let byte = current, byte <= 0x20 { place += 1 }
  }

  /// Tells XML apart by the first of two tags, which may stand far behind comments.
  func xmlFormat() -> GraphFormat? {
    let text = String(decoding: bytes, as: UTF8.self)
    let tags = [("<graphml", GraphFormat.graphML), ("<gexf", .gexf)]
    let found = tags.compactMap { tag, format in
      text.firstRange(of: tag).map { (place: $0.lowerBound, format: format) }
    }
    return found.min { $0.place < $1.place }?.format
  }

  /// Tells JSON apart by the names of the outermost object.
  mutating func jsonFormat() -> GraphFormat? {
    let names = outermostNames()
    if names.contains("papergraph") { return .jsonLines }
    if !names.isDisjoint(with: ["multigraph", "nodes"]) { return .nodeLink }
    return names.isDisjoint(with: ["graph", "graphs"]) ? nil : .jgf
  }

  private mutating func outermostNames() -> Set<String> {
    var names: Set<String> = []
    var depth = 0
    while let byte = current {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        // What follows is another object, such as the next line.
        if depth == 0 { return names }
      case UInt8(ascii: "\""):
        let text = quotedText()
        skipSpace()
        if depth == 1, current == UInt8(ascii: ":") { names.insert(text) }
        continue
      default: break
      }
      place += 1
    }
    return names
  }

  private mutating func quotedText() -> String {
    let start = place + 1
    place = start
    while let byte = current, byte != UInt8(ascii: "\"") {
      place += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(place, bytes.count)
    place = min(place + 1, bytes.count)
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// Tells Pajek by its first line that is no comment.
  func pajekFormat() -> GraphFormat? {
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = String(decoding: line.prefix(200), as: UTF8.self).trimmed.lowercased()
      if text.isEmpty || text.hasPrefix("%") || text.hasPrefix("/*") { continue }
      return text.hasPrefix("*vertices") || text.hasPrefix("*network") ? .pajek : nil
    }
    return nil
  }

  /// Tells DOT from GML, and both from prose that begins with the word graph.
  mutating func languageFormat() -> GraphFormat? {
    skipComments()
    var word = self.word().lowercased()
    if word == "strict" {
      skipComments()
      word = self.word().lowercased()
    }
    guard word == "graph" || word == "digraph" else {
      let isGML = ["creator", "version", "comment", "label", "directed"].contains(word)
      return isGML && hasGMLGraph() ? .gml : nil
    }
    skipComments()
    if word == "graph", current == UInt8(ascii: "[") { return .gml }
    if current == UInt8(ascii: "\"") {
      _ = quotedText()
    } else if let byte = current, byte != UInt8(ascii: "{") {
      while let byte = current, byte > 0x20, byte != UInt8(ascii: "{") { place += 1 }
    }
    skipComments()
    return current == UInt8(ascii: "{") ? .dot : nil
  }

  /// Whether a line begins with `graph` and goes on with a bracket.
  private func hasGMLGraph() -> Bool {
    String(decoding: bytes, as: UTF8.self).split(separator: "graph").dropFirst().contains {
      $0.trimmed.hasPrefix("[")
    }
  }

  private mutating func word() -> String {
    let start = place
    while let byte = current, GMLText.isASCIILetter(byte) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// Passes over space and comments in the manners of C, C++ and the shell.
  private mutating func skipComments() {
    while true {
      skipSpace()
      let rest = bytes[min(place, bytes.count)...]
      if rest.starts(with: "/*".utf8) {
        place += 2
        while place < bytes.count, !bytes[place...].starts(with: "*/".utf8) { place += 1 }
        place += 2
      } else if rest.starts(with: "//".utf8) || rest.first == UInt8(ascii: "#") {
        place = rest.firstIndex(of: 0x0A) ?? bytes.count
      } else {
        return
      }
    }
  }
}
