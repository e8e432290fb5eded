/// The value of an attribute.
public enum AttributeValue: Hashable, Sendable, Codable {
  /// Text.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// A number.
  case double(Double)
  /// Yes or no.
  case boolean(Bool)
  /// Several texts.
  case list([String])
  /// An HTML-like label of Graphviz, without the outer angle brackets.
  case markup(String)

  /// The value as text; the items of a list are joined with `|`.
  public var text: String {
    switch self {
    case .string(let text), .markup(let text): text
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .boolean(let truth): truth ? "true" : "false"
    case .list(let items): items.joined(separator: "|")
    }
  }

  /// The value as a number; text counts if it spells one.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .double(let number): number
    case .string(let text): Double(text)
    case .boolean, .list, .markup: nil
    }
  }
}

/// The attributes that have a place of their own in some formats; all others are kept by name.
public enum AttributeName {
  /// What to print for a node or an edge.
  public static let label = "label"
  /// The kind of node or relation.
  public static let kind = "kind"
  /// How strong an edge is; higher is closer.
  public static let weight = "weight"
  /// Whether an edge has a direction, where that differs from its graph.
  public static let directed = "directed"
  /// Where a node stands, from left to right.
  public static let x = "x"
  /// Where a node stands, from bottom to top.
  public static let y = "y"
  /// Where a node stands, in depth.
  public static let z = "z"
  /// How large a node is drawn.
  public static let size = "size"
  /// The colour, as `#rrggbb` or `#rrggbbaa`.
  public static let color = "color"
  /// How thick an edge is drawn.
  public static let thickness = "thickness"
  /// The form in which a node or edge is drawn.
  public static let shape = "shape"
  /// Where a node can be opened.
  public static let url = "url"
  /// A longer text.
  public static let description = "description"
  /// The number of the topic that holds a node, from 1.
  public static let cluster = "cluster"
}

/// Named values, in the order in which they were set; equal in any order.
///
/// Looking one up takes time linear in their number, which is small.
public struct Attributes: Sendable, ExpressibleByDictionaryLiteral {
  private var elements: [(name: String, value: AttributeValue)] = []

  /// Creates attributes; where a name stands twice, the later value wins.
  public init(dictionaryLiteral elements: (String, AttributeValue)...) {
    self.elements.reserveCapacity(elements.count)
    for (name, value) in elements { self[name] = value }
  }

  /// The value of a name, or nil where it has none; setting nil removes it.
  public subscript(name: String) -> AttributeValue? {
    get { elements.first { $0.name == name }?.value }
    set {
      let index = elements.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): elements[index].value = value
      case (nil, let value?): elements.append((name, value))
      case (let index?, nil): elements.remove(at: index)
      case (nil, nil): break
      }
    }
  }
}

extension Attributes: RandomAccessCollection {
  /// The position of the first attribute: zero.
  public var startIndex: Int { 0 }
  /// The number of attributes.
  public var endIndex: Int { elements.count }
  /// The attribute at a position.
  public subscript(position: Int) -> (name: String, value: AttributeValue) { elements[position] }
}

extension Attributes: Hashable {
  /// Whether both have the same names with the same values.
  public static func == (lhs: Attributes, rhs: Attributes) -> Bool {
    lhs.count == rhs.count && lhs.allSatisfy { rhs[$0.name] == $0.value }
  }

  /// Feeds what does not depend on the order.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for (name, value) in elements {
      var element = Hasher()
      element.combine(name)
      element.combine(value)
      sum &+= element.finalize()
    }
    hasher.combine(sum)
  }
}

extension Attributes: Codable {
  private struct Pair: Codable {
    var name: String
    var value: AttributeValue
  }

  /// Decodes a list of names with values.
  public init(from decoder: any Decoder) throws {
    let elements = try decoder.singleValueContainer().decode([Pair].self)
    for element in elements { self[element.name] = element.value }
  }

  /// Encodes the attributes as a list, in their order.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(elements.map { Pair(name: $0.name, value: $0.value) })
  }
}
