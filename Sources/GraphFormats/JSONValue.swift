/// A value of JSON, with the members of objects in their order.
///
/// Graphs need the order, and whether a number is whole, which Foundation's reader forgets.
enum JSONValue {
  case null
  case boolean(Bool)
  case integer(Int)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  /// The first member of a name; nil where this is no object or has none.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var array: [JSONValue]? {
    if case .array(let items) = self { items } else { nil }
  }

  var members: [(name: String, value: JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// A string, or a number as text, which is what names of nodes may be.
  var name: String? {
    switch self {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .boolean(let truth): truth ? "true" : "false"
    default: nil
    }
  }

  var boolean: Bool? {
    if case .boolean(let truth) = self { truth } else { nil }
  }
}

extension AttributeValue {
  /// Takes a value of JSON; lists of scalars stay lists, other structures are kept as JSON text.
  init?(_ value: JSONValue) {
    switch value {
    case .null: return nil
    case .boolean(let truth): self = .boolean(truth)
    case .integer(let number): self = .integer(number)
    case .double(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .array(let items):
      let names = items.compactMap(\.name)
      self = names.count == items.count ? .list(names) : .string(value.json)
    case .object: self = .string(value.json)
    }
  }
}

extension JSONValue {
  /// The value as JSON.
  var json: String {
    switch self {
    case .null: "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text): Self.quoted(text)
    case .array(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// How strings are spelled in JSON.
enum JSONText {
  /// Appends a string in quotes.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var start = 0
      for (place, byte) in utf8.enumerated() {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        bytes.append(contentsOf: utf8[start..<place])
        start = place + 1
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
        case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
        case ..<0x20:
          let digits = String(byte, radix: 16)
          bytes.append(contentsOf: ("u00" + (byte < 16 ? "0" : "") + digits).utf8)
        default: bytes.append(byte)
        }
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension GraphOutput {
  /// Writes a string of JSON.
  mutating func writeJSON(_ text: String) { append { JSONText.append(text, to: &$0) } }

  /// Writes a value; JSON has no word for numbers that are not finite, which become null.
  mutating func writeJSON(_ value: AttributeValue) {
    switch value {
    case .string(let text), .markup(let text): writeJSON(text)
    case .double(let number) where !number.isFinite: write("null")
    case .integer, .double, .boolean: write(value.text)
    case .list(let items):
      write("[")
      for (place, item) in items.enumerated() {
        if place > 0 { write(",") }
        writeJSON(item)
      }
      write("]")
    }
  }

  /// Writes `"name":value` for each attribute, each behind a comma if anything stands before.
  mutating func writeMembers(_ attributes: Attributes, follows: Bool) {
    var follows = follows
    for (name, value) in attributes {
      if follows { write(",") }
      follows = true
      writeJSON(name)
      write(":")
      writeJSON(value)
    }
  }
}
