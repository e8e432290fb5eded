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
    let groups = groups
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
    if layout.regions.isEmpty {
      drawing.nodes = topics.topics.indices.map(disc)
      for topic in topics.topics.indices { drawing.nodes += dots(topic) }
    } else {
      // Each topic is a dot of its region.
      drawing.nodes = groups.map(regionDisc) + topics.topics.indices.map(disc)
    }
    drawing.nodes += groups.compactMap(label)
    let scale = WidthScale(layout.ties.map(\.weight))
    drawing.edges = layout.ties.map { tie($0, groups, scale) }
    return drawing
  }

  /// A disc with a name, of a topic or of a region.
  private struct Group {
    var id: String
    var name: String
    var disc: TopicLayout.Disc
    var tint: Int
    /// What it opens: its own map, or that of its largest topic.
    var address: String
    var tooltip: String
  }

  /// The discs that have names and ties.
  private var groups: [Group] {
    guard !layout.regions.isEmpty else { return topics.topics.indices.map(group) }
    return topics.regions.enumerated().map { index, region in
      let largest = region.topics.max {
        (topics.topics[$0].papers.count, $1) < (topics.topics[$1].papers.count, $0)
      }
      let papers = region.topics.reduce(0) { $0 + topics.topics[$1].papers.count }
      return Group(
        id: "region:\(index)", name: region.name, disc: layout.regions[index], tint: index,
        address: largest.map(address) ?? "",
        tooltip: "\(region.name): \(papers) papers in \(region.topics.count) topics")
    }
  }

  private func group(_ index: Int) -> Group {
    let topic = topics.topics[index]
    return Group(
      id: "topic:" + topic.slug, name: topic.name, disc: layout.discs[index], tint: topic.region,
      address: address(index),
      tooltip: "\(topic.name): \(topic.papers.count) papers\n"
        + topic.keywords.joined(separator: ", "))
  }

  private func address(_ topic: Int) -> String {
    maps[topic] ?? ExplorerPage.address(topic: topics.topics[topic].slug)
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
    let papers = perDot == 1 ? "a paper, on the side of what it is joined with" : "\(perDot) papers"
    let isNested = !layout.regions.isEmpty
    let whole =
      isNested
      ? "\(topics.regions.count) regions, area by topics"
      : "\(topics.topics.count) topics, area by papers"
    let part = isNested ? "\(topics.topics.count) topics, area by papers" : papers
    let related = "most related \(isNested ? "regions" : "topics"), width by weight"
    var items = [
      MapLegend.Item(sample: disc, text: whole), MapLegend.Item(sample: dot, text: part),
    ]
    if !layout.ties.isEmpty { items.append(MapLegend.Item(sample: line, text: related)) }
    return MapLegend(items: items)
  }

  private func tint(_ topic: Int) -> Int { topics.topics[topic].region % MapStyle.tints.count }

  private func regionDisc(_ group: Group) -> Drawing.Node {
    disc(group, fill: \.fill, style: "region tint")
  }

  private func disc(_ index: Int) -> Drawing.Node {
    let isNested = !layout.regions.isEmpty
    var node = disc(
      group(index), fill: isNested ? \.stroke : \.fill, style: isNested ? "dot dot" : "topic tint")
    node.attributes["id"] = .text("topic-" + MapNames.id(of: topics.topics[index].slug))
    return node
  }

  private func disc(
    _ group: Group, fill: KeyPath<MapStyle.Shape, MapStyle.Color>, style: String
  ) -> Drawing.Node {
    let tint = group.tint % MapStyle.tints.count
    let shape = MapStyle.tints[tint]
    return Drawing.Node(
      group.id,
      [
        "pos": position(group.disc.center), "width": .text(inches(2 * group.disc.radius)),
        "fillcolor": .text(shape[keyPath: fill].light), "color": .text(shape.stroke.light),
        "class": .text("\(style)\(tint)"), "URL": .text(group.address),
        "tooltip": .text(group.tooltip),
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

  private func label(_ group: Group) -> Drawing.Node? {
    let disc = group.disc
    guard !disc.label.isEmpty else { return nil }
    let height = Double(disc.label.count) * disc.labelSize * 1.2
    let place = Layout.Point(x: disc.center.x, y: disc.center.y + disc.radius + 3 + height / 2)
    return Drawing.Node(
      "label:" + group.id,
      [
        "pos": position(place), "shape": "plaintext", "style": "solid",
        "label": .text(disc.label.joined(separator: "\n")),
        "width": .text(inches(TopicLayout.box(disc).width)),
        "height": .text(inches(height)), "fontsize": .text(SVGElement.number(disc.labelSize)),
        "class": "label", "URL": .text(group.address), "tooltip": .text(group.name),
      ])
  }

  private func tie(
    _ tie: (first: Int, second: Int, weight: Double), _ groups: [Group], _ scale: WidthScale
  ) -> Drawing.Edge {
    let ends = [groups[tie.first], groups[tie.second]]
    return Drawing.Edge(
      from: ends[0].id, to: ends[1].id,
      [
        "penwidth": .text("\(scale.width(tie.weight))"), "class": "similarTo",
        "id": .text("tie--" + ends.map { MapNames.id(of: $0.id) }.joined(separator: "--")),
        "tooltip": .text("\(ends[0].name) — \(ends[1].name)"), "URL": .text(ends[0].address),
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
