import Graphviz
import PaperAnalysis
import PaperModel

/// The overview of all topics as a drawing with places.
struct OverviewDrawing: Sendable {
  let topics: TopicMap
  let layout: TopicLayout
  let papers: [Paper]
  /// For each topic its picture's file name; nil if it has none.
  let maps: [String?]

  /// The drawing, for ``LayoutEngine/nop``.
  func drawing() -> Drawing {
    var drawing = Drawing(
      name: "overview",
      attributes: [
        "outputorder": "edgesfirst", "bgcolor": "transparent", "pad": "0", "splines": "line",
      ],
      nodeDefaults: [
        "shape": "circle", "fixedsize": "true", "label": "", "style": "filled", "penwidth": "1",
        "fontname": .text(MapStyle.fonts), "fontcolor": .text(MapStyle.ink.light),
      ],
      edgeDefaults: ["color": .text(MapStyle.line(of: .similarTo).color.light)])
    drawing.nodes = topics.topics.indices.map(disc)
    for topic in topics.topics.indices { drawing.nodes += dots(topic) }
    drawing.nodes += topics.topics.indices.compactMap(label)
    let scale = WidthScale(layout.ties.map(\.weight))
    drawing.edges = layout.ties.map { tie($0, scale) }
    return drawing
  }

  /// What the samples mean.
  var legend: MapLegend {
    let shape = MapStyle.tints[0]
    let disc = SVGElement(
      "g", [("class", "tint0")],
      [
        SVGElement(
          "ellipse",
          [
            ("cx", "10"), ("cy", "6"), ("rx", "8"), ("ry", "8"), ("fill", shape.fill.light),
            ("stroke", shape.stroke.light),
          ])
      ])
    let dot = SVGElement(
      "g", [("class", "dot0")],
      [
        SVGElement(
          "ellipse",
          [("cx", "10"), ("cy", "6"), ("rx", "3"), ("ry", "3"), ("fill", shape.stroke.light)])
      ])
    let line = SVGElement(
      "g", [("class", "similarTo")],
      [
        SVGElement(
          "path",
          [
            ("d", "M0 6H20"), ("stroke", MapStyle.line(of: .similarTo).color.light),
            ("stroke-width", "2"), ("fill", "none"),
          ])
      ])
    let perDot = layout.papersPerDot
    let dots = perDot == 1 ? "a paper, on the side of what it is joined with" : "\(perDot) papers"
    var items = [
      MapLegend.Item(sample: disc, text: "\(topics.topics.count) topics, area by papers")
    ]
    items.append(MapLegend.Item(sample: dot, text: dots))
    if !layout.ties.isEmpty {
      items.append(MapLegend.Item(sample: line, text: "most related topics, width by weight"))
    }
    return MapLegend(items: items)
  }

  private func tint(_ topic: Int) -> Int { topics.topics[topic].region % MapStyle.tints.count }

  private func disc(_ index: Int) -> Drawing.Node {
    let topic = topics.topics[index]
    let disc = layout.discs[index]
    let shape = MapStyle.tints[tint(index)]
    return Drawing.Node(
      "topic:" + topic.slug,
      [
        "pos": position(disc.center), "width": .text(inches(2 * disc.radius)),
        "fillcolor": .text(shape.fill.light), "color": .text(shape.stroke.light),
        "class": .text("topic tint\(tint(index))"),
        "id": .text("topic-" + MapNames.id(of: topic.slug)),
        "URL": .text(maps[index] ?? ExplorerPage.address(topic: topic.slug)),
        "tooltip": .text(
          "\(topic.name): \(topic.papers.count) papers\n\(topic.keywords.joined(separator: ", "))"),
      ])
  }

  private func dots(_ index: Int) -> [Drawing.Node] {
    let topic = topics.topics[index]
    let shape = MapStyle.tints[tint(index)]
    let size = inches(max(2.6, layout.spacing * 0.52))
    func dot(_ id: String, _ place: Layout.Point) -> Drawing.Node {
      Drawing.Node(
        id,
        [
          "pos": position(place), "width": .text(size), "fillcolor": .text(shape.stroke.light),
          "color": .text(shape.stroke.light), "penwidth": "0",
          "class": .text("dot dot\(tint(index))"),
        ])
    }
    guard layout.papersPerDot == 1 else {
      let disc = layout.discs[index]
      let count = max(1, topic.papers.count / layout.papersPerDot)
      let slots = TopicLayout.slots(count, radius: disc.radius - 0.6 * layout.spacing)
      return slots.enumerated().map { number, slot in
        dot(
          "dot:\(topic.slug):\(number)",
          Layout.Point(x: disc.center.x + slot.x, y: disc.center.y + slot.y))
      }
    }
    return topic.papers.compactMap { paper in
      guard let place = layout.positions[paper] else { return nil }
      let key = papers[paper].key
      var node = dot(key.description, place)
      node.attributes["id"] = .text(MapNames.id(of: key))
      node.attributes["URL"] = .text(
        maps[index].map { "\($0)#\(MapNames.id(of: key))" } ?? ExplorerPage.address(paper: key.name)
      )
      node.attributes["tooltip"] = .text(TextLines.plain(papers[paper].record.title))
      return node
    }
  }

  private func label(_ index: Int) -> Drawing.Node? {
    let disc = layout.discs[index]
    guard !disc.label.isEmpty else { return nil }
    let box = layout.box(index)
    let height = Double(disc.label.count) * disc.labelSize * 1.2
    let place = Layout.Point(x: disc.center.x, y: disc.center.y + disc.radius + 3 + height / 2)
    let topic = topics.topics[index]
    return Drawing.Node(
      "label:" + topic.slug,
      [
        "pos": position(place), "shape": "plaintext", "style": "solid",
        "label": .text(disc.label.joined(separator: "\n")), "width": .text(inches(box.width)),
        "height": .text(inches(height)), "fontsize": .text(SVGElement.number(disc.labelSize)),
        "class": "label", "URL": .text(maps[index] ?? ExplorerPage.address(topic: topic.slug)),
        "tooltip": .text(topic.name),
      ])
  }

  private func tie(
    _ tie: (first: Int, second: Int, weight: Double), _ scale: WidthScale
  ) -> Drawing.Edge {
    let ends = [tie.first, tie.second].map { topics.topics[$0] }
    return Drawing.Edge(
      from: "topic:" + ends[0].slug, to: "topic:" + ends[1].slug,
      [
        "penwidth": .text("\(scale.width(tie.weight))"), "class": "similarTo",
        "id": .text("tie--" + ends.map { MapNames.id(of: $0.slug) }.joined(separator: "--")),
        "tooltip": .text("\(ends[0].name) — \(ends[1].name)"),
        "URL": .text(ExplorerPage.address(topic: ends[0].slug)),
      ])
  }

  private func position(_ point: Layout.Point) -> Drawing.Value {
    .text("\(SVGElement.number(point.x)),\(SVGElement.number(point.y))")
  }

  private func inches(_ points: Double) -> String {
    let value = Int((points / 72 * 10_000).rounded())
    let digits = "\(10_000 + value % 10_000)".dropFirst()
    return "\(value / 10_000).\(digits)"
  }
}
