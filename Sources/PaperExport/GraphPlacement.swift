import GraphFormats
import Graphviz

extension AttributedGraph {
  /// The same graph with places for its nodes, as an engine lays it out.
  ///
  /// Nodes are drawn as discs as large as their ``GraphFormats/AttributeName/size``. Those of
  /// another place lose it.
  ///
  /// - Parameters:
  ///   - engine: How to lay out.
  ///   - renderer: What lays out.
  /// - Returns: The graph with x and y at each node, in points.
  /// - Throws: `RenderError` where Graphviz refuses or takes too long.
  public func placed(
    by engine: LayoutEngine, _ renderer: some DrawingRenderer
  ) async throws(RenderError) -> AttributedGraph {
    var drawing = Drawing(name: name, attributes: ["overlap": "prism"])
    drawing.nodeDefaults = ["shape": "circle", "fixedsize": "true", "label": ""]
    drawing.nodes = nodes.indices.map { place in
      let size = nodes[place].attributes[AttributeName.size]?.number ?? 20
      let inches = min(max(size.isFinite ? size : 20, 1), 1000) / 72
      return Drawing.Node("\(place)", ["width": .text("\(inches)")])
    }
    drawing.edges = edges.map { Drawing.Edge(from: "\($0.source)", to: "\($0.target)") }
    let layout = try await renderer.layout(drawing, engine: engine)
    var placed = self
    for (place, node) in layout.nodes.prefix(nodes.count).enumerated() {
      placed.setAttribute(AttributeName.x, to: .double(node.center.x), ofNode: place)
      placed.setAttribute(AttributeName.y, to: .double(node.center.y), ofNode: place)
      placed.setAttribute(AttributeName.z, to: nil, ofNode: place)
    }
    return placed
  }

  /// The same graph with a colour for each topic, or each kind, and sizes after degrees.
  ///
  /// The colours are those of Okabe and Ito (2008), which colour-blind people tell apart.
  public func styled() -> AttributedGraph {
    var degrees = [Int](repeating: 0, count: nodes.count)
    for edge in edges {
      degrees[edge.source] += 1
      degrees[edge.target] += 1
    }
    let kinds = Set(nodes.compactMap { $0.attributes[AttributeName.kind]?.text }).sorted()
    var styled = self
    for (place, node) in nodes.enumerated() {
      var number = 0
      if let cluster = node.attributes[AttributeName.cluster]?.number {
        number = Int(exactly: cluster).map { abs($0 % Self.palette.count) } ?? 0
      } else if let kind = node.attributes[AttributeName.kind]?.text, kind != "paper" {
        number = (kinds.firstIndex(of: kind) ?? 0) % Self.palette.count
      }
      let size = (10 + 4 * Double(degrees[place]).squareRoot()).rounded()
      styled.setAttribute(AttributeName.color, to: .string(Self.palette[number]), ofNode: place)
      styled.setAttribute(AttributeName.size, to: .double(size), ofNode: place)
    }
    return styled
  }

  private static let palette = [
    "#999999", "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442",
  ]
}
