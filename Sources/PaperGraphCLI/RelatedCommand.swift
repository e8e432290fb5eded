import ArgumentParser
import Foundation
import PaperGraph

struct RelatedCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, jsonl, bibtex
  }

  static let configuration = CommandConfiguration(
    commandName: "related",
    abstract: "Find the papers nearest to one paper, and why.",
    discussion: """
      EXAMPLES
        papergraph related "Attention Is All You Need" papers.bib
        papergraph related 1706.03762 dump.jsonl.gz --seed 1810.04805 --limit 20 --diverse
        papergraph related --text abstract.txt acl.jsonl.gz --since 2020 --format bibtex
        papergraph related --queries ids.txt acl.jsonl.gz --format jsonl --limit 100
        papergraph related --every acl.jsonl.gz --limit 20 > nearest.jsonl

      QUERY is an id, an identifier such as a DOI, or a title: exact, else the
      closest. With --text, --queries or --every there is no QUERY, and every
      argument is an input. A score is the sum of its parts: words that both use,
      their meaning by word vectors, and feedback from the papers nearest to the
      query. References count in no score; --coupling lists their neighbours apart.
      """)

  @Argument(help: ArgumentHelp("The paper to start from, then inputs.", valueName: "query> <input"))
  var arguments: [String] = []

  @Option(help: ArgumentHelp("A further paper to start from.", valueName: "query"))
  var seed: [String] = []

  @Option(help: ArgumentHelp("A file with a text to start from; - is standard input."))
  var text: String?

  @Option(help: ArgumentHelp("A file with one id a line, each answered.", valueName: "file"))
  var queries: String?

  @Flag(help: "Print the nearest papers of every paper, a JSON object a line; without feedback.")
  var every = false

  @Option(name: .shortAndLong, help: ArgumentHelp("Answers a query, 1 or more."))
  var limit = 10

  @Option(help: "text, json, jsonl or bibtex.")
  var format = Format.text

  @Option(help: ArgumentHelp("Answers of this year or later only.", valueName: "year"))
  var since: Int?

  @Option(help: ArgumentHelp("Answers of this year or earlier only.", valueName: "year"))
  var until: Int?

  @Flag(help: "Answers that differ from each other.")
  var diverse = false

  @Flag(help: "Say why for every query of --queries as well.")
  var explain = false

  @Option(help: ArgumentHelp("Draw the answers around the query.", valueName: "file.svg"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "List papers that share references or citing papers with QUERY, by this normalization.",
      valueName: "association|cosine|jaccard|inclusion"))
  var coupling: CouplingNormalization?

  @OptionGroup var comparison: ComparisonOptions

  @OptionGroup var reading: ReadingOptions

  /// Whether the first argument is a QUERY.
  private var namesQuery: Bool { text == nil && queries == nil && !every }

  /// The arguments that are no QUERY.
  private var inputs: [String] { namesQuery ? Array(arguments.dropFirst()) : arguments }

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit must be 1 or more") }
    let ways = [("--text", text != nil), ("--queries", queries != nil), ("--every", every)]
      .filter(\.1).map(\.0)
    guard ways.count <= 1 else {
      throw ValidationError("\(ways[0]) and \(ways[1]) exclude each other")
    }
    if let way = ways.first, way != "--text" {
      if !seed.isEmpty { throw ValidationError("\(way) and --seed exclude each other") }
      if map != nil { throw ValidationError("--map draws one query; \(way) asks many") }
    }
    if coupling != nil, let way = ways.first {
      throw ValidationError("--coupling needs a QUERY; \(way) gives none")
    }
    if every, diverse || since != nil || until != nil || explain {
      throw ValidationError("--every gives plain neighbours; filters and reasons need a query")
    }
    guard !inputs.isEmpty else {
      throw ValidationError(
        text == nil && queries == nil
          ? "name a query, then at least one input" : "name at least one input")
    }
    if let since, let until, since > until {
      throw ValidationError("--since \(since) is after --until \(until)")
    }
    if inputs.count(where: { $0 == "-" }) + (text == "-" ? 1 : 0) + (queries == "-" ? 1 : 0) > 1 {
      throw ValidationError("standard input can be read once only")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let words = try comparison.words()
      let encoder = try comparison.encoder(reading)
      let text = try self.text.map { try InputText.read($0) }
      let ids = try queries.map { try InputText.lines(of: $0) }
      if every { return try await printNeighbors(words, encoder) }
      let papers = try reading.read(inputs).papers
      let spaces = encoder.map { [$0.space(of: papers)] } ?? []
      let related = await RelatedPapers(
        papers, words: words, spaces: spaces, threads: reading.threadCount)
      if let ids {
        try await answerAll(ids, related)
      } else {
        try await answer(try query(text, encoder, in: papers), related)
      }
      if !reading.quiet { Console.progress(nil) }
    }
  }

  private func query(
    _ text: String?, _ encoder: PaperEncoding?, in papers: [Paper]
  ) throws -> RelatedQuery {
    let lookup = PaperLookup(papers)
    let names = (namesQuery ? [arguments[0]] : []) + seed
    let places = try names.map { try lookup.place(of: $0, in: papers) }
    return RelatedQuery(
      text: text, papers: places,
      textPlaces: text.flatMap { text in encoder.map { [$0.place(of: text)] } } ?? [])
  }

  /// Prints the exact nearest papers of every paper.
  private func printNeighbors(_ words: WordVectors?, _ encoder: PaperEncoding?) async throws {
    let (ids, fused) = try await comparableTexts(words, encoder)
    let neighbors = await fused.neighbors(
      of: ids.indices, limit: limit, threads: reading.threadCount)
    for (paper, nearest) in neighbors.enumerated() {
      let results = nearest.map { "{\"id\":\(ids[$0.index]),\"score\":\($0.score)}" }
      Console.output(
        "{\"query\":\(ids[paper]),\"results\":[\(results.joined(separator: ","))]}\n")
    }
    if !reading.quiet { Console.progress(nil) }
  }

  /// The ids of all papers as JSON, and their texts; the papers themselves are not held.
  private func comparableTexts(
    _ words: WordVectors?, _ encoder: PaperEncoding?
  ) async throws -> (ids: [String], fused: FusedIndex) {
    let papers = try reading.read(inputs).papers
    let json = JSONEncoder()
    json.outputFormatting = .withoutEscapingSlashes
    let ids = try papers.map { String(decoding: try json.encode($0.id), as: UTF8.self) }
    let spaces = encoder.map { [$0.space(of: papers)] } ?? []
    let texts = await AbstractSimilarity.texts(
      of: papers, words: words, spaces: spaces, threads: reading.threadCount)
    return (ids, texts.fused)
  }

  /// Answers one query, saying why.
  private func answer(_ query: RelatedQuery, _ related: RelatedPapers) async throws {
    let answers = await self.answers(to: query, related)
    let context = await RelatedContext(
      query, answers, related, coupling: coupling.map { .init(normalization: $0, limit: limit) },
      threads: reading.threadCount)
    let report = RelatedReport(query, answers, related, context: context)
    switch format {
    case .text: Console.output(report.text())
    case .json: Console.output(try report.json(pretty: true))
    case .jsonl: Console.output(try report.json(pretty: false))
    case .bibtex:
      Console.output(BibliographyFormat.bibtex.bytes(of: answers.map { related.papers[$0.paper] }))
    }
    if let map { try await draw(query, answers, related, to: map) }
  }

  /// Answers an id a line.
  private func answerAll(_ ids: [String], _ related: RelatedPapers) async throws {
    let lookup = PaperLookup(related.papers)
    let places = try ids.map { try lookup.place(of: $0, in: related.papers) }
    var chosen: [Paper] = []
    for place in places {
      let query = RelatedQuery(text: nil, papers: [place])
      let answers = await self.answers(to: query, related)
      let context =
        explain
        ? await RelatedContext(query, answers, related, threads: reading.threadCount) : nil
      let report = RelatedReport(query, answers, related, context: context)
      switch format {
      case .text: Console.output(report.text())
      case .json, .jsonl: Console.output(try report.json(pretty: format == .json))
      case .bibtex: chosen += answers.map { related.papers[$0.paper] }
      }
    }
    if format == .bibtex {
      var seen: Set<String> = []
      Console.output(
        BibliographyFormat.bibtex.bytes(of: chosen.filter { seen.insert($0.id).inserted }))
    }
  }

  private func answers(
    to query: RelatedQuery, _ related: RelatedPapers
  ) async -> [RelatedPapers.Answer] {
    let limit = min(limit, related.papers.count)
    let wanted = diverse ? limit * RelatedPapers.candidatesOfDiverseAnswer : limit
    let ranking = await related.ranking(
      for: query.query, limit: wanted, threads: reading.threadCount
    ) { paper in
      guard since != nil || until != nil else { return true }
      guard let year = related.papers[paper].record.date?.year else { return false }
      return year >= since ?? year && year <= until ?? year
    }
    return diverse ? related.diverse(ranking, limit: limit) : ranking
  }

  private func draw(
    _ query: RelatedQuery, _ answers: [RelatedPapers.Answer], _ related: RelatedPapers,
    to path: String
  ) async throws {
    typealias Member = NeighborhoodDrawing.Member
    let seeds =
      (query.text == nil ? [] : [Member(paper: nil, score: 0)])
      + query.papers.map { Member(paper: related.papers[$0], score: 0) }
    let picture = NeighborhoodDrawing(
      seeds: seeds,
      members: answers.map { Member(paper: related.papers[$0.paper], score: $0.score) })
    do {
      let svg = try await GraphvizRenderer().render(picture.drawing, layout: .nop, format: .svg)
      try Console.write(svg, to: path)
    } catch let error as RenderError {
      throw CommandFailure(.cannotWrite, "cannot draw \(path): \(error)")
    }
  }
}

/// What a person asked for.
struct RelatedQuery {
  /// A text that is in no input.
  let text: String?
  /// Papers of the corpus.
  let papers: [Int]
  /// Where the text lies in each space beside that of the word vectors.
  var textPlaces: [DocumentVectors] = []

  var query: RelatedPapers.Query {
    text.map { .text(TextDocument(title: "", abstract: $0), places: textPlaces) } ?? .papers(papers)
  }
}
