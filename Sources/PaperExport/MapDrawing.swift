import Graphviz
import PaperModel

enum MapDrawing {
  /// The comment of a node whose last line tells facts about the paper, to be set smaller.
  static let hasFacts = "facts"
}

extension MapContents {
  /// The drawing of a map, without places.
  func drawing(of content: MapContent, name: String) -> Drawing {
    let crowd = content.papers.count
    // Larger maps are shown smaller: what is lost in size is won in overview.
    let size = crowd > 30 ? 9.5 : crowd > 12 ? 10.5 : 11.5
    let nodes =
      content.papers.compactMap { paper in
        entityOfPaper[paper].map {
          self.node(paper: papers[paper], key: graph.entities[$0].key, size)
        }
      } + content.entities.map { node(graph.entities[$0], size - 1.5) }
    let scale = widthScale(content)
    return Drawing(
      name: name, isDirected: true,
      attributes: [
        "outputorder": "edgesfirst", "bgcolor": "transparent", "pad": "0",
        // Routing round boxes takes time quadratic in their number.
        "splines": nodes.count <= 120 ? "true" : "line",
        "esep": "+3", "sep": "+8",
      ],
      nodeDefaults: [
        "fontname": .text(MapStyle.fonts), "fontcolor": .text(MapStyle.ink.light),
        "style": "filled", "penwidth": "1", "width": "0", "height": "0",
      ],
      edgeDefaults: ["arrowsize": "0.55", "arrowhead": "none"],
      nodes: nodes, edges: content.relations.map { edge(graph.relations[$0], scale) })
  }

  /// The line width of each similarity, from its weight.
  func widthScale(_ content: MapContent) -> WidthScale {
    WidthScale(
      content.relations.lazy.map { graph.relations[$0] }
        .filter { $0.kind == .similarTo }.map(\.weight))
  }

  private func node(paper: Paper, key: EntityKey, _ size: Double) -> Drawing.Node {
    let record = paper.record
    let title = record.title.isEmpty ? paper.id : record.title
    var lines = TextLines.broken(title, size: size, width: size * 15, limit: 6)
    let facts = MapFacts.line(of: record, width: size * 15)
    if let facts { lines.append(facts) }
    let style = MapStyle.shape(of: .paper)
    var node = Drawing.Node(
      key.description,
      [
        "label": .text(lines.joined(separator: "\n")), "shape": .text(style.shape),
        "style": "rounded,filled", "fillcolor": .text(style.fill.light),
        "color": .text(style.stroke.light), "fontsize": .text("\(size)"),
        "margin": "0.1,0.055", "class": "paper", "id": .text(MapNames.id(of: key)),
        "URL": .text(MapNames.address(of: paper)),
        "tooltip": .text(MapFacts.tooltip(of: record)),
      ])
    if facts != nil { node.attributes["comment"] = .text(MapDrawing.hasFacts) }
    return node
  }

  private func node(_ entity: Entity, _ size: Double) -> Drawing.Node {
    let kind = entity.key.kind
    let style = MapStyle.shape(of: kind)
    let label = kind == .repository ? MapNames.shortRepository(entity) : entity.label
    let lines = TextLines.broken(label, size: size, width: size * 13, limit: 3)
    return Drawing.Node(
      entity.key.description,
      [
        "label": .text(lines.joined(separator: "\n")), "shape": .text(style.shape),
        "fillcolor": .text(style.fill.light), "color": .text(style.stroke.light),
        "fontsize": .text("\(size)"), "margin": kind == .term ? "0.04,0.03" : "0.08,0.045",
        "class": .text(kind.rawValue), "id": .text(MapNames.id(of: entity.key)),
        "URL": .text(entity.url ?? ExplorerPage.address(entity: entity.key)),
        "tooltip": .text("\(kind.rawValue): \(TextLines.plain(entity.label))"),
      ])
  }

  private func edge(_ relation: Relation, _ scale: WidthScale) -> Drawing.Edge {
    let style = MapStyle.line(of: relation.kind)
    let isSimilarity = relation.kind == .similarTo
    let id = [
      relation.kind.rawValue, MapNames.id(of: relation.source), MapNames.id(of: relation.target),
    ]
    var attributes: Drawing.Attributes = [
      "color": .text(style.color.light), "style": .text(style.pattern),
      "penwidth": .text("\(isSimilarity ? scale.width(relation.weight) : 1.1)"),
      "class": .text(relation.kind.rawValue), "id": .text(id.joined(separator: "--")),
      "URL": .text(ExplorerPage.address(edge: relation.source, relation.target)),
      "tooltip": .text(MapFacts.tooltip(of: relation, in: graph)),
    ]
    if relation.target.kind != .paper { attributes["len"] = "0.7" }
    if relation.kind == .cites || relation.kind == .versionOf { attributes["arrowhead"] = "normal" }
    return Drawing.Edge(
      from: relation.source.description, to: relation.target.description,
      key: relation.kind.rawValue, attributes)
  }
}

/// How wide a line is for a weight: from 0.8 to 3 points over the weights that occur.
struct WidthScale: Hashable, Sendable {
  /// The least and the greatest weight; nil if there is none.
  let range: ClosedRange<Double>?

  init(_ weights: some Sequence<Double>) {
    let weights = Array(weights)
    if let least = weights.min(), let most = weights.max() {
      range = least...most
    } else {
      range = nil
    }
  }

  /// The width in points, in tenths.
  func width(_ weight: Double) -> Double {
    guard let range, range.upperBound > range.lowerBound else { return 1.4 }
    let part = (weight - range.lowerBound) / (range.upperBound - range.lowerBound)
    return (8 + 22 * part).rounded() / 10
  }
}
