import Graphviz
import PaperAnalysis
import PaperModel

/// All pictures of a corpus: an overview of its topics, and a map of each.
///
/// Every paper that is joined with another stands on one map: that of its topic, or, where it is
/// joined with one or two others only, a sheet of such small groups. Beyond `maxMaps` topics the
/// smaller ones have no map of their own; the overview shows them.
///
/// Equal input gives equal bytes, whatever the renderer's number of workers.
public struct TopicAtlas: Sendable {
  /// One picture with its account.
  public struct Picture: Sendable {
    /// The name of its files, without `.svg` and `.dot`.
    public var name: String
    /// The picture.
    public var svg: [UInt8]
    /// The same as DOT, with places.
    public var dot: [UInt8]
    /// What is in it, and how it came about.
    public var account: Account
  }

  /// What a report says of a picture.
  public struct Account: Hashable, Sendable, Codable {
    /// The file.
    public var file: String
    /// The heading.
    public var title: String
    /// How many papers stand in it.
    public var papers: Int
    /// How many nodes were drawn.
    public var nodes: Int
    /// How many edges were drawn.
    public var edges: Int
    /// The engine or arrangement that placed the nodes.
    public var layout: String
    /// What went wrong on the way and was mended.
    public var notes: [String]
  }

  /// What was drawn.
  public struct Result: Sendable {
    /// The picture of all topics; nil if there is no topic, or none could be drawn.
    public var overview: Picture?
    /// The maps, in the order of their names.
    public var maps: [Picture]
    /// For each topic the file of its map; nil if it has none.
    public var fileOfTopic: [String?]
    /// For each paper its place in the overview.
    public var positions: [Layout.Point?]
    /// Maps that could not be drawn at all, with the reason.
    public var failures: [String]
  }

  let topics: TopicMap
  let contents: MapContents
  let renderer: any DrawingRenderer
  let previous: PreviousMaps
  /// Called with the number of maps drawn and to be drawn.
  public var progress: @Sendable (Int, Int) -> Void = { _, _ in }

  /// Creates an atlas; `topics` numbers the papers by their places in `papers`.
  public init(
    papers: [Paper], graph: EntityGraph, topics: TopicMap, options: MapOptions = MapOptions(),
    renderer: any DrawingRenderer = GraphvizRenderer(), previous: PreviousMaps = PreviousMaps()
  ) {
    precondition(topics.topicOfPaper.count == papers.count, "the topics are of these papers")
    self.topics = topics
    contents = MapContents(papers: papers, graph: graph, options: options)
    self.renderer = renderer
    self.previous = previous
  }

  /// Draws everything.
  public func draw() async -> Result {
    let plans = MapPlan.plans(topics, limit: contents.options.maxMaps)
    return await draw(plans)
  }

  /// Draws the overview, and one map of given papers in place of all maps.
  ///
  /// - Parameters:
  ///   - papers: The papers, ascending.
  ///   - title: What the map is called.
  /// - Returns: The overview and the map.
  public func draw(only papers: [Int], title: String) async -> Result {
    let plan = MapPlan(
      name: MapNames.fileStem("focus", title), title: title, subtitle: "", topics: [],
      groups: [papers])
    return await draw([plan])
  }

  /// The picture of each plan, several at a time.
  private func pictures(
    of plans: [MapPlan]
  ) async -> [Swift.Result<Picture, RenderError>] {
    await withTaskGroup(
      of: NumberedPicture.self, returning: [Swift.Result<Picture, RenderError>].self
    ) { group in
      for (index, plan) in plans.enumerated() {
        group.addTask { NumberedPicture(index: index, picture: await attempt(plan)) }
      }
      var drawn: [NumberedPicture] = []
      for await picture in group {
        drawn.append(picture)
        progress(drawn.count, plans.count)
      }
      return drawn.sorted { $0.index < $1.index }.map(\.picture)
    }
  }

  private struct NumberedPicture: Sendable {
    let index: Int
    let picture: Swift.Result<Picture, RenderError>
  }

  private func attempt(_ plan: MapPlan) async -> Swift.Result<Picture, RenderError> {
    do throws(RenderError) {
      return .success(try await draw(plan))
    } catch {
      return .failure(error)
    }
  }

  private func draw(_ plans: [MapPlan]) async -> Result {
    var fileOfTopic = [String?](repeating: nil, count: topics.topics.count)
    for plan in plans { for topic in plan.topics { fileOfTopic[topic] = plan.name + ".svg" } }
    let drawn = await pictures(of: plans)
    var failures: [String] = []
    var maps: [Picture] = []
    for (plan, result) in zip(plans, drawn) {
      switch result {
      case .success(let picture): maps.append(picture)
      case .failure(let error):
        failures.append("\(plan.name): \(error)")
        for topic in plan.topics { fileOfTopic[topic] = nil }
      }
    }
    let (overview, layout) = await drawOverview(fileOfTopic, &failures)
    return Result(
      overview: overview, maps: maps, fileOfTopic: fileOfTopic, positions: layout.positions,
      failures: failures)
  }

