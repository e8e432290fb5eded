import PaperModel

/// Reads papers from files, folders, archives and standard input into a corpus.
///
/// The papers and their ids do not depend on the order of the inputs.
public struct CorpusReader: Sendable {
  /// What may be chosen.
  public struct Options: Sendable {
    /// Which records are compared with each other; between inputs, and in them, unless told.
    public var merging = RecordMerger.Policy()

    /// Creates the default options.
    public init() {}
  }

  /// What was chosen.
  public var options: Options

  /// Creates a reader.
  public init(_ options: Options = Options()) { self.options = options }

  /// How many diagnostics of one input a corpus keeps; the rest are counted in a last one.
  public static let maximumDiagnostics = 1_000

  /// Reads inputs and merges their records.
  ///
  /// - Parameters:
  ///   - inputs: Files, folders, or `-` for standard input, in reading order.
  ///   - progress: Told of each input when it was read.
  /// - Returns: The corpus; empty of papers if none came out.
  /// - Throws: `SourceDiagnostic` when a named input is missing or cannot be opened.
  public func read(
    _ inputs: [String], progress: @escaping (Corpus.Input) -> Void = { _ in }
  ) throws -> Corpus {
    let collector = RecordCollector()
    var accounts: [Corpus.Input] = []
    var reader = InputReader(into: collector, hashes: true) { input in
      accounts.append(input)
      progress(input)
    }
    for input in inputs { try reader.read(input) }
    let merged = RecordMerger(options.merging).merge(collector.records, inputs: accounts)
    return Corpus(
      papers: merged.papers, inputs: accounts, diagnostics: collector.diagnostics,
      merges: merged.merges, versions: merged.versions)
  }

  /// Passes records and diagnostics on as they are read, merging and holding nothing.
  ///
  /// - Parameters:
  ///   - inputs: Files, folders, or `-` for standard input, in reading order.
  ///   - sink: What takes them.
  /// - Returns: The account of each input; without SHA-256, which takes its time.
  /// - Throws: `SourceDiagnostic` when a named input is missing or cannot be opened.
  public func scan(
    _ inputs: [String], into sink: some RecordSink & AnyObject
  ) throws -> [Corpus.Input] {
    var accounts: [Corpus.Input] = []
    var reader = InputReader(into: sink, hashes: false) { accounts.append($0) }
    for input in inputs { try reader.read(input) }
    return accounts
  }
}

/// Holds the records of all inputs.
final class RecordCollector: RecordSink {
  private(set) var records: [PaperRecord] = []
  private var kept: [SourceDiagnostic] = []
  private var keptOfFile = 0
  private var leftOut: [(file: String, count: Int)] = []

  /// The diagnostics, not more than `CorpusReader.maximumDiagnostics` of one input.
  var diagnostics: [SourceDiagnostic] {
    kept
      + leftOut.map {
        SourceDiagnostic(.warning, file: $0.file, message: "\($0.count) more diagnostics")
      }
  }

  func add(_ record: PaperRecord) { records.append(record) }

  func report(_ diagnostic: SourceDiagnostic) {
    if kept.last?.file != diagnostic.file { keptOfFile = 0 }
    keptOfFile += 1
    if keptOfFile <= CorpusReader.maximumDiagnostics {
      kept.append(diagnostic)
    } else if leftOut.last?.file == diagnostic.file {
      leftOut[leftOut.count - 1].count += 1
    } else {
      leftOut.append((diagnostic.file, 1))
    }
  }

  func skip(lines: Int) {}
}
