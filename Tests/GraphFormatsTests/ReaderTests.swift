import GraphFormats
import Graphviz
import Testing

@Suite("Readers")
struct ReaderTests {
  private func read(_ text: String, as format: GraphFormat) throws(GraphFormatError)
    -> AttributedGraph
  {
    try AttributedGraph.read(Array(text.utf8), as: format).graphs[0]
  }

  private func failure(_ text: String, as format: GraphFormat) -> String {
    do {
      _ = try read(text, as: format)
      return "no failure"
    } catch {
      return "\(error)"
    }
  }

  private func graphML(_ body: String) -> String {
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n" + body + "</graphml>"
  }

  @Test(
    "GraphML: inner graphs stand behind their outer graph, nodes that only edges name are there")
  func nestedGraphML() throws {
    let text = graphML(
      "<graph edgedefault=\"directed\"><node id=\"a\"><graph edgedefault=\"undirected\">"
        + "<node id=\"b\"/></graph></node><edge source=\"a\" target=\"z\"/></graph>")
    let graphs = try AttributedGraph.read(Array(text.utf8), as: .graphML).graphs
    #expect(graphs.map { $0.nodes.map(\.id) } == [["a", "z"], ["b"]])
    #expect(graphs[0].edges.count == 1)
  }

  @Test("GraphML: defaults, types, and directions that differ are kept")
  func graphMLValues() throws {
    let graph = try read(
      graphML(
        "<key id=\"k\" for=\"node\" attr.name=\"open\" attr.type=\"boolean\"><default>1</default>"
          + "</key><key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>"
          + "<graph edgedefault=\"undirected\"><node id=\"a\"/><node id=\"b\"><data key=\"k\"> false "
          + "</data></node><edge source=\"a\" target=\"b\" directed=\"true\"><data key=\"w\">0.5</data>"
          + "</edge></graph>"), as: .graphML)
    #expect(graph.nodes.map { $0.attributes["open"] } == [true, false])
    #expect(graph.edges[0].attributes == ["weight": 0.5, "directed": true])
  }

