import ArgumentParser
import Foundation
import PaperGraph

struct MapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw topic maps of papers.",
    discussion: """
      Writes a folder to look at: index.html to explore, overview.svg of all topics,
      one map a topic as SVG and DOT, graph.dot with everything, topics.jsonl, and
      report.json. Files of an earlier run that are no longer needed are removed;
      nothing else in the folder is touched.

      EXAMPLES
        papergraph map seeds --output Graphs
        papergraph map library.bib --output maps --previous maps
        papergraph map papers.jsonl.gz --output years --layout timeline
        papergraph map seeds --output nerf --focus NeRF --types dataset,method
      """)

  @OptionGroup var input: InputOptions

  @OptionGroup var analysis: AnalysisOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "folder"))
  var output: String

  @Option(help: "How papers are placed: by topic, or by year.")
  var layout = MapOptions.Arrangement.topics

  @Option(help: "Graphviz's engine that places nodes; by size unless told.")
  var engine: LayoutEngine?

  @Option(
    help: ArgumentHelp(
      "Draw one map instead: of a topic, of the papers that name a term, or round a paper.",
      valueName: "topic|term|paper"))
  var focus: String?

  @Option(
    help: ArgumentHelp(
      "What stands on maps beside papers, separated by commas.", valueName: "kinds"),
    transform: kinds)
  var types = MapOptions().types

  @Option(
    help: ArgumentHelp(
      "Nodes of a map before entities are left out; papers never are.", valueName: "number"))
  var maxNodes = MapOptions().maxNodes

  @Option(
    help: ArgumentHelp("The largest topics that get a map of their own.", valueName: "number"))
  var maxMaps = MapOptions().maxMaps

  @Option(help: ArgumentHelp("Draw no relation of less weight.", valueName: "weight"))
  var minWeight = 0.0

  @Option(help: "The colours; auto follows the reader's system.")
  var theme = MapStyle.Theme.auto

  @Option(
    help: ArgumentHelp(
      "An earlier run's folder; what was there stays where it was.", valueName: "folder"))
  var previous: String?

  func validate() throws {
    if maxNodes < 1 { throw ValidationError("--max-nodes must be 1 or more") }
    if maxMaps < 0 { throw ValidationError("--max-maps must be 0 or more") }
    if !(minWeight >= 0) { throw ValidationError("--min-weight must be 0 or more") }
  }

  func run() async throws {
    try await reportingFailures {
      var clock = StageClock()
      let folder = try OutputFolder(path: output)
      let corpus = try await clock.timing("analyze") { try await analysis.analyze(input) }
      let pool = WorkerPool(
        command: [Self.executable, WorkerCommand.configuration.commandName ?? ""],
        workers: input.reading.threadCount)
      let atlas = try await clock.timing("draw") { try await draw(corpus, pool) }
      let content = MapFolder(
        papers: corpus.papers, graph: corpus.graph, topics: corpus.topics, atlas: atlas)
      try await clock.timing("write") { try content.write(to: folder) }
      let report = RunReport(
        of: content, inputs: corpus.corpus.inputs.map(RunReport.Input.init),
        parameters: parameters, files: folder.files,
        versions: [
          "papergraph": paperGraphVersion,
          "graphviz": (try? await GraphvizRenderer().version()) ?? "unknown",
        ], seconds: clock.seconds)
      try folder.finish(report: report.json())
      if !input.reading.quiet {
        for failure in atlas.failures { Console.error("warning: \(failure)") }
        Console.error(
          "\(corpus.papers.count) papers, \(corpus.topics.topics.count) topics, "
            + "\(atlas.maps.count) maps in \(output)")
      }
    }
  }

  private func draw(
    _ corpus: AnalyzedCorpus, _ pool: WorkerPool
  ) async throws -> TopicAtlas.Result {
    var atlas = TopicAtlas(
      papers: corpus.papers, graph: corpus.graph, topics: corpus.topics, options: options,
      renderer: pool, previous: try await previousMaps(pool))
    if !input.reading.quiet {
      atlas.progress = { Console.progress(Self.bar($0, of: $1)) }
    }
    defer { if !input.reading.quiet { Console.progress(nil) } }
    guard let focus else { return await atlas.draw() }
    guard let papers = MapFocus(focus).papers(in: corpus) else {
      throw CommandFailure(.noPaper, "no topic, term or paper is called \(focus)")
    }
    return await atlas.draw(only: papers, title: focus)
  }

  private var options: MapOptions {
    MapOptions(
      arrangement: layout, engine: engine, types: types, maxNodes: maxNodes,
      minWeight: minWeight, theme: theme, maxMaps: maxMaps)
  }

  private var parameters: [String: String] {
    [
      "layout": layout.rawValue, "engine": engine?.rawValue ?? "by size", "focus": focus ?? "",
      "types": types.map(\.rawValue).sorted().joined(separator: ","),
      "maxNodes": "\(maxNodes)", "maxMaps": "\(maxMaps)", "minWeight": "\(minWeight)",
      "theme": theme.rawValue, "coupling": analysis.coupling?.rawValue ?? "none",
      "keepReferences": String(analysis.keepReferences),
      "vectors": analysis.comparison.vectors ?? "embedded",
      "model": analysis.comparison.model ?? "none", "merge": input.reading.merge.rawValue,
    ]
  }

  /// The places of an earlier run; a folder without any is an error, a bad file is not.
  private func previousMaps(_ pool: WorkerPool) async throws -> PreviousMaps {
    guard let previous else { return PreviousMaps() }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: previous) else {
      throw CommandFailure(.noInput, "cannot read \(previous)")
    }
    var maps: [Drawing] = []
    var overview: Drawing?
    for name in names.sorted() where name.hasSuffix(".dot") && name != "graph.dot" {
      guard let bytes = FileManager.default.contents(atPath: previous + "/" + name) else {
        continue
      }
      let drawing = try? await pool.drawings(in: Array(bytes)).first
      if name == "overview.dot" { overview = drawing } else if let drawing { maps.append(drawing) }
    }
    return PreviousMaps(maps: maps, overview: overview)
  }

  /// The path of this very executable, wherever it was copied to.
  private static let executable: String =
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    ?? CommandLine.arguments[0]

  private static func bar(_ done: Int, of all: Int) -> String {
    let width = 24
    let filled = all == 0 ? width : width * done / all
    return "draw [" + String(repeating: "=", count: filled)
      + String(repeating: " ", count: width - filled) + "] \(done) of \(all) maps"
  }
}

