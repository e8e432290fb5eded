import Graphviz

let drawing = Drawing(nodes: [.init("a"), .init("b")], edges: [.init(from: "a", to: "b")])
let svg = try await GraphvizRenderer().render(drawing, layout: .dot, format: .svg)
print(svg.count)
