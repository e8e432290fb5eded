import Foundation
import FoundationXML
import Graphviz
import PaperAnalysis
import PaperModel
import Testing

@testable import PaperExport

@Suite("Topic maps")
struct MapTests {
  let corpus = MapCorpus(groups: [24, 12, 7, 3, 2, 2])

  func atlas(
    _ corpus: MapCorpus, _ options: MapOptions = MapOptions(),
    renderer: any DrawingRenderer = GraphvizRenderer(), previous: PreviousMaps = PreviousMaps()
  ) -> TopicAtlas {
    TopicAtlas(
      papers: corpus.papers, graph: corpus.graph, topics: corpus.topics, options: options,
      renderer: renderer, previous: previous)
  }

  @Test("every paper stands on exactly one map, and small groups share a sheet")
  func onePlace() async throws {
    let result = await atlas(corpus).draw()
    #expect(result.failures.isEmpty)
    #expect(
      result.maps.map(\.name) == [
        "01-topic-name-0", "02-topic-name-1", "03-topic-name-2", "04-small-groups",
      ])
    let ids = result.maps.flatMap { SVGItems($0.svg).nodes(of: "paper") }
    #expect(Set(ids).count == corpus.papers.count)
    #expect(ids.count == corpus.papers.count)
    #expect(result.maps.reduce(0) { $0 + $1.account.papers } == corpus.papers.count)
  }

  @Test("pictures of hostile texts are well-formed, with no script and no link that runs one")
  func hostileTexts() async throws {
    for theme in MapStyle.Theme.allCases {
      let result = await atlas(corpus, MapOptions(theme: theme)).draw()
      for picture in result.maps + [try #require(result.overview)] {
        let items = SVGItems(picture.svg)
        #expect(items.error == nil, "\(picture.name)")
        #expect(items.links.allSatisfy { !$0.lowercased().contains("javascript") })
        #expect(!items.elements.contains("script"))
        let controls = String(decoding: picture.svg, as: UTF8.self).unicodeScalars.filter {
          (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
        }
        #expect(controls.isEmpty, "\(picture.name)")
      }
    }
  }

  @Test("an edge has both its ends, and the legend counts what is drawn")
  func legend() async throws {
    for picture in await atlas(corpus).draw().maps {
      let items = SVGItems(picture.svg)
      let ids = Set(items.ids)
      for edge in items.edges {
        let ends = edge.components(separatedBy: "--").dropFirst()
        #expect(ends.count == 2 && ends.allSatisfy(ids.contains), "\(edge)")
      }
      let text = items.texts.joined(separator: "\n")
      for kind in EntityKind.allCases {
        let count = items.nodes(of: kind.rawValue).count
        let entry = "\(count) \(MapStyle.name(of: kind, plural: count > 1))"
        #expect(items.texts.contains(entry) == (count > 0), "\(entry) in \(text)")
      }
      for kind in RelationKind.allCases {
        let count = items.edges.count { $0.hasPrefix(kind.rawValue + "--") }
        let entry = "\(MapStyle.name(of: kind)) (\(count))"
        #expect(items.texts.contains { $0.hasPrefix(entry) } == (count > 0), "\(entry)")
      }
    }
  }

  @Test("boxes of a map do not overlap")
  func overlap() async throws {
    let contents = MapContents(papers: corpus.papers, graph: corpus.graph, options: MapOptions())
    let placer = MapPlacer(renderer: GraphvizRenderer(), engine: nil)
    for plan in MapPlan.plans(corpus.topics, limit: 10) {
      let placed = await SheetArrangement(contents, placer, PreviousMaps()).placed(plan)
      let sizes = await placer.sizes(of: placed.drawing)
      let boxes = placed.drawing.nodes.compactMap { node -> Layout.Box? in
        guard let size = sizes[node.id],
          let place = node.attributes["pos"]?.string
            .split(separator: ",").compactMap({ Double($0) }), place.count == 2
        else { return nil }
        return Layout.Box(
          lower: .init(x: place[0] - size.width / 2, y: place[1] - size.height / 2),
          upper: .init(x: place[0] + size.width / 2, y: place[1] + size.height / 2))
      }
      #expect(boxes.count == placed.drawing.nodes.count)
      for (first, box) in boxes.enumerated() {
        for other in boxes[(first + 1)...] {
          let width = min(box.upper.x, other.upper.x) - max(box.lower.x, other.lower.x)
          let height = min(box.upper.y, other.upper.y) - max(box.lower.y, other.lower.y)
          let overlap = max(0, width) * max(0, height)
          #expect(overlap <= 0.01 * min(box.width * box.height, other.width * other.height))
        }
      }
    }
  }

  @Test("equal input gives equal bytes")
  func determinism() async throws {
    let first = await atlas(corpus).draw()
    let second = await atlas(corpus).draw()
    #expect(first.maps.map(\.svg) == second.maps.map(\.svg))
    #expect(first.maps.map(\.dot) == second.maps.map(\.dot))
    #expect(first.overview?.svg == second.overview?.svg)
    #expect(first.overview?.dot == second.overview?.dot)
  }

  @Test(
    "the same input with its own earlier run moves nothing; a paper more moves the others little")
  func stability() async throws {
    let first = await atlas(corpus).draw()
    var drawings: [Drawing] = []
    for map in first.maps { drawings += try await DOTReader().drawings(in: map.dot) }
    let overview = try await DOTReader().drawings(in: try #require(first.overview).dot).first
    let previous = PreviousMaps(maps: drawings, overview: overview)

    let again = await atlas(corpus, previous: previous).draw()
    let places = { (maps: [TopicAtlas.Picture]) in maps.map { SVGItems($0.svg).boxes } }
    #expect(places(again.maps) == places(first.maps))
    #expect(again.overview?.dot == first.overview?.dot)

    let larger = MapCorpus(groups: [25, 12, 7, 3, 2, 2])
    let contents = MapContents(papers: larger.papers, graph: larger.graph, options: MapOptions())
    let placer = MapPlacer(renderer: GraphvizRenderer(), engine: nil)
    let plan = try #require(MapPlan.plans(larger.topics, limit: 10).first)
    let placed = await SheetArrangement(contents, placer, previous).placed(plan)
    let now = PreviousMaps(maps: [placed.drawing], overview: nil)
    let keys = (0..<24).map { corpus.papers[$0].key }
    let (before, after) = (previous.places(of: keys), now.places(of: keys))
    let moves = keys.compactMap { key -> Double? in
      guard let old = before[key.description], let new = after[key.description] else { return nil }
      return hypot(new.x - old.x, new.y - old.y)
    }
    #expect(moves.count == 24)
    #expect(moves.reduce(0, +) / 24 < 40)
  }

  @Test("a crash costs one engine: the map falls back to a cheaper one and says so")
  func fallback() async throws {
    let result = await atlas(corpus, renderer: Failing(engines: [.neato])).draw()
    #expect(result.failures.isEmpty)
    #expect(result.maps[0].account.layout == "sfdp")
    #expect(
      result.maps[0].account.notes == [
        "neato failed, took a cheaper layout: Graphviz crashed (signal 11)"
      ])
    let rows = await atlas(corpus, renderer: Failing(engines: [.neato, .sfdp, .twopi])).draw()
    #expect(rows.maps[0].account.layout == "rows")
    let none = await atlas(corpus, renderer: Failing(engines: LayoutEngine.allCases)).draw()
    #expect(none.maps.isEmpty)
    #expect(none.failures.count == 5)
    #expect(none.fileOfTopic.allSatisfy { $0 == nil })
  }

  @Test("on a timeline, later years stand further right")
  func timeline() async throws {
    let result = await atlas(corpus, MapOptions(arrangement: .timeline)).draw()
    let drawing = try #require(try await DOTReader().drawings(in: result.maps[0].dot).first)
    let places = PreviousMaps(maps: [drawing], overview: nil)
      .places(of: corpus.papers.prefix(24).map(\.key))
    let dated = corpus.papers.prefix(24).compactMap { paper -> (year: Int, x: Double)? in
      guard let year = paper.record.date?.year, let x = places[paper.key.description]?.x else {
        return nil
      }
      return (year, x)
    }
    #expect(dated.count == 24)
    for one in dated { for other in dated where one.year < other.year { #expect(one.x < other.x) } }
  }

  @Test("in the overview every paper stands in its topic's disc, and no names overlap")
  func overview() async throws {
    let contents = MapContents(papers: corpus.papers, graph: corpus.graph, options: MapOptions())
    let layout = await TopicLayout(
      corpus.topics, contents: contents,
      placer: MapPlacer(renderer: GraphvizRenderer(), engine: nil), previous: [:])
    for (paper, position) in layout.positions.enumerated() {
      let disc = layout.discs[try #require(corpus.topics.topicOfPaper[paper])]
      let place = try #require(position)
      #expect(hypot(place.x - disc.center.x, place.y - disc.center.y) < disc.radius)
    }
    for first in layout.discs.indices {
      for second in layout.discs.indices where second > first {
        let (one, other) = (
          TopicLayout.box(layout.discs[first]), TopicLayout.box(layout.discs[second])
        )
        let dx = abs(layout.discs[first].center.x - layout.discs[second].center.x)
        let tops = [first, second].map { layout.discs[$0].center.y - layout.discs[$0].radius }
        let dy = abs(tops[0] + one.height / 2 - tops[1] - other.height / 2)
        #expect(
          dx >= (one.width + other.width) / 2 - 0.1 || dy >= (one.height + other.height) / 2 - 0.1)
      }
    }
  }

  @Test("beyond 150 topics each stands in the disc of its region, and no regions overlap")
  func overviewOfRegions() async {
    var corpus = MapCorpus(groups: [Int](repeating: 2, count: 160))
    for topic in corpus.topics.topics.indices { corpus.topics.topics[topic].region = topic / 16 }
    corpus.topics.regions = (0..<10).map { region in
      TopicMap.Region(name: "Region \(region)", topics: Array(region * 16..<(region + 1) * 16))
    }
    let contents = MapContents(papers: corpus.papers, graph: corpus.graph, options: MapOptions())
    let layout = await TopicLayout(
      corpus.topics, contents: contents,
      placer: MapPlacer(renderer: GraphvizRenderer(), engine: nil), previous: [:])
    #expect(layout.regions.count == 10)
    for (topic, disc) in zip(corpus.topics.topics, layout.discs) {
      let region = layout.regions[topic.region]
      let distance = hypot(disc.center.x - region.center.x, disc.center.y - region.center.y)
      #expect(distance + disc.radius < region.radius)
    }
    for first in layout.regions.indices {
      for second in layout.regions[..<first] {
        let one = layout.regions[first]
        let distance = hypot(one.center.x - second.center.x, one.center.y - second.center.y)
        #expect(distance > one.radius + second.radius)
      }
    }
    let drawing = OverviewDrawing(
      topics: corpus.topics, layout: layout, papers: corpus.papers,
      maps: [String?](repeating: nil, count: 160)
    ).drawing()
    #expect(drawing.nodes.count { $0.id.hasPrefix("region:") } == 10)
    #expect(drawing.nodes.count { $0.id.hasPrefix("topic:") } == 160)
  }

  @Test("librsvg draws every picture without a warning", .enabled(if: rsvgConvert != nil))
  func librsvg() async throws {
    let result = await atlas(corpus).draw()
    for picture in result.maps + [try #require(result.overview)] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: rsvgConvert ?? "")
      let (input, errors) = (Pipe(), Pipe())
      process.standardInput = input
      process.standardOutput = FileHandle.nullDevice
      process.standardError = errors
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data(picture.svg))
      try input.fileHandleForWriting.close()
      let message = String(
        decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0 && message.isEmpty, "\(picture.name): \(message)")
    }
  }
}

private let rsvgConvert = ["/usr/bin/rsvg-convert", "/usr/local/bin/rsvg-convert"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// A renderer in which some engines crash.
private struct Failing: DrawingRenderer {
  var engines: [LayoutEngine]

  func render(
    _ drawing: Drawing, layout: LayoutEngine, format: ImageFormat
  ) async throws(RenderError) -> [UInt8] {
    if engines.contains(layout) { throw .crash(signal: 11) }
    return try await GraphvizRenderer().render(drawing, layout: layout, format: format)
  }

  func layout(_ drawing: Drawing, engine: LayoutEngine) async throws(RenderError) -> Layout {
    if engines.contains(engine) { throw .crash(signal: 11) }
    return try await GraphvizRenderer().layout(drawing, engine: engine)
  }
}

/// What a parser of XML finds in a picture.
private final class SVGItems: NSObject, XMLParserDelegate {
  private(set) var error: String?
  private(set) var elements: Set<String> = []
  private(set) var ids: [String] = []
  private(set) var edges: [String] = []
  private(set) var links: [String] = []
  private(set) var texts: [String] = []
  /// The outlines of nodes, by id.
  private(set) var boxes: [String: String] = [:]
  private var classes: [(name: String, id: String)] = []
  private var current: String?
  private var text: String?

  init(_ svg: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = self
    if !parser.parse() { error = "line \(parser.lineNumber), column \(parser.columnNumber)" }
  }

  func nodes(of kind: String) -> [String] {
    classes.filter { $0.name == "node " + kind }.map(\.id)
  }

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
    attributes: [String: String]
  ) {
    elements.insert(name)
    if let id = attributes["id"] { ids.append(id) }
    if let kind = attributes["class"], let id = attributes["id"] {
      classes.append((kind, id))
      if kind.hasPrefix("edge") { edges.append(id) }
      if kind.hasPrefix("node") { current = id }
    }
    if let current, let outline = attributes["d"] ?? attributes["points"] ?? attributes["cx"] {
      boxes[current, default: ""] += outline
    }
    if let link = attributes["xlink:href"] ?? attributes["href"] { links.append(link) }
    text = name == "text" ? "" : nil
  }

  func parser(_: XMLParser, foundCharacters string: String) { text? += string }

  func parser(
    _: XMLParser, didEndElement name: String, namespaceURI _: String?, qualifiedName _: String?
  ) {
    if let text, name == "text" { texts.append(text) }
    text = nil
  }
}