/// Reads the kinds of entities named on the command line.
private func kinds(_ text: String) throws -> Set<EntityKind> {
  var kinds: Set<EntityKind> = []
  for name in text.split(separator: ",") {
    guard let kind = EntityKind(rawValue: String(name)), kind != .paper else {
      let names = EntityKind.allCases.filter { $0 != .paper }.map(\.rawValue)
      throw ValidationError(
        "--types takes \(names.joined(separator: ", ")), not \(name)")
    }
    kinds.insert(kind)
  }
  return kinds
}

extension MapOptions.Arrangement: ExpressibleByArgument {}
extension MapStyle.Theme: ExpressibleByArgument {}

/// How long each stage took.
struct StageClock {
  private(set) var seconds: [String: Double] = [:]

  /// Does a stage's work and notes its time.
  mutating func timing<Value>(
    _ stage: String, _ work: () async throws -> Value
  ) async rethrows -> Value {
    let start = ContinuousClock.now
    let value = try await work()
    seconds[stage] = ((ContinuousClock.now - start) / .milliseconds(1)).rounded() / 1_000
    return value
  }
}

extension RunReport.Input {
  /// A report's account of an input.
  init(_ input: Corpus.Input) {
    self.init(
      file: input.file, format: input.format?.rawValue, bytes: input.bytes, sha256: input.sha256,
      records: input.records, errors: input.errors)
  }
}
