import CXML2

/// The elements of an XML input that hold records, one in memory at a time.
///
/// What lies between records is passed over as bytes, and each record is parsed alone by libxml2,
/// so that one that is damaged or too long costs itself only. Nothing but the input is opened: no
/// external entities, no DTD, no network. A document that declares entities is refused.
final class XMLRecords {
  private let reader: SourceReader
  private let wholeNames: Set<String>
  private let openNames: Set<String>
  private var parser: XMLFragmentParser
  /// How many elements are open around the next record.
  private var depth = 0

  /// The line of the element that `next` gave, from 1.
  private(set) var line = 1

  /// Starts at the window of a reader.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - wholeNames: The local names of elements that are given with all their content.
  ///   - openNames: The local names of elements that are given with their attributes alone.
  /// - Throws: `SourceDiagnostic` when libxml2 has no memory.
  init(_ reader: SourceReader, whole wholeNames: Set<String>, open openNames: Set<String> = [])
    throws
  {
    self.reader = reader
    self.wholeNames = wholeNames
    self.openNames = openNames
    parser = try XMLFragmentParser(encoding: Self.declaredEncoding(reader), file: reader.file)
  }

  /// The encoding that the document names, unless it is, or was turned into, UTF-8.
  private static func declaredEncoding(_ reader: SourceReader) -> String? {
    let head = String(decoding: reader.window.prefix(256), as: UTF8.self).prefix { $0 != ">" }
    let parts = head.split(separator: "encoding", maxSplits: 1)
    guard head.hasPrefix("<?xml"), parts.count == 2 else { return nil }
    let name = parts[1].drop { " \t=\"'".contains($0) }.prefix { !" \"'?".contains($0) }
    return name.isEmpty || name.lowercased().hasPrefix("utf") ? nil : String(name)
  }

  /// Goes to the next element that was asked for.
  ///
  /// - Parameter sink: Takes reports of elements that are damaged or too long.
  /// - Returns: The element, good until the next call, or nil at the end of the document.
  /// - Throws: `SourceDiagnostic` when the document declares entities or cannot be read further.
  func next(reportingTo sink: inout some RecordSink) throws -> XMLElement? {
    while try move(to: ["<"]) {
      while reader.window.count < 256, try reader.fill() {}
      let window = reader.window
      if window.starts(with: "<!--".utf8) {
        try skip(behind: "-->")
      } else if window.starts(with: "<![CDATA[".utf8) {
        try skip(behind: "]]>")
      } else if window.starts(with: "<?".utf8) {
        try skip(behind: "?>")
      } else if window.starts(with: "<!ENTITY".utf8) {
        throw reader.diagnostic(
          .error, at: 0, "the document declares entities, which are not read",
          expected: "XML without <!ENTITY>")
      } else if window.starts(with: "</".utf8) {
        depth = max(0, depth - 1)
        reader.consume(2)
      } else if let element = try element(reportingTo: &sink) {
        return element
      }
    }
    if depth > 0 {
      sink.report(
        reader.diagnostic(
          .error, at: 0, "no well-formed XML: the input ends inside its outermost element"))
    }
    return nil
  }

  /// Reads what a `<` starts that may be an element; nil if nobody asked for it or it is damaged.
  private func element(reportingTo sink: inout some RecordSink) throws -> XMLElement? {
    let name = String(
      decoding: reader.window.dropFirst().prefix { Self.isNameByte($0) }, as: UTF8.self)
    guard !name.isEmpty else {
      reader.consume(1)
      return nil
    }
    let localName = name.split(separator: ":").last.map(String.init) ?? name
    line = reader.line
    guard let tag = try lengthOfTag() else {
      sink.report(reader.tooLong("tag"))
      reader.consume(1)
      return nil
    }
    let isClosed = tag >= 2 && reader.window[tag - 2] == UInt8(ascii: "/")
    if wholeNames.contains(localName) {
      return try whole(name, tag: tag, isClosed: isClosed, reportingTo: &sink)
    }
    if !isClosed { depth += 1 }
    defer { reader.consume(tag) }
    guard openNames.contains(localName) else { return nil }
    let start = reader.window.prefix(tag).dropLast(isClosed ? 2 : 1)
    return parser.parse(Array(start) + Array("/>".utf8), at: reader, reportingTo: &sink)
  }

