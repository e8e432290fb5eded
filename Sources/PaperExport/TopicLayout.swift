import Glibc
import Graphviz
import PaperAnalysis
import PaperModel

/// Where topics and their papers stand in the overview: near topics near, each a disc of papers.
///
/// Topics are laid out by what joins their papers, then moved apart. Within its disc a paper stands
/// on the side of the topics that it is joined with, the more so the more of its ties lead there;
/// the papers fill the disc evenly, as the florets of a sunflower do (Vogel 1979,
/// doi:10.1016/0025-5564(79)90080-4). More topics than a reader can tell apart stand in the discs of
/// their regions, which are laid out instead.
struct TopicLayout: Sendable {
  /// One topic.
  struct Disc: Sendable {
    var center: Layout.Point
    var radius: Double
    /// Lines of its name, none where there is no room for it.
    var label: [String] = []
    var labelSize = 0.0
  }

  var discs: [Disc]
  /// The discs of the regions, if topics stand in them; none otherwise.
  var regions: [Disc] = []
  /// For each paper its place; nil for papers in no topic.
  var positions: [Layout.Point?]
  /// The heaviest ties between topics, or regions if there are discs of them, the lesser first.
  var ties: [(first: Int, second: Int, weight: Double)]
  /// How many papers one dot stands for.
  var papersPerDot: Int
  /// Free space round a dot.
  var spacing: Double
  var notes: [String]

  /// How many dots and how many names of topics a reader can bear.
  static let mostDots = 6_000
  static let mostLabels = 70
  /// How many topics a reader can tell apart.
  static let mostTopics = 150

  /// Lays topics out.
  ///
  /// Time O(n + m + t²) for n papers, m relations and t topics, space O(n + m).
  init(
    _ topics: TopicMap, contents: MapContents, placer: MapPlacer,
    previous: [String: Layout.Point]
  ) async {
    let count = contents.papers.count - topics.unconnected.count
    let papersPerDot = max(1, (count + Self.mostDots - 1) / Self.mostDots)
    let spacing = count <= 200 ? 17 : count <= 1_200 ? 13 : count <= 2_500 ? 9.5 : 7
    self.papersPerDot = papersPerDot
    self.spacing = spacing
    ties = []
    positions = []
    notes = []
    discs = []
    let isNested =
      topics.topics.count > Self.mostTopics && topics.regions.count < topics.topics.count
    let radii = topics.topics.map { topic in
      let dots = Double(max(1, topic.papers.count / papersPerDot))
      return spacing * (0.6 * dots.squareRoot() + 0.75)
    }
    if isNested {
      var placed = Self.labelled(
        topics.regions.map { ($0.name, Self.radius(of: $0.topics.map { radii[$0] })) })
      discs = radii.map { Disc(center: Layout.Point(x: 0, y: 0), radius: $0) }
      ties = Self.ties(
        contents, groups: topics.regions.count,
        groupOfPaper: topics.topicOfPaper.map { $0.map { topics.topics[$0].region } })
      await place(&placed, topics.regions.indices.map { "region:\($0)" }, placer, previous)
      regions = placed
      fillRegions(topics)
    } else {
      discs = Self.labelled(zip(topics.topics, radii).map { ($0.name, $1) })
      ties = Self.ties(contents, groups: topics.topics.count, groupOfPaper: topics.topicOfPaper)
      var placed = discs
      await place(&placed, topics.topics.map { "topic:" + $0.slug }, placer, previous)
      discs = placed
    }
    positions = Self.positions(topics, contents, discs, spacing)
  }

