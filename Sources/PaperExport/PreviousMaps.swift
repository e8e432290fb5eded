import Graphviz
import PaperModel

/// Where an earlier run put things, as its DOT files tell.
public struct PreviousMaps: Sendable {
  /// For each map of that run the places of its nodes.
  private var maps: [[String: Layout.Point]]
  /// The places of the overview's nodes.
  var overview: [String: Layout.Point]

  /// No earlier run.
  public init() {
    maps = []
    overview = [:]
  }

  /// Reads the places out of drawings.
  ///
  /// - Parameters:
  ///   - maps: The drawings of the maps.
  ///   - overview: The drawing of the overview, if there was one.
  public init(maps: [Drawing], overview: Drawing?) {
    self.maps = maps.map(Self.places)
    self.overview = overview.map(Self.places) ?? [:]
    // The overview's places are those of discs; the layout is of boxes with names above.
    self.overview = self.overview.filter {
      $0.key.hasPrefix("topic:") || $0.key.hasPrefix("region:")
    }
  }

  /// The places in the earlier map that has the most of these papers.
  func places(of papers: [EntityKey]) -> [String: Layout.Point] {
    let names = papers.map(\.description)
    var best: [String: Layout.Point] = [:]
    var most = 0
    for map in maps {
      let common = names.count { map[$0] != nil }
      if common > most {
        most = common
        best = map
      }
    }
    return best
  }

  private static func places(_ drawing: Drawing) -> [String: Layout.Point] {
    var places: [String: Layout.Point] = [:]
    for node in drawing.nodes {
      let numbers = node.attributes["pos"]?.string.split(separator: ",").compactMap { Double($0) }
      if let numbers, numbers.count == 2 {
        places[node.id] = Layout.Point(x: numbers[0], y: numbers[1])
      }
    }
    return places
  }
}
