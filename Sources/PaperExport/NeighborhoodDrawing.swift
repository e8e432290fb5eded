import Foundation
import Graphviz
import PaperAnalysis
import PaperModel

/// The papers nearest to a query, drawn around it: the nearer, the closer to the middle.
///
/// Papers stand on a spiral in the order of their scores, so that none covers another, each joined
/// to the middle by a line as thick as its score. Years, where known, are colours from pale (old)
/// to strong (new). Lay it out with ``Graphviz/LayoutEngine/nop``.
public struct NeighborhoodDrawing: Sendable {
  /// A paper to draw.
  public struct Member: Sendable {
    /// The paper; nil for a text that is none.
    public var paper: Paper?
    /// How near it is to the query.
    public var score: Double

    /// Creates a member.
    public init(paper: Paper?, score: Double) {
      self.paper = paper
      self.score = score
    }
  }

  /// The drawing.
  public let drawing: Drawing

  /// Points between the middle and the nearest paper.
  private static let firstRadius = 190.0
  private static let nodeWidth = 170.0
  private static let lineLength = 26

  /// Draws papers around others.
  ///
  /// - Parameters:
  ///   - seeds: What was asked for.
  ///   - members: The papers near it, nearest first.
  public init(seeds: [Member], members: [Member]) {
    let years = (seeds + members).compactMap { $0.paper?.record.date?.year }
    let span = (years.min() ?? 0)...(years.max() ?? 0)
    let best = members.first?.score ?? 1
    var nodes: [Drawing.Node] = []
    var edges: [Drawing.Edge] = []
    for (place, seed) in seeds.enumerated() {
      let middle = Double(seeds.count - 1) / 2
      nodes.append(
        Self.node(
          "seed \(place)", seed, x: 0, y: (middle - Double(place)) * 80, years: span, isSeed: true))
    }
    for (place, member) in members.enumerated() {
      // The golden angle spreads the papers evenly however many they are.
      let angle = Double(place) * .pi * (3 - 5.0.squareRoot())
      let radius = Self.firstRadius * Double(place + 1).squareRoot()
      let id = "paper \(place)"
      nodes.append(
        Self.node(
          id, member, x: radius * cos(angle) * 1.35, y: radius * sin(angle), years: span,
          isSeed: false))
      let width = 0.5 + 3.5 * max(member.score, 0) / max(best, 1e-9)
      edges.append(
        Drawing.Edge(
          from: "seed 0", to: id,
          [
            "penwidth": .text(Self.number(width)), "color": "#9aa5b1",
            "tooltip": .text("score \(Self.number(member.score))"),
          ]))
    }
    drawing = Drawing(
      name: "Related papers",
      attributes: ["outputorder": "edgesfirst", "splines": "line", "pad": "0.2"],
      nodeDefaults: [
        "shape": "box", "style": "rounded,filled", "fontname": "Helvetica", "fontsize": "11",
        "fixedsize": "true", "width": .text(Self.number(Self.nodeWidth / 72)), "color": "#52606d",
      ], nodes: nodes, edges: edges)
  }

  private static func node(
    _ id: String, _ member: Member, x: Double, y: Double, years: ClosedRange<Int>, isSeed: Bool
  ) -> Drawing.Node {
    let record = member.paper?.record
    let year = record?.date?.year
    var lines = lines(of: record?.title ?? "the text that was asked for")
    if let year { lines.append("\(year)") }
    var attributes: Drawing.Attributes = [
      "label": .text(lines.joined(separator: "\n")),
      "height": .text(number((Double(lines.count) * 14 + 12) / 72)),
      "pos": .text("\(number(x)),\(number(y))!"),
      "fillcolor": .text(isSeed ? "#ffd8a8" : color(year, years)),
      "tooltip": .text(String((record?.abstract ?? "").prefix(300))),
    ]
    if isSeed { attributes["penwidth"] = "2.5" }
    if let url = record?.urls.first { attributes["URL"] = .text(url) }
    return Drawing.Node(id, attributes)
  }

  /// A title in at most three lines.
  private static func lines(of title: String) -> [String] {
    var lines: [String] = []
    for word in title.split(separator: " ") {
      if let last = lines.last, last.count + word.count < lineLength {
        lines[lines.count - 1] = last + " " + word
      } else if lines.count == 3 {
        lines[2] = lines[2].prefix(lineLength - 1) + "…"
        break
      } else {
        lines.append(String(word.prefix(lineLength)))
      }
    }
    return lines.isEmpty ? ["untitled"] : lines
  }

  /// White for no year, then from pale to strong blue over the years of the drawing.
  private static func color(_ year: Int?, _ years: ClosedRange<Int>) -> String {
    guard let year else { return "#ffffff" }
    let share =
      years.count > 1 ? Double(year - years.lowerBound) / Double(years.count - 1) : 0.5
    let (red, green, blue) = (235 - 120 * share, 244 - 68 * share, 252 - 12 * share)
    return "#" + [red, green, blue].map { String(format: "%02x", Int($0)) }.joined()
  }

  private static func number(_ value: Double) -> String { String(format: "%.3f", value) }
}