  /// Discs with the names of the largest.
  private static func labelled(_ discs: [(name: String, radius: Double)]) -> [Disc] {
    let labelled = Set(
      discs.indices.sorted { (discs[$1].radius, $0) < (discs[$0].radius, $1) }.prefix(mostLabels))
    return discs.enumerated().map { index, disc in
      let size = max(min(17, max(10, 8.5 + disc.radius / 12)), disc.radius / 5)
      let label =
        labelled.contains(index)
        ? TextLines.broken(disc.name, size: size, width: max(2 * disc.radius, size * 9), limit: 2)
        : []
      return Disc(
        center: Layout.Point(x: 0, y: 0), radius: disc.radius, label: label, labelSize: size)
    }
  }

  /// The radius of a disc that holds others.
  private static func radius(of radii: [Double]) -> Double {
    let largest = radii.max() ?? 0
    return radii.count == 1 ? largest * 1.2 : largest * (1.3 * Double(radii.count).squareRoot() + 1)
  }

  /// Puts topics into the discs of their regions, the largest in the middle.
  private mutating func fillRegions(_ topics: TopicMap) {
    for (region, disc) in zip(topics.regions, regions) {
      let order = region.topics.sorted { (discs[$1].radius, $0) < (discs[$0].radius, $1) }
      let largest = order.first.map { discs[$0].radius } ?? 0
      let slots = Self.slots(order.count, radius: disc.radius - 1.1 * largest)
      for (topic, slot) in zip(order, slots) {
        discs[topic].center = Layout.Point(
          x: disc.center.x + slot.x, y: disc.center.y + slot.y)
      }
    }
  }

  /// The box that a disc and its name take.
  static func box(_ disc: Disc) -> (width: Double, height: Double) {
    let widths = disc.label.map { TextMetrics.width(of: $0, size: disc.labelSize) * 1.06 }
    return (max(2 * disc.radius, widths.max() ?? 0), 2 * disc.radius + labelHeight(disc))
  }

  /// The height of a name with the space below it, an even number of hundredths.
  private static func labelHeight(_ disc: Disc) -> Double {
    guard !disc.label.isEmpty else { return 0 }
    return ((Double(disc.label.count) * disc.labelSize * 1.2 + 6) * 50).rounded() / 50
  }

  /// Moves discs to where their ties draw them, each with its name free of the others.
  private mutating func place(
    _ discs: inout [Disc], _ ids: [String], _ placer: MapPlacer,
    _ previous: [String: Layout.Point]
  ) async {
    let most = ties.map(\.weight).max() ?? 1
    let boxes = discs.map(Self.box)
    // In inches; discs far larger than their ties are long would stand in columns.
    let unit = max(1, boxes.reduce(0) { $0 + $1.width } / Double(max(1, boxes.count)) / 108)
    let sketch = Drawing(
      name: "topics",
      nodeDefaults: ["shape": "box", "fixedsize": "true", "label": ""],
      nodes: zip(ids, boxes).map { id, box in
        Drawing.Node(
          id, ["width": .text("\(box.width / 72)"), "height": .text("\(box.height / 72)")])
      },
      edges: ties.map {
        Drawing.Edge(
          from: ids[$0.first], to: ids[$0.second],
          ["len": .text(SVGElement.number(unit * (1 + 2 * (1 - $0.weight / most))))])
      })
    // A name stands above its disc, within the box that is laid out.
    var middles: [String: Layout.Point] = [:]
    for (disc, id) in zip(discs, ids) {
      guard let center = previous[id] else { continue }
      middles[id] = Layout.Point(x: center.x, y: center.y + Self.labelHeight(disc) / 2)
    }
    let places = await placer.places(
      of: sketch, previous: middles,
      widest: discs.count < self.discs.count ? .infinity : MapPlacer.pageWidth)
    notes = places.notes
    for (index, id) in ids.enumerated() {
      let middle = places.centers[id] ?? Layout.Point(x: 0, y: 0)
      discs[index].center = Layout.Point(
        x: middle.x, y: middle.y - Self.labelHeight(discs[index]) / 2)
    }
  }

