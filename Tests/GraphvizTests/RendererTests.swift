import Graphviz
import Testing

@Suite("Rendering in process")
struct RendererTests {
  let drawing = Drawing(
    name: "pair", isDirected: true, nodes: [.init("a"), .init("b", ["label": "Bee"])],
    edges: [.init(from: "a", to: "b")])

  @Test("a drawing becomes an SVG")
  func svg() async throws {
    let bytes = try await GraphvizRenderer().render(drawing, layout: .dot, format: .svg)
    let svg = String(decoding: bytes, as: UTF8.self)
    #expect(svg.contains("<title>pair</title>"))
    #expect(svg.contains(">Bee</text>"))
  }

  @Test("a layout tells where the nodes stand")
  func layout() async throws {
    let layout = try await GraphvizRenderer().layout(drawing, engine: .dot)
    #expect(layout.nodes.map(\.id) == ["a", "b"])
    #expect(layout.nodes[0].center.y > layout.nodes[1].center.y)
    #expect(layout.nodes[0].width == 54)
    #expect(layout.edges.count == 1)
    #expect(layout.edges[0][0].end != nil)
  }
}
