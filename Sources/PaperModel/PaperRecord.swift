/// One paper as one source tells it.
public struct PaperRecord: Hashable, Sendable, Codable {
  /// The source's own name for the record (a JSON `id`, a BibTeX key), if it has one.
  public var id: String?
  /// The title, with line breaks folded to spaces; may be empty.
  public var title: String
  /// The abstract, with line breaks folded to spaces; may be empty.
  public var abstract: String
  /// The authors in their printed order.
  public var authors: [Author] = []
  /// How many authors the source counts where it does not name them.
  public var authorCount: Int?
  /// The date of publication, to the precision given.
  public var date: PartialDate?
  /// How many comments a listing shows beside the date.
  public var commentCount: Int?
  /// Identifiers that other sources share (DOI, arXiv, …).
  public var identifiers: [Identifier] = []
  /// Names of other versions of the work, such as the published one of a preprint.
  public var versions: [Identifier] = []
  /// Addresses of the paper itself; http, https and mailto only.
  public var urls: [String] = []
  /// The journal, proceedings or server that published it.
  public var venue: String?
  /// The source's word for the kind of work, such as `article`.
  public var type: String?
  /// What the paper cites.
  public var references: [Reference] = []
  /// How often the source says it is cited.
  public var citationCount: Int?
  /// Subject areas assigned by the source.
  public var fields: [String] = []
  /// Keywords given by the authors or the source.
  public var keywords: [String] = []
  /// Everything else that the source said, in its order.
  public var extra: [ExtraField] = []
  /// Where the record starts.
  public var location: SourceLocation

  /// Creates a record with a title and an abstract; set the other fields after.
  public init(id: String? = nil, title: String, abstract: String, location: SourceLocation) {
    self.id = id
    self.title = title
    self.abstract = abstract
    self.location = location
  }

  /// The text of one field.
  public func text(_ field: TextField) -> String {
    switch field {
    case .title: title
    case .abstract: abstract
    }
  }
}

/// Where a record starts in an input.
public struct SourceLocation: Hashable, Comparable, Sendable, Codable {
  /// The input as the user named it; `-` is standard input, `a.zip!b.bib` a member of an archive.
  public var file: String
  /// Line, from 1.
  public var line: Int

  /// Creates a location.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// Orders by file, then by line.
  public static func < (lhs: SourceLocation, rhs: SourceLocation) -> Bool {
    (lhs.file, lhs.line) < (rhs.file, rhs.line)
  }
}

/// A person as the source names them.
public struct Author: Hashable, Sendable, Codable {
  /// The name in reading order, such as `Ada Lovelace`.
  public var name: String
  /// The family name, where the source tells it apart.
  public var family: String?
  /// The given names, where the source tells them apart.
  public var given: String?
  /// The ORCID as `0000-0000-0000-000X`.
  public var orcid: String?

  /// Creates an author.
  public init(name: String, family: String? = nil, given: String? = nil, orcid: String? = nil) {
    self.name = name
    self.family = family
    self.given = given
    self.orcid = orcid
  }
}

/// A date of which any part may be unknown.
public struct PartialDate: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The year; nil when the source does not say, as listings of the running year do not.
  public var year: Int?
  /// The month, 1 to 12.
  public var month: Int?
  /// The day, 1 to 31.
  public var day: Int?

  /// Creates a date from the parts that are known.
  public init(year: Int? = nil, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The parts in the form of ISO 8601, `--07-16` when the year is unknown.
  public var description: String {
    func digits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    var text = year.map { "\($0)" } ?? "-"
    if let month { text += "-" + digits(month) }
    if let day { text += "-" + digits(day) }
    return text
  }
}

/// A name for a work that different sources share.
public struct Identifier: Hashable, Comparable, Sendable, Codable {
  /// The registry that gave the name.
  public enum Scheme: String, Hashable, Sendable, Codable, CaseIterable {
    /// A DOI, lower case, without resolver.
    case doi
    /// An arXiv id without its version.
    case arxiv
    /// An OpenAlex work id, `W…`.
    case openAlex
    /// A Semantic Scholar paper id or corpus id (`CorpusId:…`).
    case semanticScholar
    /// An ACL Anthology id.
    case acl
    /// A PubMed id.
    case pubMed
    /// A PubMed Central id.
    case pubMedCentral
    /// A DBLP key.
    case dblp
    /// A Microsoft Academic Graph id.
    case mag
    /// An ISBN, digits only.
    case isbn
  }

  /// The registry.
  public var scheme: Scheme
  /// The name in the registry's canonical form.
  public var value: String

  /// Creates an identifier from a canonical value.
  public init(_ scheme: Scheme, _ value: String) {
    self.scheme = scheme
    self.value = value
  }

  /// Orders by scheme, then by value.
  public static func < (lhs: Identifier, rhs: Identifier) -> Bool {
    (lhs.scheme.rawValue, lhs.value) < (rhs.scheme.rawValue, rhs.value)
  }
}

/// A work that a paper cites, as far as the source tells.
public struct Reference: Hashable, Sendable, Codable {
  /// The cited record's own id in the same source.
  public var id: String?
  /// Its shared identifiers.
  public var identifiers: [Identifier]
  /// Its title.
  public var title: String?
  /// Its year.
  public var year: Int?
  /// The reference as printed, where nothing finer is known.
  public var text: String?

  /// Creates a reference from what is known.
  public init(
    id: String? = nil, identifiers: [Identifier] = [], title: String? = nil, year: Int? = nil,
    text: String? = nil
  ) {
    self.id = id
    self.identifiers = identifiers
    self.title = title
    self.year = year
    self.text = text
  }
}

/// A field of the source that the model has no word for.
public struct ExtraField: Hashable, Sendable, Codable {
  /// The source's name of the field.
  public var name: String
  /// Its value as text.
  public var value: String

  /// Creates a field.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
