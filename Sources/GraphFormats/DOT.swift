import Graphviz

extension GraphOutput {
  /// Writes a graph in DOT, with every name and value quoted.
  ///
  /// An edge whose direction differs from the graph's also says so in Graphviz's word, `dir`;
  /// a node with a place has it as `pos` as well. What DOT cannot spell is replaced as
  /// ``Drawing/Node/id`` and ``Drawing/Value`` describe.
  mutating func writeDOT(_ graph: AttributedGraph) throws {
    write(graph.isDirected ? "digraph " : "graph ")
    quote(GraphvizText.identifier(graph.name))
    write(" {\n")
    let ids = SpelledTexts(graph.nodes.lazy.map(\.id)) {
      GraphvizText.appendQuoted(GraphvizText.identifier($0), to: &$1)
    }
    var list = AttributeList()
    for (place, node) in graph.nodes.enumerated() {
      write("  ")
      ids.write(place, to: &self)
      if node.attributes[AttributeName.label] == nil,
        let label = GraphvizText.label(ofID: node.id, isRecord: false)
      {
        list.write(AttributeName.label, as: label, to: &self)
      }
      list.write(node.attributes, to: &self)
      if node.attributes["pos"] == nil, let position = node.attributes.position {
        list.write("pos", as: position, to: &self)
      }
      list.end(&self)
      try flush()
    }
    try writeSubgraphs(of: nil, in: graph, ids)
    try writeEdges(of: graph, ids)
    // Subgraphs inherit what stands before them, so these come last.
    if !graph.attributes.isEmpty {
      write("  graph")
      list.write(graph.attributes, to: &self)
      list.end(&self)
    }
    write("}\n")
  }

  private mutating func writeEdges(of graph: AttributedGraph, _ ids: SpelledTexts) throws {
    let arrow: StaticString = graph.isDirected ? " -> " : " -- "
    // A key that stands twice would make one edge of two.
    let hasKeys = graph.edges.contains { $0.id != nil }
    let keys = hasKeys ? graph.uniqueEdgeIDs() : []
    var list = AttributeList()
    for (place, edge) in graph.edges.enumerated() {
      write("  ")
      ids.write(edge.source, to: &self)
      write(arrow)
      ids.write(edge.target, to: &self)
      if hasKeys, edge.id == keys[place] {
        list.write("key", as: GraphvizText.identifier(keys[place]), to: &self)
      }
      list.write(edge.attributes, to: &self)
      if graph.isDirected(edge) != graph.isDirected {
        list.write("dir", as: graph.isDirected ? "none" : "forward", to: &self)
      }
      list.end(&self)
      try flush()
    }
  }

  private mutating func writeSubgraphs(
    of parent: Int?, in graph: AttributedGraph, _ ids: SpelledTexts
  ) throws {
    guard !graph.groups.isEmpty else { return }
    let children = graph.groupChildren()
    // Groups still to write, and the ends of those begun, on one stack.
    var stack = children[graph.groups.count].reversed().map { GroupStep.begin($0) }
    while let step = stack.popLast() {
      switch step {
      case .begin(let place):
        let group = graph.groups[place]
        write("  subgraph ")
        if let id = group.id { quote(GraphvizText.identifier(id)) }
        write(" {\n")
        for node in group.nodes {
          write("  ")
          ids.write(node, to: &self)
          write("\n")
        }
        stack.append(.end(place))
        stack += children[place].reversed().map { .begin($0) }
      case .end(let place):
        if !graph.groups[place].attributes.isEmpty {
          write("  graph")
          var list = AttributeList()
          list.write(graph.groups[place].attributes, to: &self)
          list.end(&self)
        }
        write("  }\n")
      }
      try flush()
    }
  }

  private enum GroupStep {
    case begin(Int)
    case end(Int)
  }

  private mutating func quote(_ text: String) {
    append { GraphvizText.appendQuoted(text, to: &$0) }
  }

  /// `[name="value", …]`, which stands only where there is something in it.
  private struct AttributeList {
    private var isEmpty = true
    /// The names that came so far, spelled; lists of one graph repeat them.
    private var names = SpelledNames()

    mutating func write(_ attributes: Attributes, to output: inout GraphOutput) {
      for (name, value) in attributes { write(name, value, to: &output) }
    }

    private mutating func write(
      _ name: String, _ value: AttributeValue, to output: inout GraphOutput
    ) {
      switch value {
      case .integer, .double, .boolean:
        write(name, as: value.text, to: &output)
      case .markup(let markup):
        guard let value = GraphvizText.encode(.html(markup), of: name) else { return }
        begin(name, &output)
        output.write("<")
        output.write(value.string)
        output.write(">")
      case .string(let text) where !names.isRestricted(name) && GraphvizText.isPlain(text):
        begin(name, &output)
        output.write("\"")
        output.write(text)
        output.write("\"")
      case .string, .list:
        let text = Drawing.Value.text(value.text)
        if name == AttributeName.url, let link = GraphvizText.encode(text, of: "URL") {
          write("URL", as: link.string, to: &output)
        } else if let value = GraphvizText.encode(text, of: name) {
          write(name, as: value.string, to: &output)
        }
      }
    }

    mutating func write(_ name: String, as text: String, to output: inout GraphOutput) {
      begin(name, &output)
      output.quote(text)
    }

    private mutating func begin(_ name: String, _ output: inout GraphOutput) {
      output.write(isEmpty ? " [" : ", ")
      isEmpty = false
      names.write(name, to: &output)
    }

    mutating func end(_ output: inout GraphOutput) {
      output.write(isEmpty ? "\n" : "]\n")
      isEmpty = true
    }
  }

  /// The names of attributes as DOT spells them: few, and in much the same order in each list.
  private struct SpelledNames {
    private var entries: [(name: String, isRestricted: Bool, spelled: [UInt8])] = []
    private var last = 0

    /// Whether even plain text must be looked at, as a link must.
    mutating func isRestricted(_ name: String) -> Bool { entries[place(of: name)].isRestricted }

    mutating func write(_ name: String, to output: inout GraphOutput) {
      entries[place(of: name)].spelled.withUnsafeBufferPointer { output.write($0) }
    }

    private mutating func place(of name: String) -> Int {
      if last < entries.count, entries[last].name == name { return last }
      let next = last + 1 < entries.count ? last + 1 : 0
      if next < entries.count, entries[next].name == name {
        last = next
      } else if let place = entries.firstIndex(where: { $0.name == name }) {
        last = place
      } else {
        last = entries.count
        var spelled: [UInt8] = []
        GraphvizText.appendQuoted(GraphvizText.identifier(name), to: &spelled)
        spelled.append(UInt8(ascii: "="))
        let isRestricted = name == AttributeName.url || GraphvizText.isRestricted(name)
        entries.append((name, isRestricted, spelled))
      }
      return last
    }
  }
}
