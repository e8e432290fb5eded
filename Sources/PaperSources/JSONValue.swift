/// A value of a parsed JSON text, as a view: good as long as the tape and the text are.
struct JSONValue {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let nodes: UnsafeMutablePointer<JSONNode>
  private let index: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ nodes: UnsafeMutablePointer<JSONNode>, _ index: Int) {
    self.bytes = bytes
    self.nodes = nodes
    self.index = index
  }

  /// What it is.
  var kind: JSONNode.Kind { nodes[index].kind }
  /// Whether it is an object.
  var isObject: Bool { kind == .object }
  /// Whether it is an array.
  var isArray: Bool { kind == .array }
  /// Whether it is null.
  var isNull: Bool { kind == .null }
  /// Where it starts in its text.
  var offset: Int { Int(nodes[index].start) }

  /// The value of a key; nil if there is none, or null.
  subscript(_ key: StaticString) -> JSONValue? {
    guard let found = find(key), nodes[found].kind != .null else { return nil }
    return JSONValue(bytes, nodes, found)
  }

  /// The value of a key, which is marked as taken; nil if there is none, or null.
  func take(_ key: StaticString) -> JSONValue? {
    guard let found = find(key) else { return nil }
    nodes[found].flags.insert(.isTaken)
    return nodes[found].kind == .null ? nil : JSONValue(bytes, nodes, found)
  }

  /// Whether an object has a key, whatever its value.
  func has(_ key: StaticString) -> Bool { find(key) != nil }

  private func find(_ key: StaticString) -> Int? {
    guard isObject else { return nil }
    let end = Int(nodes[index].next)
    let length = key.utf8CodeUnitCount
    let isLastWanted = nodes[index].flags.contains(.hasRepeatedKey)
    var found: Int?
    var position = index + 1
    while position < end {
      let node = nodes[position]
      if Int(node.end - node.start) == length, matches(key, at: Int(node.start)) {
        found = position + 1
        if !isLastWanted { return found }
      }
      position = Int(nodes[position + 1].next)
    }
    return found
  }

  @inline(__always)
  private func matches(_ key: StaticString, at start: Int) -> Bool {
    for offset in 0..<key.utf8CodeUnitCount where bytes[start + offset] != key.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The elements of an array; none for another value.
  var elements: [JSONValue] {
    var elements: [JSONValue] = []
    forEachElement { elements.append($0) }
    return elements
  }

  /// The keys and values of an object in their order; none for another value.
  var members: [(key: JSONValue, value: JSONValue)] {
    var members: [(key: JSONValue, value: JSONValue)] = []
    forEachMember { members.append(($0, $1)) }
    return members
  }

  /// Calls for each element of an array in turn; not at all for another value.
  @inline(__always)
  func forEachElement(_ body: (JSONValue) -> Void) {
    guard isArray else { return }
    let end = Int(nodes[index].next)
    var position = index + 1
    while position < end {
      body(JSONValue(bytes, nodes, position))
      position = Int(nodes[position].next)
    }
  }

  /// Calls for each key and value of an object in turn; not at all for another value.
  @inline(__always)
  func forEachMember(_ body: (_ key: JSONValue, _ value: JSONValue) -> Void) {
    guard isObject else { return }
    let end = Int(nodes[index].next)
    var position = index + 1
    while position < end {
      body(JSONValue(bytes, nodes, position), JSONValue(bytes, nodes, position + 1))
      position = Int(nodes[position + 1].next)
    }
  }

  /// The members whose values nobody took and that are not null.
  var untakenMembers: [(key: JSONValue, value: JSONValue)] {
    members.filter {
      !$0.value.isNull && !nodes[$0.value.index].flags.contains(.isTaken)
    }
  }

  /// The text of a string or key; nil for another value.
  var string: String? {
    kind == .string || kind == .key ? decoded : nil
  }

  /// The text of a string, a number or a truth value; nil for containers and null.
  var text: String? {
    switch kind {
    case .string, .key: decoded
    case .number, .yes, .no: source
    case .object, .array, .null: nil
    }
  }

  /// The value as it is written.
  var source: String {
    let node = nodes[index]
    let isQuoted = node.kind == .string || node.kind == .key
    let range = Int(node.start) - (isQuoted ? 1 : 0)..<Int(node.end) + (isQuoted ? 1 : 0)
    return decodedText(UnsafeBufferPointer(rebasing: bytes[range]))
  }

  /// A whole number, also where it is written as a string or with a zero fraction.
  var integer: Int? {
    guard kind == .number || kind == .string else { return nil }
    let digits = SourceText.trimmed(content)
    var value = 0
    var position = 0
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { position = 1 }
    guard position < digits.count, digits.count <= 18 else { return nil }
    while position < digits.count, digits[position] != UInt8(ascii: ".") {
      guard (0x30...0x39).contains(digits[position]) else { return nil }
      value = value * 10 + Int(digits[position] & 0x0F)
      position += 1
    }
    while position < digits.count {
      guard digits[position] == UInt8(ascii: ".") || digits[position] == 0x30 else { return nil }
      position += 1
    }
    return isNegative ? -value : value
  }

  /// The bytes of a scalar, a string's without quotes and with its escapes.
  var content: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(nodes[index].start)..<Int(nodes[index].end)])
  }

  /// The text of a string with white space folded; empty for another value.
  var folded: String {
    guard kind == .string else { return "" }
    let content = content
    if nodes[index].flags.contains(.isEscaped) || !SourceText.isFolded(content) {
      return SourceText.folded(decoded)
    }
    return decodedText(content)
  }

  /// Appends the bytes of a string or key, its escapes replaced.
  func append(to text: inout [UInt8]) {
    if nodes[index].flags.contains(.isEscaped) {
      text += JSONEscape.unescaped(content)
    } else {
      text.append(contentsOf: content)
    }
  }

  private var decoded: String {
    guard nodes[index].flags.contains(.isEscaped) else { return decodedText(content) }
    let unescaped = JSONEscape.unescaped(content)
    return unescaped.withUnsafeBufferPointer(decodedText)
  }

  private func decodedText(_ content: UnsafeBufferPointer<UInt8>) -> String {
    if let valid = String(validating: content, as: UTF8.self) { return valid }
    nodes[0].flags.insert(.hasOtherEncoding)
    return DecodedText(content).text
  }

  /// Whether a string that was read out of this text was no UTF-8.
  var hasOtherEncoding: Bool { nodes[0].flags.contains(.hasOtherEncoding) }
}
