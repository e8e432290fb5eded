import Graphviz
import PaperModel

/// Papers in columns of their years, from left to right, under an axis; others at the left.
///
/// Within a column papers keep the order, from top to bottom, in which an engine placed them, so
/// that related ones stay on one level and citations run along the axis.
struct TimelineArrangement: Sendable {
  private let contents: MapContents
  private let placer: MapPlacer

  init(_ contents: MapContents, _ placer: MapPlacer) {
    self.contents = contents
    self.placer = placer
  }

  /// How many papers stand above each other before a year gets another column.
  private static let papersPerColumn = 12

  /// The drawing of a plan with places.
  func placed(_ plan: MapPlan) async -> PlacedMap {
    let papers = plan.groups.flatMap(\.self).sorted()
    var content = contents.content(of: papers)
    let entities = Set(content.entities)
    content.entities = []
    content.relations.removeAll {
      entities.contains(contents.ends[$0].source) || entities.contains(contents.ends[$0].target)
    }
    var drawing = contents.drawing(of: content, name: plan.title)
    let sketch = await placer.places(of: drawing)
    let sizes = await placer.sizes(of: drawing)
    var years: [Int?: [String]] = [:]
    for paper in papers {
      let key = contents.papers[paper].key.description
      years[contents.papers[paper].record.date?.year, default: []].append(key)
    }
    var centers: [String: Layout.Point] = [:]
    var left = 0.0
    for year in years.keys.sorted(by: { ($0 ?? .min) < ($1 ?? .min) }) {
      let column = (years[year] ?? []).sorted {
        let heights = (sketch.centers[$0]?.y ?? 0, sketch.centers[$1]?.y ?? 0)
        return (heights.1, $0) < (heights.0, $1)
      }
      let start = left
      for first in stride(from: 0, to: column.count, by: Self.papersPerColumn) {
        let part = column[first..<min(first + Self.papersPerColumn, column.count)]
        left = Self.stack(part, at: left, sizes, &centers)
      }
      let axis = Self.label(of: year)
      drawing.nodes.append(axis)
      centers[axis.id] = Layout.Point(x: (start + left - 30) / 2, y: 24)
    }
    return PlacedMap(
      drawing: drawing.placed(
        at: MapPlacer.rounded(Array(centers.keys), Array(centers.values))), content: content,
      layout: "timeline", notes: sketch.notes)
  }

  /// Sets papers below each other and returns where the next column may begin.
  private static func stack(
    _ column: ArraySlice<String>, at left: Double,
    _ sizes: [String: (width: Double, height: Double)], _ centers: inout [String: Layout.Point]
  ) -> Double {
    let width = column.map { sizes[$0]?.width ?? 100 }.max() ?? 0
    var top = 0.0
    for key in column {
      let height = sizes[key]?.height ?? 40
      centers[key] = Layout.Point(x: left + width / 2, y: top - height / 2)
      top -= height + 16
    }
    return left + width + 30
  }

  private static func label(of year: Int?) -> Drawing.Node {
    Drawing.Node(
      "year:" + (year.map { "\($0)" } ?? "unknown"),
      [
        "shape": "plaintext", "style": "solid", "label": .text(year.map { "\($0)" } ?? "no year"),
        "fontsize": "15", "fontname": "Helvetica-Bold", "margin": "0,0", "class": "heading",
      ])
  }
}
