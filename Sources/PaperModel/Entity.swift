/// What a node of the graph stands for.
public enum EntityKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// A paper.
  case paper
  /// A code or model repository.
  case repository
  /// A dataset or benchmark.
  case dataset
  /// A named method, model, tool, framework or piece of hardware.
  case method
  /// A technical term, with its acronym as one.
  case term
  /// Any other address.
  case link
  /// A bare DOI or arXiv id in running text.
  case identifier
  /// A person.
  case author
  /// A journal, proceedings or server.
  case venue
}

/// The stable name of an entity: `kind:name`, equal in every run and for every order of input.
public struct EntityKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The kind of entity.
  public let kind: EntityKind
  /// The name, unique within its kind.
  public let name: String

  /// Creates a key from a name that is canonical within its kind.
  public init(_ kind: EntityKind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// Parses `kind:name`; nil if the kind is unknown.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"),
      let kind = EntityKind(rawValue: String(text[..<colon]))
    else { return nil }
    self.init(kind, String(text[text.index(after: colon)...]))
  }

  /// The key as `kind:name`.
  public var description: String { "\(kind.rawValue):\(name)" }

  /// Orders by kind in its declared order, then by name.
  public static func < (lhs: EntityKey, rhs: EntityKey) -> Bool {
    lhs.kind == rhs.kind ? lhs.name < rhs.name : lhs.kind.rank < rhs.kind.rank
  }
}

extension EntityKey: Codable {
  /// Decodes a key from its text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let key = EntityKey(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected kind:name, found \(text)")
    }
    self = key
  }

  /// Encodes the key as its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension EntityKind {
  /// The place of the kind in the declared order, from 0.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A thing with a key, as a node shows it.
public struct Entity: Hashable, Sendable, Codable {
  /// The stable key.
  public var key: EntityKey
  /// The name to print, in the papers' own writing.
  public var label: String
  /// Every way the papers write it, sorted.
  public var surfaceForms: [String]
  /// A finer kind, such as `demo` for a link or `task` for a term.
  public var detail: String?
  /// Where the entity can be opened; http, https or mailto.
  public var url: String?

  /// Creates an entity.
  public init(
    key: EntityKey, label: String, surfaceForms: [String] = [], detail: String? = nil,
    url: String? = nil
  ) {
    self.key = key
    self.label = label
    self.surfaceForms = surfaceForms
    self.detail = detail
    self.url = url
  }
}
