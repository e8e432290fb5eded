import ArgumentParser
import PaperGraph

struct ExtractCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
    case table, jsonl
  }

  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Print what each paper names: repositories, datasets, methods, terms.",
    discussion: """
      As jsonl: one object a paper with id, title, abstract, sources and entities;
      each entity with its type, name, the text as printed, and where it stands, in
      bytes of the printed field.

      EXAMPLES
        papergraph extract seeds
        papergraph extract papers.bib --format jsonl | jq -r '.entities[].name'
        papergraph extract - --type dataset --type method < abstracts.jsonl
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "table or jsonl.")
  var format = Format.table

  @Option(
    name: .customLong("type"),
    help: ArgumentHelp(
      "Only this type: \(MentionKind.allCases.map(\.rawValue).joined(separator: ", ")); repeatable.",
      valueName: "type"))
  var types: [MentionKind] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String?

  func run() async throws {
    try await reportingFailures {
      let pipeline = input.reading.pipeline
      let papers = try input.read().papers
      let mentions = await pipeline.extract(papers)
      let keys = pipeline.resolve(papers, mentions).keys
      let ranking = TermRanking(mentions)
      let printing = Printing(
        format: format, types: Set(types.isEmpty ? MentionKind.allCases : types))
      let file = try output.flatMap { $0 == "-" ? nil : try AtomicFile(path: $0) }
      // A window is in memory at a time; what is printed is many times the text.
      for window in Parallel.ranges(papers.count, pieces: papers.count / 4096 + 1) {
        let parts = Parallel.ranges(window.count, pieces: pipeline.threads)
        let printed = await Parallel.map(parts.count, threads: pipeline.threads) { part in
          parts[part].reduce(into: [UInt8]()) { bytes, offset in
            let place = window.lowerBound + offset
            bytes += printing.lines(
              ExtractedPaper(
                paper: papers[place], mentions: mentions[place], keys: keys[place],
                ranking: ranking))
          }
        }
        for bytes in printed {
          if let file { try file.write(bytes) } else { Console.output(bytes) }
        }
      }
      try file?.commit()
    }
  }

  /// How papers are printed.
  private struct Printing: Sendable {
    let format: Format
    let types: Set<MentionKind>

    func lines(_ paper: ExtractedPaper) -> [UInt8] {
      var paper = paper
      paper.entities.removeAll { entity in
        MentionKind(rawValue: entity.type).map { !types.contains($0) } ?? true
      }
      return (format == .jsonl ? paper.jsonLine() : Array(table(paper).utf8))
        + [UInt8(ascii: "\n")]
    }

    /// The title, and a line for each type with its names in order of place.
    private func table(_ paper: ExtractedPaper) -> String {
      var lines = [paper.title.isEmpty ? paper.id : paper.title]
      for kind in MentionKind.allCases {
        var names: [String] = []
        for entity in paper.entities where entity.type == kind.rawValue {
          let name = Self.name(entity)
          if !names.contains(name) { names.append(name) }
        }
        guard !names.isEmpty else { continue }
        let padding = String(repeating: " ", count: 14 - kind.rawValue.utf8.count)
        lines.append("  \(kind.rawValue)\(padding)\(names.joined(separator: "; "))")
      }
      return lines.joined(separator: "\n") + "\n"
    }

    private static func name(_ entity: ExtractedPaper.ExtractedEntity) -> String {
      if let acronym = entity.acronym, let long = entity.long { return "\(acronym) = \(long)" }
      var name = entity.name
      if let kind = entity.kind { name += " (\(kind))" }
      return entity.role == "introduces" ? name + " *" : name
    }
  }
}

extension MentionKind: ExpressibleByArgument {}
