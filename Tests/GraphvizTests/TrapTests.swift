import Foundation
import Graphviz
import Testing

/// What Graphviz does to those who do not know it, one trap a test.
@Suite("Traps of Graphviz")
struct TrapTests {
  let renderer = GraphvizRenderer()

  @Test("64 concurrent callers in one process all get their layout")
  func concurrency() async throws {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...64 {
        group.addTask {
          let nodes = (0..<number).map { Drawing.Node("\($0)") }
          return try await renderer.layout(Drawing(nodes: nodes), engine: .neato).nodes.count
        }
      }
      let counts = try await group.reduce(into: Set()) { $0.insert($1) }
      #expect(counts == Set(1...64))
    }
  }

  @Test(
    "engines repeat within a process",
    arguments: [LayoutEngine.dot, .neato, .sfdp, .twopi, .circo, .osage])
  func repetition(engine: LayoutEngine) async throws {
    let edges = (0..<60).map { Drawing.Edge(from: "\($0)", to: "\($0 * 7 % 31)") }
    let drawing = Drawing(edges: edges)
    let first = try await renderer.layout(drawing, engine: engine)
    for other in [LayoutEngine.fdp, .sfdp] { _ = try await renderer.layout(drawing, engine: other) }
    #expect(try await renderer.layout(drawing, engine: engine) == first)
  }

  @Test("an error is thrown in whole words and does not stick to the next drawing")
  func stickyErrors() async throws {
    let broken = Drawing(nodes: [.init("a", ["label": .html("A & B")])])
    for _ in 0..<2 {
      let error = await #expect(throws: RenderError.self) {
        try await renderer.render(broken, layout: .dot, format: .svg)
      }
      #expect("\(try #require(error))".contains("not well-formed (invalid token) in line 1"))
    }
    #expect(try await svg(Drawing(nodes: [.init("a")])).contains(">a</text>"))
  }

  @Test("labels show backslashes, escapes and entities as they are")
  func escapes() async throws {
    let text = #"C:\new \N \G &amp; &foo;"#
    let picture = try await svg(Drawing(nodes: [.init("x", ["label": .text(text)]), .init(text)]))
    let shown = text.replacingOccurrences(of: "&", with: "&amp;")
    let labels = picture.matches(of: /<text[^>]*>([^<]*)</).map { String($0.output.1) }
    #expect(labels == [shown, shown])
  }

  @Test("a string of any length passes, in process and as DOT")
  func longStrings() async throws {
    let long = String(repeating: "long \\\" string ", count: 5_000)
    let drawing = Drawing(nodes: [.init("a", ["tooltip": .text(long), "URL": "https://x.org"])])
    let picture = try await svg(drawing)
    #expect(picture.contains(long.replacingOccurrences(of: "\"", with: "&quot;")))
    guard isInstalled("dot") else { return }
    let (text, status) = try output(of: "dot", ["-Tsvg"], input: drawing.dot())
    #expect(status == 0)
    #expect(text.contains(long.replacingOccurrences(of: "\"", with: "&quot;")))
  }

  @Test("links with & and quotes stay well-formed; those that run scripts are left out")
  func links() async throws {
    let urls = [
      "https://x.org/?a=1&b=\"2\"", "javascript:alert(1)", " JavaScript:alert(1)",
      "data:text/html,x", "//x.org", "vbscript:x", "https://x.org/?a=1&amp;b=2", "#paper=1",
    ]
    let nodes = urls.map { Drawing.Node($0, ["label": "x", "tooltip": "x", "URL": .text($0)]) }
    let picture = try await svg(Drawing(nodes: nodes))
    #expect(xmlError(picture) == nil)
    let links = picture.matches(of: /xlink:href="([^"]*)"/).map { String($0.output.1) }
    #expect(
      links == [
        "https://x.org/?a=1&amp;b=%222%22", "https://x.org/?a=1&amp;b=2", "#paper=1",
      ])
  }

  @Test("the machine's fonts move nothing: a node is as wide as the table says")
  func fonts() async throws {
    let text = "Topic maps of papers"
    let drawing = Drawing(
      nodeDefaults: ["shape": "box", "margin": "0", "width": "0", "height": "0"],
      nodes: [.init(text, ["fontname": "Helvetica", "fontsize": "10"])])
    let node = try #require(try await renderer.layout(drawing, engine: .neato).nodes.first)
    // Graphviz leaves eight points beside the text.
    #expect(abs(node.width - TextMetrics.width(of: text, size: 10) - 8) < 0.5)
  }

  @Test("typed parallel edges stay apart by their keys, also without direction")
  func parallelEdges() async throws {
    for isDirected in [true, false] {
      let drawing = Drawing(
        isDirected: isDirected,
        edges: [
          .init(from: "a", to: "b", key: "similarTo", ["id": "e1"]),
          .init(from: "b", to: "a", key: "cites", ["id": "e2"]),
          .init(from: "a", to: "b", key: "similarTo", ["class": "again"]),
        ])
      let picture = try await svg(drawing)
      #expect(picture.components(separatedBy: "class=\"edge").count == 3, "\(isDirected)")
    }
  }

  @Test("a chain of thousands of nodes does not overflow the stack")
  func deepRecursion() async throws {
    let edges = (0..<3_000).map { Drawing.Edge(from: "\($0)", to: "\($0 + 1)") }
    let layout = try await renderer.layout(
      Drawing(isDirected: true, attributes: ["splines": "line"], edges: edges), engine: .dot)
    #expect(layout.nodes.count == 3_001)
  }

  @Test("a nameless graph has no title that Graphviz made up")
  func namelessGraph() async throws {
    #expect(try await !svg(Drawing(nodes: [.init("a")])).contains("<title>%"))
  }
}
