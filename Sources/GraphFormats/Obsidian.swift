extension AttributedGraph {
  /// The graph as notes for Obsidian: one a node, with its edges as links to other notes.
  ///
  /// File names are made of labels, with nothing that a file system or a link could take for
  /// more than a letter; they differ also where case counts for nothing.
  func obsidianFiles() -> [GraphFile] {
    var taken: Set<String> = []
    let names = nodes.map { node in
      let base = ObsidianText.fileName(label(of: node))
      var name = base
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = base + " \(number)"
        number += 1
      }
      return name
    }
    var outgoing = [[Int]](repeating: [], count: nodes.count)
    for (place, edge) in edges.enumerated() {
      outgoing[edge.source].append(place)
      if !isDirected(edge), edge.source != edge.target { outgoing[edge.target].append(place) }
    }
    return nodes.indices.map { place in
      GraphFile(names[place] + ".md") {
        $0.writeNote(place, of: self, links: outgoing[place], names: names)
      }
    }
  }
}

extension GraphOutput {
  fileprivate mutating func writeNote(
    _ place: Int, of graph: AttributedGraph, links: [Int], names: [String]
  ) {
    let node = graph.nodes[place]
    write("---\nid: ")
    writeJSON(node.id)
    write("\naliases:\n  - ")
    writeJSON(graph.label(of: node))
    write("\n")
    let own: Set<String> = ["id", "aliases", AttributeName.label, AttributeName.description]
    for (name, value) in node.attributes where !own.contains(name) {
      // JSON is YAML, but for numbers that are not finite.
      writeJSON(name)
      write(": ")
      writeJSON(value)
      write("\n")
    }
    write("---\n\n# ")
    write(ObsidianText.plain(graph.label(of: node)))
    write("\n")
    if let url = node.attributes[AttributeName.url]?.text, url.isWebAddress {
      write("\n<\(url)>\n")
    }
    if let description = node.attributes[AttributeName.description] {
      write("\n")
      write(ObsidianText.plain(description.text))
      write("\n")
    }
    let kinds = links.map { graph.edges[$0].attributes[AttributeName.kind]?.text ?? "Links" }
    for kind in Set(kinds).sorted() {
      write("\n## ")
      write(ObsidianText.plain(kind))
      write("\n\n")
      for (link, own) in zip(links, kinds) where own == kind {
        let edge = graph.edges[link]
        let other = edge.source == place ? edge.target : edge.source
        write("- [[\(names[other])|")
        write(ObsidianText.linkText(graph.label(of: graph.nodes[other])))
        write("]]")
        if let weight = edge.attributes[AttributeName.weight] { write(" (\(weight.text))") }
        write("\n")
      }
    }
  }
}

/// How notes and their links are spelled.
enum ObsidianText {
  /// A file name for any label: safe in every file system and in a link.
  static func fileName(_ label: String) -> String {
    var name = String.UnicodeScalarView()
    var length = 0
    for scalar in label.unicodeScalars {
      let isUnsafe = "/\\:*?\"<>|#^[]".unicodeScalars.contains(scalar)
      let category = scalar.properties.generalCategory
      let isControl = category == .control || category == .format || category == .lineSeparator
      let kept: Unicode.Scalar = isUnsafe || isControl ? " " : scalar
      length += String(Character(kept)).utf8.count
      // Room for a number and the ending within 255 bytes.
      if length > 120 { break }
      name.append(kept)
    }
    let words = String(name).split(separator: " ").joined(separator: " ")
    let stem = words.drop { $0 == "." }.trimmed
    let end = stem.lastIndex { $0 != "." }.map { stem.index(after: $0) } ?? stem.startIndex
    let safe = String(stem[..<end].trimmed)
    let device = safe.prefix { $0 != "." }.lowercased().trimmed
    let isDevice =
      ["con", "prn", "aux", "nul"].contains(String(device))
      || (device.hasPrefix("com") || device.hasPrefix("lpt")) && device.count == 4
    return safe.isEmpty || isDevice ? "note \(safe)".trimmed.description : safe
  }

  /// Text as Markdown that shows it as it is, on one line.
  static func plain(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "!", "~", "$", "%", "=",
        "&":
        escaped.append("\\")
        escaped.append(scalar)
      case _ where scalar.value < 0x20: escaped.append(" ")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// Text for the visible part of a wikilink, which knows no escapes.
  static func linkText(_ text: String) -> String {
    let spaced = text.unicodeScalars.map { scalar in
      "[]|\\<>#^`".unicodeScalars.contains(scalar) || scalar.value < 0x20 ? " " : scalar
    }
    return String(String.UnicodeScalarView(spaced)).trimmed.description
  }
}