  private func whole(
    _ name: String, tag: Int, isClosed: Bool, reportingTo sink: inout some RecordSink
  ) throws -> XMLElement? {
    switch isClosed ? .whole(tag) : try extent(of: name, from: tag) {
    case .whole(let length):
      defer { reader.consume(length) }
      return parser.parse(Array(reader.window.prefix(length)), at: reader, reportingTo: &sink)
    case .cut(let length):
      sink.report(
        reader.diagnostic(
          .error, at: 0, "no well-formed XML: <\(name)> is not closed", expected: "</\(name)>"))
      reader.consume(length)
      if reader.window.isEmpty { depth = 0 }
    case .tooLong:
      sink.report(reader.tooLong("record"))
      reader.consume(tag)
      if try move(to: ["</\(name)", "<\(name)"]), reader.window.starts(with: "</".utf8) {
        try skip(behind: ">")
      }
    }
    return nil
  }

  /// Where the element at the start of the window ends.
  private enum Extent {
    /// Behind its end tag.
    case whole(Int)
    /// Nowhere before the next element of its name, or before the end of the input.
    case cut(Int)
    /// Beyond what a record may be.
    case tooLong
  }

  private func extent(of name: String, from start: Int) throws -> Extent {
    let startTag = Array("<\(name)".utf8)
    let endTag = Array("</\(name)".utf8)
    var position = start
    while let found = try find("<", from: position) {
      while reader.window.count - found < endTag.count + 9, try reader.fill() {}
      let rest = reader.window[found...]
      position = found + 1
      if rest.starts(with: "<!--".utf8) {
        position = try find("-->", from: found) ?? reader.window.count
      } else if rest.starts(with: "<![CDATA[".utf8) {
        position = try find("]]>", from: found) ?? reader.window.count
      } else if Self.tag(startTag, starts: rest) {
        return .cut(found)
      } else if Self.tag(endTag, starts: rest), let close = try find(">", from: found) {
        return close < SourceReader.maximumRecordLength ? .whole(close + 1) : .tooLong
      }
    }
    let length = reader.window.count
    return length > SourceReader.maximumRecordLength ? .tooLong : .cut(length)
  }

  /// Whether a tag, and not one whose name only starts so, stands at the start of some bytes.
  private static func tag(
    _ tag: [UInt8], starts bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool {
    bytes.starts(with: tag) && bytes.dropFirst(tag.count).first.map(isNameByte) == false
  }

  /// The length of the start tag at the start of the window; nil if there is no end of it.
  ///
  /// A tag with an open quote ends at the next `<`, which no value of an attribute may hold.
  private func lengthOfTag() throws -> Int? {
    var quote: UInt8?
    var position = 1
    while true {
      for offset in position..<reader.window.count {
        let byte = reader.window[offset]
        if byte == UInt8(ascii: "<") { return offset }
        if quote == nil, byte == UInt8(ascii: ">") { return offset + 1 }
        if byte == quote {
          quote = nil
        } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        }
      }
      position = reader.window.count
      if position > SourceReader.maximumRecordLength { return nil }
      if try !reader.fill() { return position }
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte > 0x7F || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x3A).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

// Moving without holding, and looking ahead.
extension XMLRecords {
  /// Moves to the first of some texts that start with the same byte; false, at the end, if there
  /// is none.
  private func move(to texts: [String]) throws -> Bool {
    let patterns = texts.map { Array($0.utf8) }
    let longest = patterns.map(\.count).max() ?? 0
    while true {
      let window = reader.window
      var position = 0
      while let found = window.offset(of: patterns[0][0], from: position) {
        if patterns.contains(where: { window[found...].starts(with: $0) }) {
          reader.consume(found)
          return true
        }
        position = found + 1
      }
      reader.consume(max(0, window.count - longest + 1))
      if try !reader.fill() {
        reader.consume(reader.window.count)
        return false
      }
    }
  }

  private func skip(behind text: String) throws {
    if try move(to: [text]) { reader.consume(text.utf8.count) }
  }

  /// The offset of a text in the window, which grows until it is there or is too large; else nil.
  private func find(_ text: String, from start: Int) throws -> Int? {
    let pattern = Array(text.utf8)
    var position = start
    while true {
      let window = reader.window
      while let found = window.offset(of: pattern[0], from: position) {
        if window[found...].starts(with: pattern) { return found }
        if found + pattern.count > window.count { break }
        position = found + 1
      }
      if window.count > SourceReader.maximumRecordLength { return nil }
      position = max(position, window.count - pattern.count + 1)
      if try !reader.fill() { return nil }
    }
  }
}
