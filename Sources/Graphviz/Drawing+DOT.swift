extension Drawing {
  /// The drawing as DOT text in UTF-8.
  ///
  /// Every name and value is quoted. A value of more than 16,000 bytes is written
  /// in parts, `"…" + "…"`, for Graphviz 2 reads no longer string. The same
  /// drawing gives the same bytes.
  ///
  /// - Complexity: O(*n*) time and space in the size of the text.
  public func dot() -> [UInt8] {
    var writer = DOTWriter(arrow: isDirected ? " -> " : " -- ")
    writer.write(self)
    return writer.bytes
  }
}

/// Spells a drawing as DOT.
private struct DOTWriter {
  let arrow: String
  var bytes: [UInt8] = []

  init(arrow: String) { self.arrow = arrow }

  mutating func write(_ drawing: Drawing) {
    write((drawing.isStrict ? "strict " : "") + (drawing.isDirected ? "digraph " : "graph "))
    quote(GraphvizText.identifier(drawing.name))
    write(" {\n")
    write(attributes: drawing.nodeDefaults.encoded(), before: "  node", after: "\n")
    write(attributes: drawing.edgeDefaults.encoded(), before: "  edge", after: "\n")
    for node in drawing.nodes {
      write("  ")
      quote(GraphvizText.identifier(node.id))
      write(attributes: drawing.attributes(of: node), after: "")
      write("\n")
    }
    for subgraph in drawing.subgraphs { write(subgraph, indent: "  ") }
    for edge in drawing.edges {
      write("  ")
      quote(GraphvizText.identifier(edge.tail))
      write(arrow)
      quote(GraphvizText.identifier(edge.head))
      var attributes = edge.attributes.encoded()
      if let key = edge.key {
        attributes.append(("key", .init(string: GraphvizText.identifier(key))))
      }
      write(attributes: attributes, after: "")
      write("\n")
    }
    // Subgraphs inherit what stands before them, so these come last.
    write(attributes: drawing.attributes.encoded(), before: "  graph", after: "\n")
    write("}\n")
  }

  private mutating func write(_ subgraph: Drawing.Subgraph, indent: String) {
    write(indent)
    if let id = subgraph.id {
      write("subgraph ")
      quote(GraphvizText.identifier(id))
      write(" ")
    }
    write("{\n")
    let inner = indent + "  "
    for node in subgraph.nodes {
      write(inner)
      quote(GraphvizText.identifier(node))
      write("\n")
    }
    for child in subgraph.subgraphs { write(child, indent: inner) }
    write(attributes: subgraph.attributes.encoded(), before: inner + "graph", after: "\n")
    write(indent + "}\n")
  }

  private mutating func write(
    attributes: [(name: String, value: GraphvizText.Encoded)], before: String = "", after: String
  ) {
    guard !attributes.isEmpty else { return }
    write(before)
    var separator = " ["
    for (name, value) in attributes {
      write(separator)
      quote(name)
      write("=")
      if value.isHTML {
        write("<" + value.string + ">")
      } else {
        quote(value.string)
      }
      separator = ", "
    }
    write("]" + after)
  }

  private mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func quote(_ string: String) {
    GraphvizText.appendQuoted(string, to: &bytes)
  }
}

extension Drawing {
  /// What Graphviz shall be told of a node, beyond the defaults.
  func attributes(of node: Node) -> [(name: String, value: GraphvizText.Encoded)] {
    let shape = (node.attributes["shape"] ?? nodeDefaults["shape"])?.string
    let isRecord = shape == "record" || shape == "Mrecord"
    var attributes = node.attributes.encoded(isRecord: isRecord)
    if node.attributes["label"] == nil, nodeDefaults["label"] == nil,
      let label = GraphvizText.label(ofID: node.id, isRecord: isRecord)
    {
      attributes.append(("label", .init(string: label)))
    }
    return attributes
  }
}

extension Drawing.Attributes {
  /// The attributes as Graphviz shall see them, without those that must not stand.
  func encoded(isRecord: Bool = false) -> [(name: String, value: GraphvizText.Encoded)] {
    compactMap { element in
      let name = GraphvizText.identifier(element.name)
      guard !name.isEmpty else { return nil }
      return GraphvizText.encode(element.value, of: name, isRecord: isRecord).map { (name, $0) }
    }
  }
}
