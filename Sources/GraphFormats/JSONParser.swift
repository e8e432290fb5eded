/// Reads JSON, and `NaN` and `Infinity` as Python writes them.
struct JSONParser {
  private let bytes: [UInt8]
  private var place: Int
  private let end: Int
  private static let maximumDepth = 512

  /// Reads a whole text.
  static func parse(_ bytes: [UInt8]) throws(GraphFormatError) -> JSONValue {
    try parse(bytes, in: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3..<bytes.count : bytes.indices)
  }

  /// Reads one value that fills a part of a text, such as a line.
  static func parse(
    _ bytes: [UInt8], in range: Range<Int>
  ) throws(GraphFormatError) -> JSONValue {
    var parser = JSONParser(bytes: bytes, place: range.lowerBound, end: range.upperBound)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    if parser.place < parser.end { throw parser.error("expected the end behind the value") }
    return value
  }

  private init(bytes: [UInt8], place: Int, end: Int) {
    self.bytes = bytes
    self.place = place
    self.end = end
  }

  private var current: UInt8? { place < end ? bytes[place] : nil }

  private func error(_ message: String) -> GraphFormatError {
    GraphFormatError(message, at: place, in: bytes)
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { place += 1 }
  }

  private mutating func take(_ byte: Character) -> Bool {
    skipSpace()
    guard current == byte.asciiValue else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(GraphFormatError) -> JSONValue {
    guard depth < Self.maximumDepth else { throw error("JSON nested too deep") }
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case nil: throw error("the JSON ends too early")
    default: return try word()
    }
  }

  private mutating func object(
    depth: Int
  ) throws(GraphFormatError) -> [(name: String, value: JSONValue)] {
    place += 1
    var members: [(name: String, value: JSONValue)] = []
    if take("}") { return members }
    repeat {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw error("expected a name in quotes") }
      let name = try string()
      guard take(":") else { throw error("expected a colon") }
      members.append((name, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw error("expected a comma or }") }
    return members
  }

  private mutating func array(depth: Int) throws(GraphFormatError) -> [JSONValue] {
    place += 1
    var items: [JSONValue] = []
    if take("]") { return items }
    repeat { items.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw error("expected a comma or ]") }
    return items
  }

  private mutating func string() throws(GraphFormatError) -> String {
    place += 1
    var text: [UInt8] = []
    var start = place
    while let byte = current {
      if byte == UInt8(ascii: "\"") {
        text += bytes[start..<place]
        place += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        text += bytes[start..<place]
        place += 1
        try appendEscape(to: &text)
        start = place
      } else {
        place += 1
      }
    }
    throw error("a string without an end")
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(GraphFormatError) {
    guard let byte = current else { throw error("a string without an end") }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      let isPair =
        0xD800..<0xDC00 ~= unit && place + 1 < end
        && bytes[place] == UInt8(ascii: "\\") && bytes[place + 1] == UInt8(ascii: "u")
      if isPair {
        place += 2
        unit = 0x10000 + (unit - 0xD800) << 10 + (try hexadecimal() &- 0xDC00) & 0x3FF
      }
      text += Array(String(Character(Unicode.Scalar(unit) ?? "\u{FFFD}")).utf8)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    default:
      place -= 1
      throw error("no such escape")
    }
  }

  private mutating func hexadecimal() throws(GraphFormatError) -> UInt32 {
    guard place + 4 <= end,
      let unit = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw error("expected four hexadecimal digits") }
    place += 4
    return unit
  }

  private mutating func word() throws(GraphFormatError) -> JSONValue {
    let start = place
    while let byte = current, !Self.endsWord(byte) { place += 1 }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case "NaN": return .double(.nan)
    case "Infinity": return .double(.infinity)
    case "-Infinity": return .double(-.infinity)
    default:
      if let number = Int(word) { return .integer(number) }
      let isNumber = word.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || Array("+-.eE".utf8).contains($0)
      }
      if isNumber, let number = Double(word) { return .double(number) }
      place = start
      throw error("expected a value")
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case ...0x20, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"),
      UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"):
      true
    default: false
    }
  }
}
