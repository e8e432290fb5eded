/// What a span of text names.
public enum MentionKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// The address of a code or model repository.
  case repository
  /// Any other address.
  case link
  /// A bare DOI or arXiv id.
  case identifier
  /// The definition of an abbreviation.
  case abbreviation
  /// A dataset or benchmark.
  case dataset
  /// A named method, model, tool, framework or piece of hardware.
  case method
  /// A technical term.
  case term
}

/// What a paper does with the dataset or method it names.
public enum MentionRole: String, Hashable, Sendable, Codable, CaseIterable {
  /// The paper presents it.
  case introduces
  /// The paper works with it.
  case uses
  /// The paper speaks of it.
  case mentions
}

/// A short form and what it stands for, as printed.
public struct Abbreviation: Hashable, Sendable, Codable {
  /// The short form.
  public var acronym: String
  /// The long form.
  public var long: String
  /// Where the long form stands, in the field of its mention.
  public var longSpan: TextSpan

  /// Creates a definition.
  public init(acronym: String, long: String, longSpan: TextSpan) {
    self.acronym = acronym
    self.long = long
    self.longSpan = longSpan
  }
}

/// A span of a record that names an entity.
public struct Mention: Hashable, Sendable, Codable {
  /// What is named.
  public var kind: MentionKind
  /// The field that holds the span.
  public var field: TextField
  /// What the paper does with it; datasets and methods only.
  public var role: MentionRole?
  /// The canonical name within one record: a repository's key, a dataset without plural.
  public var name: String
  /// The text as printed.
  public var surface: String
  /// Where the name stands.
  public var span: TextSpan
  /// The rule that found it, a stable word such as `schwartz-hearst`.
  public var rule: String
  /// A finer kind, such as `demo` for a link, `hardware` for a method, `task` for a term.
  public var detail: String?
  /// The two forms; abbreviations only.
  public var abbreviation: Abbreviation? {
    get { definition.first }
    set { definition = newValue.map { [$0] } ?? [] }
  }
  /// Few of the many mentions of a corpus define anything; an array keeps the others small.
  private var definition: [Abbreviation]

  /// Creates a mention.
  public init(
    kind: MentionKind, name: String, surface: String, field: TextField, span: TextSpan,
    rule: String, role: MentionRole? = nil, detail: String? = nil,
    abbreviation: Abbreviation? = nil
  ) {
    self.kind = kind
    self.name = name
    self.surface = surface
    self.field = field
    self.span = span
    self.rule = rule
    self.role = role
    self.detail = detail
    definition = abbreviation.map { [$0] } ?? []
  }
}
