import Graphviz
import PaperModel

/// A map whose nodes have places.
struct PlacedMap: Sendable {
  var drawing: Drawing
  var content: MapContent
  /// The engine or arrangement that placed the nodes.
  var layout: String
  var notes: [String]
}

/// Groups of papers laid out one by one and set in rows, each under its name.
struct SheetArrangement: Sendable {
  private let contents: MapContents
  private let placer: MapPlacer
  private let previous: PreviousMaps

  init(_ contents: MapContents, _ placer: MapPlacer, _ previous: PreviousMaps) {
    self.contents = contents
    self.placer = placer
    self.previous = previous
  }

  /// The drawing of a plan with places.
  func placed(_ plan: MapPlan) async -> PlacedMap {
    let groups = separate(plan.groups.map(contents.content))
    let earlier = previous.places(of: plan.groups.joined().map { contents.papers[$0].key })
    var whole = PlacedMap(
      drawing: Drawing(), content: MapContent(papers: [], entities: [], relations: []), layout: "",
      notes: [])
    var rows = GroupRows()
    for (index, group) in groups.enumerated() {
      var drawing = contents.drawing(of: group, name: plan.title)
      let places = await placer.places(
        of: drawing, previous: plan.groups.count == 1 ? earlier : [:])
      var centers = places.centers
      if groups.count > 1 {
        let sizes = await placer.sizes(of: drawing)
        let heading = Self.heading(plan.groupNames[index])
        drawing.nodes.append(heading.node)
        centers = rows.add(centers, sizes, heading: heading)
      }
      drawing = drawing.placed(at: centers)
      if index == 0 {
        whole.drawing = drawing
        whole.layout = places.engine
      } else {
        whole.drawing.nodes += drawing.nodes
        whole.drawing.edges += drawing.edges
      }
      whole.content.papers += group.papers
      whole.content.entities += group.entities
      whole.content.relations += group.relations
      whole.notes += places.notes
    }
    return whole
  }

  /// The groups without the entities that stand in several of them.
  private func separate(_ groups: [MapContent]) -> [MapContent] {
    guard groups.count > 1 else { return groups }
    var seen: [Int: Int] = [:]
    for group in groups { for entity in group.entities { seen[entity, default: 0] += 1 } }
    return groups.map { group in
      let shared = Set(group.entities.filter { seen[$0, default: 0] > 1 })
      return MapContent(
        papers: group.papers, entities: group.entities.filter { !shared.contains($0) },
        relations: group.relations.filter {
          !shared.contains(contents.ends[$0].source) && !shared.contains(contents.ends[$0].target)
        })
    }
  }

  private static func heading(_ name: String) -> GroupRows.Heading {
    let size = 12.0
    let lines = TextLines.broken(name, size: size, width: 190, limit: 2)
    let width = (lines.map { TextMetrics.width(of: $0, size: size) }.max() ?? 0) * 1.1 + 4
    let id = "heading:" + name
    return GroupRows.Heading(
      node: Drawing.Node(
        id,
        [
          "shape": "plaintext", "style": "solid", "label": .text(lines.joined(separator: "\n")),
          "fontsize": .text("\(size)"), "fontname": .text("Helvetica-Bold"), "margin": "0,0",
          "class": "heading",
        ]), width: width, height: Double(lines.count) * size * 1.2)
  }
}

/// Boxes set from left to right in rows no wider than a page.
struct GroupRows {
  /// The name above a group.
  struct Heading {
    var node: Drawing.Node
    var width, height: Double
  }

  private var left = 0.0
  private var top = 0.0
  private var rowHeight = 0.0

  /// Moves a group to the next free place and sets its heading above it.
  mutating func add(
    _ centers: [String: Layout.Point], _ sizes: [String: (width: Double, height: Double)],
    heading: Heading
  ) -> [String: Layout.Point] {
    var low = Layout.Point(x: .infinity, y: .infinity)
    var high = Layout.Point(x: -.infinity, y: -.infinity)
    for (id, center) in centers {
      let size = sizes[id] ?? (width: 0, height: 0)
      low.x = min(low.x, center.x - size.width / 2)
      low.y = min(low.y, center.y - size.height / 2)
      high.x = max(high.x, center.x + size.width / 2)
      high.y = max(high.y, center.y + size.height / 2)
    }
    let width = max(high.x - low.x, heading.width)
    let height = high.y - low.y + heading.height + 10
    if left > 0, left + width > 1_000 {
      left = 0
      top -= rowHeight + 40
      rowHeight = 0
    }
    let shift = Layout.Point(
      x: left + (width - (high.x - low.x)) / 2 - low.x, y: top - heading.height - 10 - high.y)
    var moved = centers.mapValues { Layout.Point(x: $0.x + shift.x, y: $0.y + shift.y) }
    moved[heading.node.id] = Layout.Point(x: left + width / 2, y: top - heading.height / 2)
    left += width + 46
    rowHeight = max(rowHeight, height)
    return moved.mapValues {
      Layout.Point(x: ($0.x * 100).rounded() / 100, y: ($0.y * 100).rounded() / 100)
    }
  }
}
