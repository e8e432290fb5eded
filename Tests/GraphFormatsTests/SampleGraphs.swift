import GraphFormats
import Testing

/// Graphs that the tests write and read.
enum SampleGraphs {
  /// Five nodes with everything in it that a typed graph has.
  static var small: AttributedGraph {
    var graph = AttributedGraph(name: "papers", attributes: ["source": "seeds"])
    let first = graph.addNode(
      "paper:a", ["label": "A first \"paper\"", "kind": "paper", "year": 2025, "x": 1.5, "y": -2.0])
    let second = graph.addNode(
      "paper:b", ["label": "Graphs & <trees>", "kind": "paper", "x": 10.0, "y": 20.0])
    let method = graph.addNode(
      "method:leiden",
      [
        "label": "Leiden", "kind": "method", "forms": .list(["Leiden", "leiden algorithm"]),
        "x": 0.0, "y": 0.0,
      ])
    let repository = graph.addNode(
      "repository:github.com/a/b",
      [
        "label": "a/b", "kind": "repository", "url": "https://github.com/a/b", "x": 3.0, "y": 4.0,
        "color": "#0072b2", "size": 14.0,
      ])
    graph.addEdge(
      from: first, to: second, ["kind": "similarTo", "weight": 0.25, "directed": false])
    graph.addEdge(from: first, to: method, ["kind": "uses", "weight": 2.0])
    graph.addEdge(from: second, to: method, ["kind": "mentions", "weight": 1.0])
    graph.addEdge(from: second, to: method, ["kind": "uses", "weight": 1.0])
    graph.addEdge(from: first, to: repository, ["kind": "linksTo", "weight": 1.0])
    return graph
  }

  /// Ids and labels that break writers who trust them.
  static let hostileNames = [
    "", "\"", "\\", "\\\\", "ends with \\", "\\\"", "two\nlines", "tab\there", "carriage\rreturn",
    "3DGS", "node", "edge", "graph", "strict", "1.5", "-3", "<b>html</b>", "a & b", "&amp;",
    "&#65;", "a,b;c|d", "'quoted'", "=1+1", "{record|field}", "port:n", "[[link]]", "a/../b",
    "\u{1}\u{7}\u{1F}", "中文標題", "👩‍👩‍👧‍👦", "é", "e\u{301}", "Case", "case", "CASE", "%3", "*star*",
    "]]>", "-->", "con", "\\N \\G", "#hash", "a  b", " edges ", "null", "true", "NaN",
    String(repeating: "long ", count: 4_000),
  ]

  /// A directed multigraph with all hostile names as ids, labels and values.
  static var hostile: AttributedGraph {
    var graph = AttributedGraph(name: "hostile \"names\"")
    for (place, name) in hostileNames.enumerated() {
      graph.addNode(
        name,
        [
          "label": .string(hostileNames[(place * 7 + 3) % hostileNames.count]), "kind": "paper",
          "number": .integer(place),
        ])
    }
    let count = hostileNames.count
    for place in 0..<count {
      graph.addEdge(
        from: place, to: (place * 5 + 1) % count,
        [
          "kind": "cites", "weight": .double(Double(place) + 0.5),
          "note": .string(hostileNames[place]),
        ])
    }
    // In parallel, back, and to itself.
    graph.addEdge(from: 0, to: 1, ["kind": "uses", "weight": 1.0])
    graph.addEdge(from: 1, to: 0, ["kind": "uses", "weight": 1.0])
    graph.addEdge(from: 2, to: 2, ["kind": "similarTo", "weight": 1.0, "directed": false])
    return graph
  }

  /// A random typed multigraph; the same for the same seed.
  static func random(seed: UInt64) -> AttributedGraph {
    var random = SeededGenerator(seed: seed)
    var graph = AttributedGraph(name: "random \(seed)", isDirected: Bool.random(using: &random))
    graph.attributes["density"] = .double(Double.random(in: 0..<1, using: &random))
    let count = Int.random(in: 1...12, using: &random)
    for place in 0..<count {
      let name = hostileNames[Int.random(in: 0..<hostileNames.count - 1, using: &random)]
      var attributes: Attributes = ["label": .string("label \(place) " + name)]
      if Bool.random(using: &random) { attributes["year"] = .integer(1990 + place) }
      if Bool.random(using: &random) { attributes["open"] = .boolean(place % 2 == 0) }
      if Bool.random(using: &random) { attributes["forms"] = .list(["one", name + " two"]) }
      if Bool.random(using: &random) { attributes["text"] = .string(name) }
      attributes["x"] = .double(Double.random(in: -9...9, using: &random))
      attributes["y"] = .double(Double.random(in: -9...9, using: &random))
      graph.addNode("\(place) " + name, attributes)
    }
    for place in 0..<Int.random(in: 0...20, using: &random) {
      let source = Int.random(in: 0..<count, using: &random)
      let target = Int.random(in: 0..<count, using: &random)
      var attributes: Attributes = [
        "kind": .string(place % 2 == 0 ? "cites" : "similarTo"),
        "weight": .double(Double.random(in: 0.01...2, using: &random)),
      ]
      if place % 3 == 0 { attributes["directed"] = .boolean(!graph.isDirected) }
      graph.addEdge(from: source, to: target, id: "edge \(place)", attributes)
    }
    return graph
  }
}

/// SplitMix64, for tests that must repeat.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

extension AttributeValue: ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  /// Makes a text.
  public init(stringLiteral text: String) { self = .string(text) }
  /// Makes a whole number.
  public init(integerLiteral number: Int) { self = .integer(number) }
  /// Makes a number.
  public init(floatLiteral number: Double) { self = .double(number) }
  /// Makes a truth value.
  public init(booleanLiteral truth: Bool) { self = .boolean(truth) }
}

extension AttributedGraph {
  /// The only file of the graph in a format.
  func bytes(as format: GraphFormat) throws -> [UInt8] {
    let file = try #require(try files(as: format).first)
    return try file.bytes()
  }
}

extension GraphFile {
  /// The whole file.
  func bytes() throws -> [UInt8] {
    let collected = Collected()
    try write { collected.bytes += $0 }
    return collected.bytes
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }
}