  /// The three heaviest ties of each group of papers to others.
  private static func ties(
    _ contents: MapContents, groups: Int, groupOfPaper: [Int?]
  ) -> [(first: Int, second: Int, weight: Double)] {
    var sums = [[Int: Double]](repeating: [:], count: groups)
    for (relation, end) in contents.ends.enumerated() {
      let papers = (contents.paperOfEntity[end.source], contents.paperOfEntity[end.target])
      guard papers.0 >= 0, papers.1 >= 0, let first = groupOfPaper[papers.0],
        let second = groupOfPaper[papers.1], first != second
      else { continue }
      let weight = contents.graph.relations[relation].weight
      sums[first][second, default: 0] += weight
      sums[second][first, default: 0] += weight
    }
    var seen: Set<[Int]> = []
    var ties: [(first: Int, second: Int, weight: Double)] = []
    for (group, others) in sums.enumerated() {
      let heaviest = others.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
      for other in heaviest {
        let pair = [min(group, other.key), max(group, other.key)]
        if seen.insert(pair).inserted { ties.append((pair[0], pair[1], other.value)) }
      }
    }
    return ties
  }

  private static func positions(
    _ topics: TopicMap, _ contents: MapContents, _ discs: [Disc], _ spacing: Double
  ) -> [Layout.Point?] {
    var positions = [Layout.Point?](repeating: nil, count: contents.papers.count)
    for (index, topic) in topics.topics.enumerated() {
      let pulls = topic.papers.map { pull(of: $0, in: index, topics, contents, discs) }
      let order = topic.papers.indices.sorted {
        let lengths = (hypot(pulls[$0].x, pulls[$0].y), hypot(pulls[$1].x, pulls[$1].y))
        return (lengths.1, $0) < (lengths.0, $1)
      }
      // Slots from the rim inwards; each paper takes the best of the next few.
      var slots = slots(topic.papers.count, radius: discs[index].radius - 0.6 * spacing)
      for paper in order {
        let window = slots.suffix(16)
        let best = window.indices.max {
          let values = [$0, $1].map { slots[$0].x * pulls[paper].x + slots[$0].y * pulls[paper].y }
          return values[0] < values[1]
        }
        guard let best else { continue }
        let slot = slots.remove(at: best)
        positions[topic.papers[paper]] = Layout.Point(
          x: discs[index].center.x + slot.x, y: discs[index].center.y + slot.y)
      }
    }
    return positions
  }

  /// The florets of a disc, from the middle outwards.
  static func slots(_ count: Int, radius: Double) -> [Layout.Point] {
    (0..<count).map { number in
      let distance = radius * ((Double(number) + 0.5) / Double(count)).squareRoot()
      let angle = Double(number) * 2.399963229728653
      return Layout.Point(
        x: (count == 1 ? 0 : distance) * cos(angle), y: (count == 1 ? 0 : distance) * sin(angle))
    }
  }

  /// Where the ties of a paper draw it, as a direction of length 1 or less.
  private static func pull(
    of paper: Int, in topic: Int, _ topics: TopicMap, _ contents: MapContents, _ discs: [Disc]
  ) -> Layout.Point {
    guard let entity = contents.entityOfPaper[paper] else { return Layout.Point(x: 0, y: 0) }
    var sum = Layout.Point(x: 0, y: 0)
    var total = 0.0
    for relation in contents.relations(of: entity) {
      let other = contents.paperOfEntity[contents.other(relation, than: entity)]
      guard other >= 0, let there = topics.topicOfPaper[other] else { continue }
      let weight = contents.graph.relations[relation].weight
      total += weight
      guard there != topic else { continue }
      let dx = discs[there].center.x - discs[topic].center.x
      let dy = discs[there].center.y - discs[topic].center.y
      let length = max(hypot(dx, dy), 1)
      sum.x += weight * dx / length
      sum.y += weight * dy / length
    }
    return total > 0 ? Layout.Point(x: sum.x / total, y: sum.y / total) : sum
  }
}
