import Graphviz
import Testing

@Suite("Reading DOT")
struct DOTReaderTests {
  private func read(_ dot: String) async throws -> [Drawing] {
    try await DOTReader().drawings(in: Array(dot.utf8))
  }

  @Test("Defaults, ports, HTML, subgraphs and edges between subgraphs are read")
  func everything() async throws {
    let drawings = try await read(
      """
      strict digraph G {
        graph [rankdir=LR]
        node [shape=box]
        a [label=<<b>x</b>>]; b:n -> c:s:w [weight=2]
        subgraph cluster_0 { label="in"; d; { e } }
        { x y } -> { z }
      }
      """)
    let drawing = try #require(drawings.first)
    #expect(drawing.isStrict && drawing.isDirected && drawing.name == "G")
    #expect(drawing.attributes["rankdir"]?.string == "LR")
    #expect(drawing.nodeDefaults["shape"]?.string == "box")
    #expect(drawing.nodes.map(\.id) == ["a", "b", "c", "d", "e", "x", "y", "z"])
    #expect(drawing.nodes[0].attributes["label"] == .html("<b>x</b>"))
    #expect(drawing.edges.map { $0.tail + $0.head } == ["bc", "xz", "yz"])
    #expect(drawing.edges[0].attributes["tailport"]?.string == "n")
    #expect(drawing.edges[0].attributes["headport"]?.string == "s:w")
    #expect(drawing.subgraphs[0].id == "cluster_0")
    #expect(drawing.subgraphs[0].nodes == ["d"] && drawing.subgraphs[0].subgraphs[0].nodes == ["e"])
  }

  @Test("A default counts only for what comes after it")
  func lateDefault() async throws {
    let drawing = try #require(try await read("graph { a; node [shape=box]; b }").first)
    #expect(drawing.nodes[0].attributes["shape"]?.string == "")
    #expect(drawing.nodes[1].attributes["shape"] == nil)
  }

  @Test("Several graphs of one text, and none of an empty one")
  func several() async throws {
    #expect(try await read("graph a {x} digraph b {y->z}").map(\.name) == ["a", "b"])
    #expect(try await read("").isEmpty)
    #expect(try await read("// only a comment\n").isEmpty)
  }

  @Test("Latin-1 is read, by its name or because it is no UTF-8")
  func latin1() async throws {
    let named = Array("graph { charset=\"latin1\"; \"".utf8) + [0xC3, 0xA9] + Array("\" }".utf8)
    let reader = DOTReader()
    #expect(try await reader.drawings(in: named).first?.nodes.map(\.id) == ["Ã©"])
    let bare = Array("graph { \"".utf8) + [0xE9] + Array("\" }".utf8)
    #expect(try await reader.drawings(in: bare).first?.nodes.map(\.id) == ["é"])
  }

  @Test("A syntax error has Graphviz's words, the line, its text and a caret")
  func syntaxError() async throws {
    await #expect(
      throws: RenderError.syntax(
        message: "syntax error in line 3 near '>'", line: 3, text: "  a => c\n     ^")
    ) { try await read("digraph G {\n  a -> b\n  a => c\n}\n") }
    await #expect(throws: RenderError.self) { try await read("graph { a [label=\"x") }
    await #expect(throws: RenderError.self) { try await read("graph {\0}") }
    // Nothing of an error stays behind.
    #expect(try await read("graph { a }").count == 1)
  }

  @Test("What is written is read back as the same drawing")
  func roundTrip() async throws {
    let drawing = Drawing(
      name: "g", isDirected: true, attributes: ["rankdir": .escaped("LR")],
      nodeDefaults: ["shape": .escaped("box")],
      nodes: [.init("a", ["label": .escaped("x\\l")]), .init("b")],
      edges: [.init(from: "a", to: "b", key: "k", ["weight": .escaped("2")])],
      subgraphs: [.init("cluster_1", ["label": .escaped("in")], nodes: ["b"])])
    #expect(try await DOTReader().drawings(in: drawing.dot()) == [drawing])
  }
}
