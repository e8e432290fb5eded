import ArgumentParser
import Foundation
import PaperGraph

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the graph for another tool.",
    discussion: """
      Inputs are papers, or one graph file, which is then written in another format.

      FORMATS
        dot             Graphviz            gexf, gexf-1.2   Gephi
        xdot            Graphviz, drawn     graphml          igraph, NetworkX, Gephi, Cytoscape
        graphviz-json   Graphviz, drawn     graphml-yed      yEd
        cyjs, cx2       Cytoscape           gml, pajek       many
        vosviewer       VOSviewer, JSON     jgf              JSON Graph Format 2
        node-link, d3   NetworkX, D3        jsonl            lossless, read back by this command
        mermaid         Markdown pages

      Folders: vosviewer-text (map and network), neo4j (import files), csv (nodes
      and edges), obsidian (a note a node).

      EXAMPLES
        papergraph export seeds --format gexf --output seeds.gexf
        papergraph export seeds --format dot --relations similarTo --min-weight 0.2 | ccomps -x
        papergraph export seeds --format mermaid --around "i-RevNet" --hops 1
        papergraph export graph.dot --format graphml --output graph.graphml
      """)

  @OptionGroup var input: InputOptions

  @OptionGroup var analysis: AnalysisOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The format; see above.", valueName: "format"),
    transform: { name in
      guard let format = GraphFormat(rawValue: name) else {
        let names = GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("no format \(name); there are \(names)")
      }
      return format
    })
  var format: GraphFormat

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file, or the folder of a format with several; standard output unless told.",
      valueName: "path"))
  var output: String?

  @Option(help: ArgumentHelp("Kinds of nodes to keep, with commas.", valueName: "kinds"))
  var types: String?

  @Option(help: ArgumentHelp("Kinds of edges to keep, with commas.", valueName: "kinds"))
  var relations: String?

  @Option(help: ArgumentHelp("The least weight of an edge.", valueName: "weight"))
  var minWeight: Double?

  @Option(help: ArgumentHelp("The connected component to keep, by size.", valueName: "number"))
  var component: Int?

  @Option(help: ArgumentHelp("The topic whose papers to keep.", valueName: "name"))
  var topic: String?

  @Option(
    help: ArgumentHelp("The paper to stay near: id, DOI or title.", valueName: "paper"))
  var around: String?

  @Option(help: ArgumentHelp("How many edges away from that paper.", valueName: "number"))
  var hops = 2

  @Option(
    help: ArgumentHelp(
      "An engine that gives the nodes places, such as sfdp, or none. Unless told, graphs of up to "
        + "\(Self.layoutLimit) nodes get places in formats that draw them.",
      valueName: "engine"))
  var layout: String?

  @Flag(help: "Say on standard error what the format cannot hold of this graph.")
  var explain = false

  static let layoutLimit = 1_000

  func validate() throws {
    if hops < 0 { throw ValidationError("--hops must be 0 or more") }
    if let component, component < 1 { throw ValidationError("--component must be 1 or more") }
    if let minWeight, minWeight.isNaN { throw ValidationError("--min-weight must be a number") }
    if let layout, layout != "none", LayoutEngine(rawValue: layout) == nil {
      let names = LayoutEngine.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("no engine \(layout); there are none, \(names)")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let workers = WorkerPool.ofThisCommand(1)
      var graph = try await graph(workers)
      for line in explain ? graph.losses(in: format) : [] {
        Console.error("\(format.rawValue): \(line)")
      }
      do {
        graph = try await placed(graph, workers)
        try await write(graph, workers)
      } catch let error as RenderError {
        throw CommandFailure(.noPaper, "\(error)")
      } catch let error as GraphFormatError {
        throw CommandFailure(.noPaper, "\(error)")
      }
    }
  }

  private func graph(_ workers: WorkerPool) async throws -> AttributedGraph {
    if input.inputs.count == 1,
      let reading = try await GraphInput.read(input.inputs[0], workers)
    {
      if !input.reading.quiet {
        for note in reading.notes { Console.error("note: \(note)") }
        if reading.graphs.count > 1 {
          Console.error("note: the first of \(reading.graphs.count) graphs is written")
        }
      }
      guard let graph = reading.graphs.first else {
        throw CommandFailure(.noPaper, "no graph in \(input.inputs[0])")
      }
      return try selected(graph.inferringTypes(), center: around)
    }
    let corpus = try await analysis.analyze(input)
    let graph = AttributedGraph(corpus.graph, papers: corpus.papers, topics: corpus.topics)
    let center = try around.map { try key(of: $0, in: corpus.papers) }
    return try selected(graph.styled(), center: center)
  }

  private func key(of query: String, in papers: [Paper]) throws -> String {
    switch PaperLookup(papers).find(query) {
    case .exact(let place), .closest(let place): return papers[place].key.description
    case .unknown(let nearest):
      let titles = nearest.map { "\"\(papers[$0].record.title)\"" }.joined(separator: ", ")
      throw CommandFailure(.noPaper, "no paper \"\(query)\"; nearest are \(titles)")
    }
  }

  private func selected(_ graph: AttributedGraph, center: String?) throws -> AttributedGraph {
    var selection = GraphSelection()
    selection.types = types.map(Self.names)
    selection.relations = relations.map(Self.names)
    selection.minimumWeight = minWeight
    selection.component = component
    selection.topic = topic
    selection.center = center
    selection.hops = hops
    guard selection != GraphSelection() else { return graph }
    do {
      return try selection.apply(to: graph)
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
  }

  private static func names(_ list: String) -> Set<String> {
    Set(list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
  }

  private func placed(
    _ graph: AttributedGraph, _ workers: WorkerPool
  ) async throws -> AttributedGraph {
    if layout == "none" || format.needsLayout { return graph }
    if let engine = layout.flatMap(LayoutEngine.init(rawValue:)) {
      return try await graph.placed(by: engine, workers)
    }
    let hasPlaces = graph.nodes.contains { $0.attributes[AttributeName.x] != nil }
    let isWanted = format.carriesPositions && format != .dot && format != .jsonLines
    guard isWanted, !hasPlaces, 1...Self.layoutLimit ~= graph.nodes.count else { return graph }
    return try await graph.placed(by: .sfdp, workers)
  }

  private func write(_ graph: AttributedGraph, _ workers: WorkerPool) async throws {
    if format.needsLayout {
      let engine = layout.flatMap(LayoutEngine.init(rawValue:)) ?? .sfdp
      let picture = try await workers.render(
        Drawing(graph), layout: engine, format: format == .xdot ? .xdot : .json)
      return try Console.write(picture, to: output)
    }
    let files = try graph.files(as: format)
    guard format.fileExtension == nil else {
      return try write(files[0], to: output)
    }
    guard let output, output != "-" else {
      throw CommandFailure(.usage, "\(format.rawValue) is a folder; name it with --output")
    }
    do {
      try FileManager.default.createDirectory(
        atPath: output, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: output, reason: "no folder can be made there")
    }
    for file in files { try write(file, to: output + "/" + file.name) }
  }

  private func write(_ file: GraphFile, to path: String?) throws {
    guard let path, path != "-" else { return try file.write { Console.output($0) } }
    let output = try AtomicFile(path: path)
    try file.write { try output.write($0) }
    try output.commit()
  }
}
