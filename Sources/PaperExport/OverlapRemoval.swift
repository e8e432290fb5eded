import Graphviz

/// Boxes moved apart until none overlaps, each as little as may be.
///
/// Pairs that overlap are pushed apart along the axis where they overlap less, half each, over and
/// over; the whole is widened a little when that does not come to an end. Neighbours are found by
/// a grid, so a round costs O(n) for boxes of like size; 5,000 boxes take some tens of rounds.
/// Equal input gives equal places.
struct OverlapRemoval {
  /// Free space kept between boxes.
  var gap: Double

  /// Moves boxes with these middles and sizes apart; fixed ones stay where they are.
  func apart(
    _ centers: [Layout.Point], sizes: [(width: Double, height: Double)], isFixed: [Bool]? = nil
  ) -> [Layout.Point] {
    guard centers.count > 1 else { return centers }
    var places = centers
    let isFixed = isFixed ?? Array(repeating: false, count: centers.count)
    let cell = (sizes.reduce(0) { $0 + max($1.width, $1.height) } / Double(sizes.count) + gap)
    for round in 0..<2_000 {
      var moved = false
      for (first, second) in pairs(places, sizes, cell: cell) {
        guard !(isFixed[first] && isFixed[second]) else { continue }
        moved = push(first, second, &places, sizes, isFixed) || moved
      }
      if !moved { break }
      if round % 60 == 59, !isFixed.contains(true) {
        for index in places.indices {
          places[index].x *= 1.04
          places[index].y *= 1.04
        }
      }
    }
    return places
  }

  private func push(
    _ first: Int, _ second: Int, _ places: inout [Layout.Point],
    _ sizes: [(width: Double, height: Double)], _ isFixed: [Bool]
  ) -> Bool {
    let dx = places[second].x - places[first].x
    let dy = places[second].y - places[first].y
    let overX = (sizes[first].width + sizes[second].width) / 2 + gap - abs(dx)
    let overY = (sizes[first].height + sizes[second].height) / 2 + gap - abs(dy)
    guard overX > 0.01, overY > 0.01 else { return false }
    let firstPart = isFixed[first] ? 0 : isFixed[second] ? 1 : 0.5
    if overX < overY {
      let push = (overX + 0.02) * (dx < 0 ? -1 : 1)
      places[first].x -= push * firstPart
      places[second].x += push * (1 - firstPart)
    } else {
      let push = (overY + 0.02) * (dy < 0 ? -1 : 1)
      places[first].y -= push * firstPart
      places[second].y += push * (1 - firstPart)
    }
    return true
  }

  /// The pairs of boxes that may overlap, in a fixed order.
  private func pairs(
    _ places: [Layout.Point], _ sizes: [(width: Double, height: Double)], cell: Double
  ) -> [(Int, Int)] {
    // Sweeping from left to right meets each box while those that reach it are open.
    let order = places.indices.sorted {
      let left = places[$0].x - sizes[$0].width / 2
      let right = places[$1].x - sizes[$1].width / 2
      return (left, $0) < (right, $1)
    }
    var rows: [Int: [Int]] = [:]
    var pairs: [(Int, Int)] = []
    for index in order {
      let left = places[index].x - sizes[index].width / 2 - gap
      let low = row(places[index].y - sizes[index].height / 2 - gap, cell)
      let high = row(places[index].y + sizes[index].height / 2 + gap, cell)
      for row in low...high {
        rows[row, default: []].removeAll { places[$0].x + sizes[$0].width / 2 < left }
        for other in rows[row] ?? [] {
          let first = self.row(
            max(
              places[other].y - sizes[other].height / 2, places[index].y - sizes[index].height / 2)
              - gap, cell)
          if first == row || row == low { pairs.append((other, index)) }
        }
        rows[row, default: []].append(index)
      }
    }
    return pairs
  }

  private func row(_ y: Double, _ cell: Double) -> Int { Int((y / cell).rounded(.down)) }
}