  private var placer: MapPlacer {
    MapPlacer(renderer: renderer, engine: contents.options.engine)
  }

  private func draw(_ plan: MapPlan) async throws(RenderError) -> Picture {
    let placed =
      contents.options.arrangement == .timeline
      ? await TimelineArrangement(contents, placer).placed(plan)
      : await SheetArrangement(contents, placer, previous).placed(plan)
    let counts = placed.drawing.nodes.count
    let picture = MapPicture(
      title: plan.title, subtitle: plan.subtitle,
      description: description(plan, placed.content),
      caption: caption(placed), legend: MapLegend(placed.content, of: contents),
      theme: contents.options.theme)
    var notes = placed.notes
    let svg = try await render(placed.drawing, in: picture, &notes)
    return Picture(
      name: plan.name, svg: svg, dot: placed.drawing.dot(),
      account: Account(
        file: plan.name + ".svg", title: plan.title, papers: placed.content.papers.count,
        nodes: counts, edges: placed.drawing.edges.count, layout: placed.layout, notes: notes))
  }

  private func drawOverview(
    _ files: [String?], _ failures: inout [String]
  ) async -> (Picture?, TopicLayout) {
    let layout = await TopicLayout(
      topics, contents: contents, placer: placer, previous: previous.overview)
    guard !topics.topics.isEmpty else { return (nil, layout) }
    let overview = OverviewDrawing(
      topics: topics, layout: layout, papers: contents.papers, maps: files)
    let drawing = overview.drawing()
    let joined = contents.papers.count - topics.unconnected.count
    let picture = MapPicture(
      title: "\(joined) papers in \(topics.topics.count) topics",
      subtitle: "Topics that share much stand near each other. Choose one to see its papers.",
      description: "An overview of \(topics.topics.count) topics: "
        + topics.topics.prefix(20).map { "\($0.name) (\($0.papers.count))" }
        .joined(separator: ", "),
      caption: "\(contents.papers.count) papers, \(topics.unconnected.count) of them joined with"
        + " no other · modularity \(SVGElement.number(topics.quality.modularity)) at resolution"
        + " \(SVGElement.number(topics.quality.resolution)) · PaperGraph",
      legend: overview.legend, theme: contents.options.theme)
    var notes = layout.notes
    do throws(RenderError) {
      let svg = try await render(drawing, in: picture, &notes)
      let account = Account(
        file: "overview.svg", title: picture.title, papers: joined, nodes: drawing.nodes.count,
        edges: drawing.edges.count, layout: "topics", notes: notes)
      return (
        Picture(name: "overview", svg: svg, dot: drawing.dot(), account: account), layout
      )
    } catch {
      failures.append("overview: \(error)")
      return (nil, layout)
    }
  }

  /// Renders a drawing with places; edges run straight where routing them fails.
  private func render(
    _ drawing: Drawing, in picture: MapPicture, _ notes: inout [String]
  ) async throws(RenderError) -> [UInt8] {
    var bytes: [UInt8]
    do {
      bytes = try await renderer.render(drawing, layout: .nop, format: .svg)
    } catch {
      notes.append("edges could not be routed and run straight: \(error)")
      var straight = drawing
      straight.attributes["splines"] = "line"
      bytes = try await renderer.render(straight, layout: .nop, format: .svg)
    }
    var titles: [String: String] = [:]
    var minorLines: [String: Int] = [:]
    for node in drawing.nodes {
      guard let id = node.attributes["id"]?.string else { continue }
      titles[id] = node.attributes["tooltip"]?.string.split(separator: "\n").first.map(String.init)
      if node.attributes["comment"]?.string == MapDrawing.hasFacts { minorLines[id] = 1 }
    }
    for edge in drawing.edges {
      if let id = edge.attributes["id"]?.string { titles[id] = edge.attributes["tooltip"]?.string }
    }
    guard let svg = GraphvizSVG(bytes, titles: titles, minorLines: minorLines) else {
      throw .graphviz("the picture is no SVG")
    }
    return picture.svg(svg)
  }

  private func description(_ plan: MapPlan, _ content: MapContent) -> String {
    let titles = content.papers.map { TextLines.plain(contents.papers[$0].record.title) }
    return "A map of \(content.papers.count) papers and \(content.entities.count) things that they"
      + " name. The papers: " + titles.joined(separator: "; ")
  }

  private func caption(_ placed: PlacedMap) -> String {
    let options = contents.options
    var parts = [
      "\(placed.content.papers.count) of \(contents.papers.count) papers",
      "\(placed.drawing.edges.count) relations",
      "the \(MapContents.similaritiesPerPaper) nearest papers of each", "layout \(placed.layout)",
    ]
    if options.minWeight > 0 {
      parts.append("relations of weight \(SVGElement.number(options.minWeight)) or more")
    }
    return (parts + ["PaperGraph"]).joined(separator: " · ")
  }
}
