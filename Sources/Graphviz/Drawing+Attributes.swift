extension Drawing {
  /// The value of an attribute.
  ///
  /// A string literal makes a ``text(_:)``, which is what most attributes want.
  public enum Value: Hashable, Sendable, Codable, ExpressibleByStringInterpolation {
    /// These very characters: Graphviz's escapes and entities have no meaning in them.
    ///
    /// A line feed breaks a label's line. Control characters other than tab and
    /// line breaks are left out. In a link (`URL`, `href` and their kin) only
    /// `http:`, `https:`, `mailto:` and relative references pass, percent-encoded
    /// where they must be; an attribute with another link is left out.
    case text(String)
    /// An HTML-like label, without the outer angle brackets; its markup must be well-formed.
    case html(String)
    /// A string with Graphviz's own escapes, such as `\l` or `\N`, as DOT holds it.
    case escaped(String)

    /// Creates a text.
    public init(stringLiteral text: String) {
      self = .text(text)
    }

    /// The characters of the value, whatever its kind.
    public var string: String {
      switch self {
      case .text(let string), .html(let string), .escaped(let string): string
      }
    }
  }

  /// The attributes of one object: names with values, in the order in which they were set.
  ///
  /// Objects have few attributes; looking one up takes time linear in their number.
  public struct Attributes: Hashable, Sendable, Codable, ExpressibleByDictionaryLiteral {
    /// One name with its value.
    public struct Element: Hashable, Sendable, Codable {
      /// The name, such as `label`.
      public let name: String
      /// The value.
      public internal(set) var value: Value
    }

    private var elements: [Element]

    /// Creates attributes; where a name stands twice, the later value wins.
    public init(dictionaryLiteral attributes: (String, Value)...) {
      elements = []
      for (name, value) in attributes { self[name] = value }
    }

    /// The value of an attribute, or `nil` where it is not set; setting `nil` removes it.
    public subscript(name: String) -> Value? {
      get { elements.first { $0.name == name }?.value }
      set {
        let index = elements.firstIndex { $0.name == name }
        switch (index, newValue) {
        case (let index?, let value?): elements[index].value = value
        case (nil, let value?): elements.append(Element(name: name, value: value))
        case (let index?, nil): elements.remove(at: index)
        case (nil, nil): break
        }
      }
    }
  }
}

extension Drawing.Attributes: RandomAccessCollection {
  /// The position of the first attribute: zero.
  public var startIndex: Int { 0 }
  /// The number of attributes.
  public var endIndex: Int { elements.count }
  /// The attribute at a position.
  public subscript(position: Int) -> Element { elements[position] }
}
