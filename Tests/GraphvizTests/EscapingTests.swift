import Foundation
import FoundationXML
import Graphviz
import Testing

/// Renders and returns the SVG, which must be well-formed XML.
func svg(_ drawing: Drawing, layout: LayoutEngine = .dot) async throws -> String {
  let bytes = try await GraphvizRenderer().render(drawing, layout: layout, format: .svg)
  return String(decoding: bytes, as: UTF8.self)
}

@Suite("Escaping")
struct EscapingTests {
  @Test("hostile strings make well-formed SVG that shows them as they are")
  func hostileText() async throws {
    let texts = [
      "<script>alert(1)</script>", "R&D; &foo; &lt; &#38; AT&T", "\"quoted\" 'too'", "C:\\new\\N",
      "a\u{1}b\u{0}c\u{FFFE}", "--> ]]> <!--", "|{record}|", "back\\", "new\nline", "naïve ☃ 🜁",
    ]
    for text in texts {
      let drawing = Drawing(
        name: text,
        attributes: ["label": .text(text), "stylesheet": .text(text), "fontname": .text(text)],
        nodeDefaults: ["fontname": .text(text), "tooltip": .text(text), "target": .text(text)],
        nodes: [
          .init(text), .init("b", ["label": .text(text), "id": .text(text), "class": .text(text)]),
          .init("c", ["URL": .text("https://x.org/?a=1&b=\(text)"), "color": .text(text)]),
        ],
        edges: [.init(from: text, to: "b", key: text, ["label": .text(text)])],
        subgraphs: [.init("cluster\(text)", ["label": .text(text)], nodes: ["b"])])
      let text = try await svg(drawing)
      let error = xmlError(text)
      #expect(error == nil, "\(text)")
    }
  }
}

/// What an XML parser says of a text that is not well-formed.
func xmlError(_ xml: String) -> String? {
  let parser = XMLParser(data: Data(xml.utf8))
  return parser.parse() ? nil : "line \(parser.lineNumber), column \(parser.columnNumber)"
}
