/// How one entity stands to another.
public enum RelationKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// A paper presents a dataset, method or repository of its own.
  case introduces
  /// A paper works with an entity.
  case uses
  /// A paper speaks of an entity.
  case mentions
  /// A paper spells out an abbreviation.
  case defines
  /// A paper prints an address.
  case linksTo
  /// A paper cites another.
  case cites
  /// Two papers have similar texts; undirected.
  case similarTo
  /// Two papers share references; undirected.
  case coupledWith
  /// Two papers are cited together; undirected.
  case coCitedWith
  /// A paper is another version of the same work.
  case versionOf
  /// A paper is by a person.
  case writtenBy
  /// A paper appeared in a venue.
  case publishedIn

  /// Whether source and target have different parts to play.
  public var isDirected: Bool {
    switch self {
    case .similarTo, .coupledWith, .coCitedWith: false
    default: true
    }
  }
}

/// The text that supports a relation.
public struct Evidence: Hashable, Comparable, Sendable, Codable {
  /// The id of the paper whose text it is.
  public var paper: String
  /// The field of that paper.
  public var field: TextField
  /// Where in the field.
  public var span: TextSpan
  /// The rule that read it so.
  public var rule: String

  /// Creates evidence.
  public init(paper: String, field: TextField, span: TextSpan, rule: String) {
    self.paper = paper
    self.field = field
    self.span = span
    self.rule = rule
  }

  /// Orders by paper, field (title first), span and rule.
  public static func < (lhs: Evidence, rhs: Evidence) -> Bool {
    if lhs.paper != rhs.paper { return lhs.paper < rhs.paper }
    if lhs.field != rhs.field { return lhs.field == .title }
    return lhs.span == rhs.span ? lhs.rule < rhs.rule : lhs.span < rhs.span
  }
}

/// A part of a similarity that one shared term makes.
public struct SharedTerm: Hashable, Sendable, Codable {
  /// The term as the papers write it.
  public var term: String
  /// Its part of the score.
  public var weight: Double

  /// Creates a shared term.
  public init(term: String, weight: Double) {
    self.term = term
    self.weight = weight
  }
}

/// A typed edge between two entities.
public struct Relation: Hashable, Sendable, Codable {
  /// The entity that the relation starts from; the lesser key if undirected.
  public var source: EntityKey
  /// The entity that it leads to.
  public var target: EntityKey
  /// How they stand to each other.
  public var kind: RelationKind
  /// Higher is closer; above 0.
  public var weight: Double
  /// The text behind it, sorted.
  public var evidence: [Evidence]
  /// The terms behind a similarity, heaviest first.
  public var sharedTerms: [SharedTerm]
  /// What a citation rests on, such as `reference` or `named work`.
  public var basis: String?

  /// Creates a relation; the ends of an undirected one are put in key order.
  public init(
    _ source: EntityKey, _ kind: RelationKind, _ target: EntityKey, weight: Double = 1,
    evidence: [Evidence] = [], sharedTerms: [SharedTerm] = [], basis: String? = nil
  ) {
    let swap = !kind.isDirected && target < source
    self.source = swap ? target : source
    self.target = swap ? source : target
    self.kind = kind
    self.weight = weight
    self.evidence = evidence
    self.sharedTerms = sharedTerms
    self.basis = basis
  }
}
