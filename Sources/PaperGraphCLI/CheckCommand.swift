import ArgumentParser
import Foundation
import PaperGraph

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report what is wrong with bibliographic files.",
    discussion: """
      Reads every input to its end without merging or holding records, so files of
      any size can be checked. Each problem is printed with file:line:column, what
      was expected, and a caret; a table of what was read follows.

      EXAMPLES
        papergraph check library.bib
        papergraph check exports/ --quiet
        papergraph check works.jsonl.gz --format json | jq .totals
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var input: InputOptions

  @Option(help: "How to print the report: text or json.")
  var format = Format.text

  func run() async throws {
    try await reportingFailures {
      let report = CheckReport(format, printsDiagnostics: !input.reading.quiet)
      report.begin()
      let inputs = try CorpusReader().scan(input.inputs, into: report)
      report.end(inputs)
      if report.recordCount == 0 {
        throw CommandFailure(.noPaper, "no paper found in \(input.inputs.joined(separator: ", "))")
      }
    }
  }
}

/// Prints what was wrong while it is found, and what was read at the end.
private final class CheckReport: RecordSink {
  private let format: CheckCommand.Format
  private let printsDiagnostics: Bool
  private var pending: [UInt8] = []
  private var diagnosticCount = 0
  private var totals = Totals()
  private let encoder = JSONEncoder()

  private struct Totals: Encodable {
    var inputs = 0
    var bytes = 0
    var records = 0
    var errors = 0
    var warnings = 0
    var furnitureLines = 0
  }

  init(_ format: CheckCommand.Format, printsDiagnostics: Bool) {
    self.format = format
    self.printsDiagnostics = printsDiagnostics
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  var recordCount: Int { totals.records }

  func add(_ record: PaperRecord) { totals.records += 1 }

  func report(_ diagnostic: SourceDiagnostic) {
    if diagnostic.severity == .error { totals.errors += 1 } else { totals.warnings += 1 }
    guard printsDiagnostics else { return }
    diagnosticCount += 1
    switch format {
    case .text: write("\(diagnostic)\n")
    case .json: write((diagnosticCount == 1 ? "\n" : ",\n") + json(diagnostic))
    }
  }

  func skip(lines: Int) { totals.furnitureLines += lines }

  func begin() {
    if format == .json { write("{\"diagnostics\":[") }
  }

  func end(_ inputs: [Corpus.Input]) {
    totals.inputs = inputs.count
    totals.bytes = inputs.reduce(0) { $0 + $1.bytes }
    switch format {
    case .json:
      let accounts = inputs.map(json).joined(separator: ",\n")
      write("],\n\"inputs\":[\n\(accounts)],\n\"totals\":\(json(totals))}\n")
    case .text:
      for input in inputs {
        write("\(input.file): \(input.format?.rawValue ?? "nothing"), \(Self.counts(input))\n")
      }
      write(
        "total: \(totals.inputs) inputs, \(totals.records) records, \(totals.errors) errors, "
          + "\(totals.warnings) warnings, \(totals.furnitureLines) lines of furniture\n")
    }
    flush()
  }

  private static func counts(_ input: Corpus.Input) -> String {
    let furniture =
      input.furnitureLines > 0 ? ", \(input.furnitureLines) lines of furniture" : ""
    return "\(input.records) records, \(input.errors) errors" + furniture
  }

  private func json(_ value: some Encodable) -> String {
    (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  private func write(_ text: String) {
    pending += Array(text.utf8)
    if pending.count > 1 << 16 { flush() }
  }

  private func flush() {
    Console.output(pending)
    pending.removeAll(keepingCapacity: true)
  }
}
