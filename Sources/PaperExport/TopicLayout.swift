import Glibc
import Graphviz
import PaperAnalysis
import PaperModel

/// Where topics and their papers stand in the overview: near topics near, each a disc of papers.
///
/// Topics are laid out by what joins their papers, then moved apart. Within its disc a paper stands
/// on the side of the topics that it is joined with, the more so the more of its ties lead there;
/// the papers fill the disc evenly, as the florets of a sunflower do (Vogel 1979,
/// doi:10.1016/0025-5564(79)90080-4).
struct TopicLayout: Sendable {
  /// One topic.
  struct Disc: Sendable {
    var center: Layout.Point
    var radius: Double
    /// Lines of its name, none where there is no room for it.
    var label: [String]
    var labelSize: Double
  }

  var discs: [Disc]
  /// For each paper its place; nil for papers in no topic.
  var positions: [Layout.Point?]
  /// The heaviest ties between topics, each by its lesser topic first.
  var ties: [(first: Int, second: Int, weight: Double)]
  /// How many papers one dot stands for.
  var papersPerDot: Int
  /// Free space round a dot.
  var spacing: Double
  var notes: [String]

  /// How many dots and how many names of topics a reader can bear.
  static let mostDots = 6_000
  static let mostLabels = 70

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
    let labelled = Set(
      topics.topics.indices.sorted {
        (topics.topics[$1].papers.count, $0) < (topics.topics[$0].papers.count, $1)
      }.prefix(Self.mostLabels))
    discs = topics.topics.enumerated().map { index, topic in
      let dots = Double(max(1, topic.papers.count / papersPerDot))
      let radius = spacing * (0.6 * dots.squareRoot() + 0.75)
      let size = min(17, max(10, 8.5 + radius / 12))
      let label =
        labelled.contains(index)
        ? TextLines.broken(topic.name, size: size, width: max(2 * radius, size * 9), limit: 2) : []
      return Disc(center: Layout.Point(x: 0, y: 0), radius: radius, label: label, labelSize: size)
    }
    let weights = Self.weights(topics, contents)
    ties = Self.ties(weights)
    await place(topics, weights, placer, previous)
    positions = Self.positions(topics, contents, discs, spacing)
  }

  /// The box that a topic and its name take.
  func box(_ topic: Int) -> (width: Double, height: Double) {
    let disc = discs[topic]
    let widths = disc.label.map { TextMetrics.width(of: $0, size: disc.labelSize) * 1.06 }
    return (max(2 * disc.radius, widths.max() ?? 0), 2 * disc.radius + labelHeight(topic))
  }

  /// The height of a name with the space below it, an even number of hundredths.
  private func labelHeight(_ topic: Int) -> Double {
    let disc = discs[topic]
    guard !disc.label.isEmpty else { return 0 }
    return ((Double(disc.label.count) * disc.labelSize * 1.2 + 6) * 50).rounded() / 50
  }

  private mutating func place(
    _ topics: TopicMap, _ weights: [[(topic: Int, weight: Double)]], _ placer: MapPlacer,
    _ previous: [String: Layout.Point]
  ) async {
    let most = ties.map(\.weight).max() ?? 1
    let ids = topics.topics.map { "topic:" + $0.slug }
    let boxes = discs.indices.map(box)
    let sketch = Drawing(
      name: "topics",
      nodeDefaults: ["shape": "box", "fixedsize": "true", "label": ""],
      nodes: discs.indices.map { topic in
        Drawing.Node(
          ids[topic],
          [
            "width": .text("\(boxes[topic].width / 72)"),
            "height": .text("\(boxes[topic].height / 72)"),
          ])
      },
      edges: ties.map {
        Drawing.Edge(
          from: ids[$0.first], to: ids[$0.second],
          ["len": .text(SVGElement.number(1 + 2 * (1 - $0.weight / most)))])
      })
    // A name stands above its disc, within the box that is laid out.
    var middles: [String: Layout.Point] = [:]
    for (topic, id) in ids.enumerated() {
      guard let center = previous[id] else { continue }
      middles[id] = Layout.Point(x: center.x, y: center.y + labelHeight(topic) / 2)
    }
    let places = await placer.places(of: sketch, previous: middles)
    notes = places.notes
    for (topic, id) in ids.enumerated() {
      let middle = places.centers[id] ?? Layout.Point(x: 0, y: 0)
      discs[topic].center = Layout.Point(x: middle.x, y: middle.y - labelHeight(topic) / 2)
    }
  }

  /// For each topic the weight of what joins its papers with those of each other topic.
  private static func weights(
    _ topics: TopicMap, _ contents: MapContents
  ) -> [[(topic: Int, weight: Double)]] {
    var sums = [[Int: Double]](repeating: [:], count: topics.topics.count)
    for (relation, end) in contents.ends.enumerated() {
      let papers = (contents.paperOfEntity[end.source], contents.paperOfEntity[end.target])
      guard papers.0 >= 0, papers.1 >= 0, let first = topics.topicOfPaper[papers.0],
        let second = topics.topicOfPaper[papers.1], first != second
      else { continue }
      let weight = contents.graph.relations[relation].weight
      sums[first][second, default: 0] += weight
      sums[second][first, default: 0] += weight
    }
    return sums.map { sum in
      sum.map { (topic: $0.key, weight: $0.value) }
        .sorted { ($1.weight, $0.topic) < ($0.weight, $1.topic) }
    }
  }

  /// The three heaviest ties of each topic.
  private static func ties(
    _ weights: [[(topic: Int, weight: Double)]]
  ) -> [(first: Int, second: Int, weight: Double)] {
    var seen: Set<[Int]> = []
    var ties: [(first: Int, second: Int, weight: Double)] = []
    for (topic, others) in weights.enumerated() {
      for other in others.prefix(3) {
        let pair = [min(topic, other.topic), max(topic, other.topic)]
        if seen.insert(pair).inserted { ties.append((pair[0], pair[1], other.weight)) }
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
