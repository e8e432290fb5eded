import PaperModel

/// What was read from one paper, in the shape that `papergraph extract --format jsonl` prints.
public struct ExtractedPaper: Encodable, Sendable {
  /// A mention, flat.
  public struct ExtractedEntity: Encodable, Sendable {
    /// The kind of mention, such as `dataset`.
    public var type: String
    /// The canonical name.
    public var name: String
    /// The text as printed.
    public var surface: String
    /// `title` or `abstract`.
    public var field: String
    /// Offset of the first UTF-8 byte in the field.
    public var start: Int
    /// Offset behind the last UTF-8 byte in the field.
    public var end: Int
    /// The rule that found it.
    public var rule: String
    /// `introduces`, `uses` or `mentions`; datasets and methods only.
    public var role: String?
    /// The short form; abbreviations only.
    public var acronym: String?
    /// The long form; abbreviations only.
    public var long: String?
    /// Offset of the first UTF-8 byte of the long form in the field; abbreviations only.
    public var longStart: Int?
    /// Offset behind the last UTF-8 byte of the long form; abbreviations only.
    public var longEnd: Int?
    /// A finer kind, such as `demo` for a link or `task` for a term.
    public var kind: String?
    /// How technical a term is by its use in the corpus, higher for more; terms only.
    public var score: Double?
    /// The key of the entity that it resolved to.
    public var key: String?
  }

  /// The id of the paper.
  public var id: String
  /// The title that the offsets refer to.
  public var title: String
  /// The abstract that the offsets refer to.
  public var abstract: String
  /// Where the paper stood.
  public var sources: [SourceLocation]
  /// What it names, title first, in order of place.
  public var entities: [ExtractedEntity]

  /// Joins a paper, its mentions, the keys they resolved to (one a mention, or none at all), and
  /// the scores of terms over the corpus.
  public init(
    paper: Paper, mentions: [Mention], keys: [EntityKey?] = [], ranking: TermRanking? = nil
  ) {
    id = paper.id
    title = paper.record.title
    abstract = paper.record.abstract
    sources = paper.sources
    entities = mentions.enumerated().map { index, mention in
      ExtractedEntity(
        type: mention.kind.rawValue, name: mention.name, surface: mention.surface,
        field: mention.field.rawValue, start: mention.span.start, end: mention.span.end,
        rule: mention.rule, role: mention.role?.rawValue,
        acronym: mention.abbreviation.map { ShortForm.singular($0.acronym) },
        long: mention.abbreviation.map { Plural.singular($0.long) },
        longStart: mention.abbreviation?.longSpan.start,
        longEnd: mention.abbreviation?.longSpan.end, kind: mention.detail,
        score: mention.kind == .term ? ranking?.score(of: mention.name) : nil,
        key: keys.indices.contains(index) ? keys[index]?.description : nil)
    }
  }
}