  @Test("GraphML: what is wrong is said with its line")
  func graphMLFailures() {
    #expect(failure("<foo/>", as: .graphML) == "1: <foo> is not GraphML, expected <graphml>")
    #expect(
      failure(graphML("<graph><node/></graph>"), as: .graphML) == "2: a <node> needs an id")
    let number = graphML(
      "<key id=\"k\" for=\"node\" attr.name=\"x\" attr.type=\"double\"/>\n"
        + "<graph><node id=\"a\"><data key=\"k\">abc</data></node></graph>")
    #expect(failure(number, as: .graphML) == "3: \"abc\" is not a double, as x is")
    #expect(failure(graphML("<graph>"), as: .graphML).contains("Opening and ending tag mismatch"))
    let bomb = "<!DOCTYPE graphml [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
    #expect(failure(bomb + graphML("&b;"), as: .graphML) == "no <graph> in the GraphML")
  }

  @Test("GEXF: colours, places, sizes and changing values")
  func gexf() throws {
    let text = """
      <gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
      <graph defaultedgetype="directed"><attributes class="node"><attribute id="0" title="score" \
      type="listdouble"/></attributes><nodes><node id="a" label="A"><attvalues><attvalue for="0" \
      value="1|2"/></attvalues><viz:color hex="#FF0000"/><viz:position x="1" y="2" z="0"/></node>\
      <node id="b"><viz:color r="0" g="16" b="255" a="0.5"/><viz:size value="3"/></node></nodes>
      <edges><edge source="a" target="b" weight="2.5" type="undirected"/></edges></graph></gexf>
      """
    let graph = try read(text, as: .gexf)
    #expect(
      graph.nodes[0].attributes == [
        "label": "A", "score": .list(["1", "2"]), "color": "#ff0000", "x": 1.0, "y": 2.0,
      ])
    #expect(graph.nodes[1].attributes == ["color": "#0010ff80", "size": 3.0])
    #expect(graph.edges[0].attributes == ["weight": 2.5, "directed": false])
  }

  @Test("GML: numbers become ids, inner lists paths, and mistakes are pictured")
  func gml() throws {
    let graph = try read(
      "# note\ngraph [ directed 1 edge [ source 2 target 1 ] node [ id 1 label \"A &amp; B\" "
        + "graphics [ x 1.5 w 30 ] ] node [ id 2 tag \"x\" tag \"y\" ] ]", as: .gml)
    #expect(graph.nodes.map(\.id) == ["1", "2"])
    #expect(graph.nodes[0].attributes == ["label": "A & B", "x": 1.5, "graphics.w": 30])
    #expect(graph.nodes[1].attributes == ["tag": .list(["x", "y"])])
    #expect(graph.edges[0].source == 1)
    #expect(
      failure("graph [\n  node [ id 1 ]\n  edge [ source 1 target 3 ]\n]", as: .gml) == """
        3:3: no node has the id 3
            edge [ source 1 target 3 ]
            ^
        """)
    #expect(failure("graph [ node [ id 1", as: .gml).contains("a list without its ]"))
    #expect(failure("graph [ node [ id 1 ] node [ id 1 ] ]", as: .gml).contains("two nodes"))
  }

  @Test("Pajek: arcs, edges, lists, matrices and two modes")
  func pajek() throws {
    let mixed = try read(
      "*Network n\r\n*Vertices 3\r\n1 \"a\" 0.1 0.2 box ic Red\r\n2 \"b\"\r\n3 c\r\n*Arcs\r\n"
        + "1 2 2.5 l \"x y\"\r\n*Edges\r\n2 3\r\n", as: .pajek)
    #expect(mixed.name == "n" && mixed.isDirected)
    #expect(mixed.nodes.map(\.id) == ["a", "b", "c"])
    #expect(mixed.nodes[0].attributes == ["x": 0.1, "y": 0.2, "shape": "box", "ic": "Red"])
    #expect(
      mixed.edges.map(\.attributes) == [["weight": 2.5, "label": "x y"], ["directed": false]])
    #expect(try read("*Vertices 3\n*Edgeslist\n1 2 3\n2 3\n", as: .pajek).edges.count == 3)
    #expect(
      try read("*Vertices 4 2\n*Matrix\n0 1\n1 3\n", as: .pajek).edges.map(\.target) == [3, 2, 3])
    #expect(
      failure("*Vertices 3\n*Arcs\n1 4\n", as: .pajek).hasPrefix("3:1: no vertex 4, there are 3"))
    #expect(failure("*arcs\n1 2\n", as: .pajek).hasPrefix("1:1: expected *Vertices before *arcs"))
  }

  @Test("JSON: D3's places, NetworkX's keys, both versions of JSON Graph Format")
  func json() throws {
    let d3 = try read(
      #"{"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":0,"target":1,"value":3}]}"#, as: .d3)
    #expect(d3.edges[0].target == 1 && d3.edges[0].attributes == ["weight": 3])
    let old = try read(
      #"{"graph":{"nodes":[{"id":"x"},{"id":"y"}],"edges":[{"source":"x","target":"y"}]}}"#,
      as: .jgf)
    #expect(old.nodes.count == 2 && old.isDirected)
    #expect(
      failure("{\"nodes\":[],\n \"edges\":[}", as: .nodeLink) == """
        2:11: expected a value
           "edges":[}
                    ^
        """)
    #expect(failure(String(repeating: "[", count: 100_000), as: .jgf).contains("nested too deep"))
  }

  @Test("Formats are told apart by their first bytes")
  func recognition() throws {
    for format in GraphFormat.allCases where format.isReadable && !format.needsLayout {
      let bytes = try SampleGraphs.hostile.bytes(as: format)
      let families: [GraphFormat: GraphFormat] = [
        .graphMLyEd: .graphML, .gexf12: .gexf, .d3: .nodeLink,
      ]
      #expect(GraphFormat(recognizing: bytes) == families[format] ?? format)
    }
    let others = [
      "Graph neural networks\nWe study {graphs}.", "@article{graph, title={x}}",
      "{\"title\":\"a\",\"keywords\":[\"graph\",\"nodes\"]}", "<html></html>", "", "strict",
      "graph", "title,abstract\n",
    ]
    for text in others { #expect(GraphFormat(recognizing: Array(text.utf8)) == nil, "\(text)") }
    #expect(GraphFormat(recognizing: Array("/* c */ // d\nSTRICT Graph \"{\" {".utf8)) == .dot)
    #expect(GraphFormat(recognizing: Array("Creator \"x\"\ngraph\n[".utf8)) == .gml)
  }

  @Test("No bytes make a reader crash", arguments: RoundTripTests.formats.filter { $0 != .dot })
  func mutations(_ format: GraphFormat) throws {
    var random = SeededGenerator(seed: 7)
    let bytes = try SampleGraphs.small.bytes(as: format)
    for _ in 0..<150 {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<mutated.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: mutated[place] = UInt8.random(in: 0...255, using: &random)
        case 1: mutated.removeSubrange(place..<min(place + 20, mutated.count))
        default: mutated.insert(contentsOf: mutated[0..<min(place, 30)], at: place)
        }
        if mutated.isEmpty { mutated = [0] }
      }
      _ = try? AttributedGraph.read(mutated, as: format)
    }
  }
}
