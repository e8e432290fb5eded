import Foundation
import Graphviz
import Testing

@Suite("DOT", .enabled(if: isInstalled("dot") && isInstalled("gc"), "Graphviz has no commands"))
struct DOTTests {
  @Test("any id is one node for Graphviz's own commands")
  func ids() throws {
    let ids = [
      "", "3DGS", "2D", "-1.5", ".5", "n:1", "arxiv:2401.1", "node", "graph", "Strict", "a b", "ü",
      "trailing\\", "two\\\\", "quote\"", "\\\"", "a\nb", "<b>", "%3", "a->b", "{x}", "[y]", "//",
      "/* c */", "# line", "𝕏", "\u{1}", String(repeating: "long", count: 8_000),
    ]
    for isDirected in [true, false] {
      let drawing = Drawing(
        name: "graph", isDirected: isDirected, nodes: ids.map { .init($0) },
        edges: zip(ids, ids.dropFirst()).map { .init(from: $0, to: $1, key: "similarTo") })
      let counts = try output(of: "gc", ["-n", "-e"], input: drawing.dot()).text
        .split(separator: " ").prefix(2).compactMap { Int($0) }
      #expect(counts == [ids.count, ids.count - 1])
      #expect(try output(of: "dot", ["-Tcanon"], input: drawing.dot()).status == 0)
    }
  }

  @Test("the same drawing gives the same bytes")
  func determinism() {
    let drawing = Drawing(
      attributes: ["label": "x"], nodes: [.init("a", ["color": "red", "shape": "box"])])
    #expect(drawing.dot() == drawing.dot())
    #expect(
      String(decoding: drawing.dot(), as: UTF8.self) == """
        graph "" {
          "a" ["color"="red", "shape"="box"]
          graph ["label"="x"]
        }

        """)
  }
}
