import Graphviz

extension ExplorerData {
  /// A place on the page's plane, y growing downwards.
  struct Place {
    var x, y: Int
  }

  /// The longer side of the plane on which the placed papers stand.
  private static let extent = 10_000.0

  /// The papers' places; those without one stand in rows below the others.
  func placedPapers() -> [Place] {
    let known = page.positions.compactMap { point in
      point.flatMap { $0.x.isFinite && $0.y.isFinite ? $0 : nil }
    }
    let left = known.map(\.x).min() ?? 0
    let top = known.map(\.y).max() ?? 0
    let width = (known.map(\.x).max() ?? 0) - left
    let height = top - (known.map(\.y).min() ?? 0)
    let scale = max(width, height) > 0 ? Self.extent / max(width, height) : 1
    var rows = Rows(
      count: page.papers.count - known.count, top: known.isEmpty ? 0 : height * scale,
      width: width > 0 ? width * scale : Self.extent)
    return page.positions.map { point in
      guard let point, point.x.isFinite, point.y.isFinite else { return rows.next() }
      return Place(
        x: Int(((point.x - left) * scale).rounded()), y: Int(((top - point.y) * scale).rounded()))
    }
  }

  /// Places in rows, from left to right and from the top down.
  private struct Rows {
    private let top: Double
    private let step: Double
    private let perRow: Int
    private var taken = 0

    init(count: Int, top: Double, width: Double) {
      // Three tenths as high as wide, and no sparser than the papers above.
      step = min(0.02 * width, (0.3 * width * width / Double(max(count, 1))).squareRoot())
      perRow = max(1, Int(width / step))
      self.top = top + 0.06 * width
    }

    mutating func next() -> Place {
      defer { taken += 1 }
      let x = (Double(taken % perRow) + 0.5) * step
      let y = top + (Double(taken / perRow) + 0.5) * step
      return Place(x: Int(x.rounded()), y: Int(y.rounded()))
    }
  }
}
