import Graphviz
import PaperModel

/// What the shapes and lines of a picture stand for: exactly those that occur in it.
struct MapLegend: Sendable {
  /// One sample with its words.
  struct Item: Sendable {
    var sample: SVGElement
    var text: String
  }

  var items: [Item]

  /// The legend of a map.
  init(_ content: MapContent, of contents: MapContents) {
    let graph = contents.graph
    var kinds: [EntityKind: Int] = [.paper: content.papers.count]
    for entity in content.entities { kinds[graph.entities[entity].key.kind, default: 0] += 1 }
    var relations: [RelationKind: Int] = [:]
    for relation in content.relations { relations[graph.relations[relation].kind, default: 0] += 1 }
    items = EntityKind.allCases.compactMap { kind in
      guard let count = kinds[kind] else { return nil }
      return Item(
        sample: Self.sample(of: kind),
        text: "\(count) \(MapStyle.name(of: kind, plural: count > 1))")
    }
    let scale = contents.widthScale(content)
    items += RelationKind.allCases.compactMap { kind in
      guard let count = relations[kind] else { return nil }
      var text = "\(MapStyle.name(of: kind)) (\(count))"
      if kind == .similarTo, let range = scale.range, range.lowerBound < range.upperBound {
        text +=
          ", width by weight \(SVGElement.number(range.lowerBound)) to "
          + SVGElement.number(range.upperBound)
      }
      return Item(sample: Self.sample(of: kind), text: text)
    }
  }

  /// A legend of given items.
  init(items: [Item]) { self.items = items }

  /// A shape as Graphviz draws it, 20 wide and 12 high.
  private static func sample(of kind: EntityKind) -> SVGElement {
    let style = MapStyle.shape(of: kind)
    let paint = [("fill", style.fill.light), ("stroke", style.stroke.light)]
    let outline =
      switch kind {
      case .paper: "M3 0H17Q20 0 20 3V9Q20 12 17 12H3Q0 12 0 9V3Q0 0 3 0Z"
      case .repository: "M0 12V2H11L12.500 0H18L20 2V12Z"
      case .dataset: "M0 2.500C0 -0.800 20 -0.800 20 2.500V9.500C20 12.800 0 12.800 0 9.500Z"
      case .method: "M0 6L5 0H15L20 6L15 12H5Z"
      case .term: "M0 6A10 6 0 1 1 20 6A10 6 0 1 1 0 6Z"
      case .link, .identifier: "M0 0H16L20 4V12H0Z"
      case .author: "M6 0H14L20 4V8L14 12H6L0 8V4Z"
      case .venue: "M0 12V4L10 0L20 4V12Z"
      }
    return SVGElement(
      "g", [("class", kind.rawValue)], [SVGElement("path", [("d", outline)] + paint)])
  }

  private static func sample(of kind: RelationKind) -> SVGElement {
    let style = MapStyle.line(of: kind)
    let dashes = style.pattern == "dashed" ? "5,2" : style.pattern == "dotted" ? "1,5" : nil
    var line = [
      ("d", "M0 6H20"), ("fill", "none"), ("stroke", style.color.light),
      ("stroke-width", kind == .similarTo ? "2" : "1.5"),
    ]
    if let dashes { line.append(("stroke-dasharray", dashes)) }
    var parts = [SVGElement("path", line)]
    if kind == .cites || kind == .versionOf {
      parts.append(
        SVGElement("polygon", [("points", "21,6 14,3 14,9"), ("fill", style.color.light)]))
    }
    return SVGElement("g", [("class", kind.rawValue)], parts)
  }

  /// The samples with their words in rows no wider than `width`, and how high all of it is.
  func markup(x: Double, y: Double, width: Double) -> (elements: [SVGElement], height: Double) {
    let size = 10.5
    var elements: [SVGElement] = []
    var left = x
    var top = y
    for item in items {
      let extent = 28 + TextMetrics.width(of: item.text, size: size) * 1.04
      if left > x, left + extent > x + width {
        left = x
        top += 20
      }
      let place = "translate(\(SVGElement.number(left)) \(SVGElement.number(top)))"
      elements.append(SVGElement("g", [("transform", place)], [item.sample]))
      elements.append(.line(item.text, x: left + 27, y: top + 9.8, size: size))
      left += extent + 18
    }
    return ([SVGElement("g", [("class", "legend")], elements)], items.isEmpty ? 0 : top - y + 12)
  }
}
