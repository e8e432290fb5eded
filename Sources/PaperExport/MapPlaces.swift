import Glibc
import Graphviz

/// Places of a drawing's nodes, by id, in points with y growing upwards.
struct MapPlaces: Sendable {
  /// The middle of each node.
  var centers: [String: Layout.Point]
  /// The engine that found them, or the name of the arrangement.
  var engine: String
  /// What went wrong on the way, for the report.
  var notes: [String] = []
}

/// How nodes of a map find their places.
struct MapPlacer: Sendable {
  let renderer: any DrawingRenderer
  /// Graphviz's engine; nil chooses by size.
  let engine: LayoutEngine?

  /// The width at which the text of a map is read without enlarging it.
  static let pageWidth = 1_150.0

  /// Lays a drawing out, with boxes apart and the whole near the shape of a page.
  ///
  /// When an engine fails, the next cheaper one is tried; the last resort is rows.
  func places(
    of drawing: Drawing, previous: [String: Layout.Point] = [:], widest: Double = pageWidth
  ) async -> MapPlaces {
    var notes: [String] = []
    let sizes = await sizes(of: drawing)
    let known = drawing.nodes.filter { previous[$0.id] != nil }.count
    if known * 2 >= drawing.nodes.count, known > 0 {
      return MapPlaces(
        centers: kept(drawing, previous, sizes), engine: "previous", notes: notes)
    }
    var sketch = drawing
    sketch.attributes["splines"] = "none"
    sketch.attributes["overlap"] = "true"
    for engine in engines(for: drawing) {
      do {
        let layout = try await renderer.layout(sketch, engine: engine)
        // Engines that draw ranks or rings keep boxes apart themselves, and their pattern matters.
        let keepsApart = [.dot, .twopi, .circo, .osage, .patchwork].contains(engine)
        let centers = layout.nodes.map(\.center)
        let boxes = layout.nodes.map { (width: $0.width, height: $0.height) }
        let spread = keepsApart ? centers : Self.fitted(centers, boxes, widest: widest)
        let apart = keepsApart ? centers : OverlapRemoval(gap: 14).apart(spread, sizes: boxes)
        return MapPlaces(
          centers: Self.rounded(layout.nodes.map(\.id), apart), engine: engine.rawValue,
          notes: notes)
      } catch {
        notes.append("\(engine.rawValue) failed, took a cheaper layout: \(error)")
      }
    }
    return MapPlaces(centers: rows(drawing, sizes), engine: "rows", notes: notes)
  }

  private func engines(for drawing: Drawing) -> [LayoutEngine] {
    let usual: [LayoutEngine] =
      drawing.nodes.count <= 400 ? [.neato, .sfdp, .twopi] : [.sfdp, .twopi]
    guard let engine else { return usual }
    return [engine] + usual.filter { $0 != engine }
  }

  /// The sizes of the nodes, which do not depend on their places.
  func sizes(of drawing: Drawing) async -> [String: (width: Double, height: Double)] {
    var sketch = drawing
    sketch.edges = []
    sketch.attributes["splines"] = "none"
    for index in sketch.nodes.indices { sketch.nodes[index].attributes["pos"] = "0,0" }
    let nodes = (try? await renderer.layout(sketch, engine: .nop))?.nodes ?? []
    return Dictionary(nodes.map { ($0.id, (width: $0.width, height: $0.height)) }) { $1 }
  }

  /// Places stretched or squeezed along each axis until the boxes fill about half of an upright page.
  static func fitted(
    _ centers: [Layout.Point], _ boxes: [(width: Double, height: Double)], widest: Double
  ) -> [Layout.Point] {
    let area = boxes.reduce(0) { $0 + ($1.width + 14) * ($1.height + 14) } / 0.52
    let width = min(sqrt(area * 1.15), widest)
    let xs = centers.map(\.x)
    let ys = centers.map(\.y)
    guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else {
      return centers
    }
    let mean = boxes.reduce(0) { $0 + $1.width } / Double(boxes.count)
    let scaleX = max(width - mean, mean) / max(right - left, 1)
    let scaleY = (area / width) / max(high - low, 1)
    return centers.map { Layout.Point(x: ($0.x - left) * scaleX, y: ($0.y - low) * scaleY) }
  }

  /// The places of an earlier run, and new nodes beside those they are joined with.
  private func kept(
    _ drawing: Drawing, _ previous: [String: Layout.Point],
    _ sizes: [String: (width: Double, height: Double)]
  ) -> [String: Layout.Point] {
    let isNew = drawing.nodes.map { previous[$0.id] == nil }
    let middle = Self.mean(drawing.nodes.compactMap { previous[$0.id] }) ?? Layout.Point(x: 0, y: 0)
    var centers = drawing.nodes.map { previous[$0.id] ?? middle }
    for (index, node) in drawing.nodes.enumerated() where isNew[index] {
      let neighbors = drawing.edges.compactMap { edge -> Layout.Point? in
        if edge.tail == node.id { return previous[edge.head] }
        return edge.head == node.id ? previous[edge.tail] : nil
      }
      centers[index] = Self.mean(neighbors) ?? middle
    }
    guard isNew.contains(true) else { return Self.rounded(drawing.nodes.map(\.id), centers) }
    let boxes = drawing.nodes.map { sizes[$0.id] ?? (width: 100, height: 40) }
    let apart = OverlapRemoval(gap: 14).apart(centers, sizes: boxes)
    return Self.rounded(drawing.nodes.map(\.id), apart)
  }

  private static func mean(_ points: [Layout.Point]) -> Layout.Point? {
    guard !points.isEmpty else { return nil }
    let count = Double(points.count)
    return Layout.Point(
      x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
  }

  private func rows(
    _ drawing: Drawing, _ sizes: [String: (width: Double, height: Double)]
  ) -> [String: Layout.Point] {
    let columns = max(1, Int(sqrt(Double(drawing.nodes.count) / 2).rounded(.up)))
    let centers = drawing.nodes.indices.map {
      Layout.Point(x: Double($0 % columns) * 200, y: Double(-($0 / columns)) * 110)
    }
    return Self.rounded(drawing.nodes.map(\.id), centers)
  }

  /// Places in hundredths of a point, as DOT files hold them.
  static func rounded(_ ids: [String], _ centers: [Layout.Point]) -> [String: Layout.Point] {
    Dictionary(
      zip(ids, centers).map {
        ($0, Layout.Point(x: ($1.x * 100).rounded() / 100, y: ($1.y * 100).rounded() / 100))
      }
    ) { $1 }
  }
}

extension Drawing {
  /// The drawing with its nodes at these places, ready for ``LayoutEngine/nop``.
  func placed(at places: [String: Layout.Point]) -> Drawing {
    var drawing = self
    for index in drawing.nodes.indices {
      let point = places[drawing.nodes[index].id] ?? Layout.Point(x: 0, y: 0)
      drawing.nodes[index].attributes["pos"] = .text("\(point.x),\(point.y)")
    }
    return drawing
  }
}
