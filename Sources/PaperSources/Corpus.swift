import PaperModel

/// Distinct papers, and an account of what they were read from.
public struct Corpus: Sendable {
  /// One input, or one member of an archive, as it was read.
  public struct Input: Hashable, Sendable, Codable {
    /// The input as the user named it.
    public var file: String
    /// The form it was recognised as; nil if none.
    public var format: SourceFormat?
    /// Its length in bytes, as stored.
    public var bytes: Int
    /// SHA-256 of its stored bytes, in hexadecimal.
    public var sha256: String
    /// How many records came out of it.
    public var records: Int
    /// How many records or parts were left out, each with an error among the diagnostics.
    public var errors: Int
    /// How many lines were furniture.
    public var furnitureLines: Int

    /// Creates an account of an input of which nothing was read yet.
    public init(file: String, format: SourceFormat? = nil, bytes: Int = 0, sha256: String = "") {
      self.file = file
      self.format = format
      self.bytes = bytes
      self.sha256 = sha256
      records = 0
      errors = 0
      furnitureLines = 0
    }
  }

  /// The papers, in the order of their first places by file and line, whatever that of the inputs.
  public var papers: [Paper]
  /// The inputs, in the order in which they were read.
  public var inputs: [Input]
  /// What was wrong, in the order of the inputs.
  public var diagnostics: [SourceDiagnostic]

  /// What was merged, in the order of the papers; only if it was asked for.
  public var merges: [MergedPaper]

  /// From preprints to their published versions that are papers of their own, sorted.
  public var versions: [Relation]

  /// Creates a corpus.
  public init(
    papers: [Paper], inputs: [Input], diagnostics: [SourceDiagnostic],
    merges: [MergedPaper] = [], versions: [Relation] = []
  ) {
    self.papers = papers
    self.inputs = inputs
    self.diagnostics = diagnostics
    self.merges = merges
    self.versions = versions
  }

  /// How many records were read, before merging.
  public var recordCount: Int { inputs.reduce(0) { $0 + $1.records } }
}
