import CXML2
import Graphviz

extension AttributedGraph {
  /// Takes a drawing, as ``DOTReader`` reads it, for a graph.
  ///
  /// Labels lose Graphviz's escapes and justification, links and positions go by the names of
  /// ``AttributeName``, and defaults stand at each node and edge. All values are texts.
  public init(_ drawing: Drawing) {
    self.init(
      name: drawing.name, isDirected: drawing.isDirected,
      attributes: Attributes(drawing.attributes, escapes: ["G": drawing.name]))
    let nodeDefaults = drawing.nodeDefaults
    for node in drawing.nodes {
      let place = addNode(node.id)
      let escapes: [Character: String] = ["G": drawing.name, "N": node.id]
      nodes[place].attributes = Attributes(
        nodeDefaults.overridden(by: node.attributes), escapes: escapes)
      nodes[place].attributes.takePosition()
      if node.attributes["label"]?.string == node.id,
        nodes[place].attributes["label"]?.text == node.id
      {
        nodes[place].attributes["label"] = nil
      }
    }
    for edge in drawing.edges {
      let ends = (addNode(edge.tail), addNode(edge.head))
      let arrow = drawing.isDirected ? "->" : "--"
      let escapes: [Character: String] = [
        "G": drawing.name, "T": edge.tail, "H": edge.head, "E": edge.tail + arrow + edge.head,
      ]
      var attributes = Attributes(
        drawing.edgeDefaults.overridden(by: edge.attributes), escapes: escapes)
      let direction = attributes[AttributeName.directed]?.text == "true" ? "forward" : "none"
      if attributes[AttributeName.directed] != nil, attributes["dir"]?.text == direction {
        attributes["dir"] = nil
      }
      addEdge(from: ends.0, to: ends.1, id: edge.key, attributes)
    }
    for subgraph in drawing.subgraphs { add(subgraph, parent: nil) }
  }

  private mutating func add(_ subgraph: Drawing.Subgraph, parent: Int?) {
    let escapes: [Character: String] = ["G": subgraph.id ?? ""]
    groups.append(
      Group(
        id: subgraph.id, parent: parent, nodes: subgraph.nodes.map { addNode($0) },
        attributes: Attributes(subgraph.attributes, escapes: escapes)))
    let place = groups.count - 1
    for child in subgraph.subgraphs { add(child, parent: place) }
  }
}

extension Drawing {
  /// Takes a graph for a drawing, with what Graphviz has words for.
  ///
  /// Positions become `pos`, so that ``LayoutEngine/nop`` draws nodes where they stand.
  public init(_ graph: AttributedGraph) {
    self.init(name: graph.name, isDirected: graph.isDirected)
    attributes = Attributes(graph.attributes)
    nodes = graph.nodes.map { node in
      var attributes = Attributes(node.attributes)
      if let position = node.attributes.position { attributes["pos"] = .text(position) }
      return Node(node.id, attributes)
    }
    edges = graph.edges.map { edge in
      var attributes = Attributes(edge.attributes)
      if graph.isDirected(edge) != graph.isDirected {
        attributes["dir"] = graph.isDirected ? "none" : "forward"
      }
      return Edge(
        from: graph.nodes[edge.source].id, to: graph.nodes[edge.target].id, attributes)
    }
    subgraphs = graph.subgraphs(of: nil, in: graph.groupChildren())
  }
}

extension AttributedGraph {
  /// For each group, and last for the graph itself, the places of the groups directly in it.
  func groupChildren() -> [[Int]] {
    var children = [[Int]](repeating: [], count: groups.count + 1)
    for (place, group) in groups.enumerated() {
      children[group.parent ?? groups.count].append(place)
    }
    return children
  }

  fileprivate func subgraphs(of parent: Int?, in children: [[Int]]) -> [Drawing.Subgraph] {
    children[parent ?? groups.count].map { place in
      Drawing.Subgraph(
        groups[place].id, Drawing.Attributes(groups[place].attributes),
        nodes: groups[place].nodes.map { nodes[$0].id },
        subgraphs: subgraphs(of: place, in: children))
    }
  }
}

