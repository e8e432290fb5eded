import PaperModel

extension ExtractedPaper {
  /// The paper as one line of JSON, its fields in the order of this type, without line break.
  ///
  /// Takes time and space linear in the text.
  public func jsonLine() -> [UInt8] {
    var line = JSONBytes()
    line.open("{")
    line.field("id", id)
    line.field("title", title)
    line.field("abstract", abstract)
    line.key("sources")
    line.open("[")
    for source in sources {
      line.separate()
      line.open("{")
      line.field("file", source.file)
      line.field("line", source.line)
      line.close("}")
    }
    line.close("]")
    line.key("entities")
    line.open("[")
    for entity in entities {
      line.separate()
      entity.write(to: &line)
    }
    line.close("]")
    line.close("}")
    return line.bytes
  }
}

extension ExtractedPaper.ExtractedEntity {
  fileprivate func write(to line: inout JSONBytes) {
    line.open("{")
    line.field("type", type)
    line.field("name", name)
    line.field("surface", surface)
    line.field("field", field)
    line.field("start", start)
    line.field("end", end)
    line.field("rule", rule)
    if let role { line.field("role", role) }
    if let acronym { line.field("acronym", acronym) }
    if let long { line.field("long", long) }
    if let longStart { line.field("longStart", longStart) }
    if let longEnd { line.field("longEnd", longEnd) }
    if let kind { line.field("kind", kind) }
    if let score { line.field("score", score) }
    if let key { line.field("key", key) }
    line.close("}")
  }
}

/// JSON text as it is put together.
private struct JSONBytes {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  mutating func open(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    isFirst = true
  }

  mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    isFirst = false
  }

  mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
  }

  mutating func field(_ name: StaticString, _ value: Int) {
    key(name)
    bytes.append(contentsOf: "\(value)".utf8)
  }

  /// Three decimals are enough to rank by.
  mutating func field(_ name: StaticString, _ value: Double) {
    key(name)
    let thousandths = Int((value * 1000).rounded())
    let digits = "\(thousandths % 1000)"
    bytes.append(contentsOf: "\(thousandths / 1000).".utf8)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 3 - digits.utf8.count))
    bytes.append(contentsOf: digits.utf8)
  }

  mutating func field(_ name: StaticString, _ value: String) {
    key(name)
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      var plain = 0
      for (index, byte) in text.enumerated() where Self.isEscaped(byte) {
        bytes.append(contentsOf: text[plain..<index])
        plain = index + 1
        escape(byte)
      }
      bytes.append(contentsOf: text[plain...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    guard byte < 0x20 else {
      bytes += [UInt8(ascii: "\\"), byte]
      return
    }
    let hexadecimal = Array("0123456789abcdef".utf8)
    bytes += Array("\\u00".utf8)
    bytes += [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
  }
}
