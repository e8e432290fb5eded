import Foundation
import GraphFormats
import Graphviz
import PaperExport
import Testing

@Suite("Exports give their memory back", .serialized)
struct ExportMemoryTests {
  private var graph: AttributedGraph {
    var graph = AttributedGraph(name: "memory")
    for place in 0..<8 {
      graph.addNode("node \(place)", ["label": .string(String(repeating: "x", count: 20))])
    }
    for place in 0..<12 {
      graph.addEdge(from: place % 8, to: (place * 7) % 8, ["weight": .double(1)])
    }
    return graph
  }

  /// Memory in use, in bytes.
  private func residentMemory() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    return pages * Int(getpagesize())
  }

  @Test("1,000 exports, reads and renders take no more memory than the first ones")
  func noGrowth() async throws {
    let graph = graph
    let formats = GraphFormat.allCases.filter { !$0.needsLayout }
    func once(_ number: Int) async throws {
      let format = formats[number % formats.count]
      let collected = Collected()
      for file in try graph.files(as: format) { try file.write { collected.bytes += $0 } }
      let drawing = Drawing(
        nodes: [.init("a", ["pos": "0,0"]), .init("b", ["pos": "90,9"])],
        edges: [.init(from: "a", to: "b")])
      _ = try await GraphvizRenderer().render(drawing, layout: .nop, format: .svg)
      if format == .dot {
        _ = try await DOTReader().drawings(in: collected.bytes)
      } else if format.isReadable {
        _ = try AttributedGraph.read(collected.bytes, as: format)
      }
    }
    for number in 0..<100 { try await once(number) }
    let before = try residentMemory()
    for number in 0..<1_000 { try await once(number) }
    let growth = try residentMemory() - before
    #expect(growth < 8 << 20, "\(growth) bytes")
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }
}