extension Attributes {
  /// The position as `pos` of Graphviz has it, in points; nil without x and y.
  var position: String? {
    guard let x = self[AttributeName.x]?.number, let y = self[AttributeName.y]?.number,
      x.isFinite, y.isFinite
    else { return nil }
    return "\(x),\(y)"
  }

  /// Makes x and y of a `pos`; a `pos` that says no more than they do goes away.
  fileprivate mutating func takePosition() {
    guard let pos = self["pos"]?.text else { return }
    if self[AttributeName.x] != nil {
      if pos == position { self["pos"] = nil }
      return
    }
    let parts = pos.split(separator: ",").map { $0.hasSuffix("!") ? $0.dropLast() : $0 }
    guard parts.count >= 2, let x = Double(parts[0]), let y = Double(parts[1]) else { return }
    self[AttributeName.x] = .double(x)
    self[AttributeName.y] = .double(y)
  }

  fileprivate init(_ attributes: Drawing.Attributes, escapes: [Character: String]) {
    self.init()
    for attribute in attributes {
      let isLink = attribute.name == "URL" || attribute.name == "href"
      let name = isLink ? AttributeName.url : attribute.name
      switch attribute.value {
      case .html(let markup): self[name] = .markup(markup)
      case .text(let text): self[name] = .string(text)
      case .escaped(let text):
        let isText = isLink || GraphvizText.isEscaped(attribute.name)
        self[name] = .string(isText ? GraphvizEscapes.plain(text, escapes) : text)
      }
    }
  }
}

extension Drawing.Attributes {
  fileprivate init(_ attributes: Attributes) {
    self.init()
    for (name, value) in attributes where name != "key" {
      let name = name == AttributeName.url ? "URL" : name
      if case .markup(let markup) = value {
        self[name] = .html(markup)
      } else {
        self[name] = .text(value.text)
      }
    }
  }

  fileprivate func overridden(by own: Drawing.Attributes) -> Drawing.Attributes {
    var result = self
    for attribute in own { result[attribute.name] = attribute.value }
    return result
  }
}

/// Graphviz's escapes in labels, tooltips and links.
enum GraphvizEscapes {
  /// The text that a string with escapes and entities stands for.
  static func plain(_ text: String, _ names: [Character: String]) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }) else {
      return text
    }
    var plain = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "&" {
        plain += entity(&rest) ?? "&"
      } else if character == "\\", let escape = rest.popFirst() {
        switch escape {
        case "n", "l", "r": plain += "\n"
        default: plain += names[escape] ?? String(escape)
        }
      } else {
        plain.append(character)
      }
    }
    // The last line of a justified label ends with its escape.
    let isJustified = text.hasSuffix("\\l") || text.hasSuffix("\\r")
    return isJustified && plain.hasSuffix("\n") ? String(plain.dropLast()) : plain
  }

  /// The text with entities and character references as what they stand for.
  static func unescapingEntities(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var plain = String.UnicodeScalarView()
    var rest = text[...]
    while let scalar = rest.unicodeScalars.popFirst() {
      if scalar == "&", let character = entity(&rest) {
        plain += character.unicodeScalars
      } else {
        plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// The character of an entity such as `amp;` at the start, which is then taken away.
  private static func entity(_ rest: inout Substring) -> String? {
    guard let end = rest.prefix(12).firstIndex(of: ";") else { return nil }
    let name = rest[..<end]
    var code: UInt32?
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      code = UInt32(name.dropFirst(2), radix: 16)
    } else if name.hasPrefix("#") {
      code = UInt32(name.dropFirst())
    } else {
      code = String(name).withCString { text in
        text.withMemoryRebound(to: UInt8.self, capacity: name.utf8.count + 1) {
          htmlEntityLookup($0)?.pointee.value
        }
      }
    }
    guard let code, let scalar = Unicode.Scalar(code) else { return nil }
    rest = rest[rest.index(after: end)...]
    return String(Character(scalar))
  }
}
