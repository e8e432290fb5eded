/// Reads one entry from the bytes of a BibTeX file that start with its `@`.
///
/// The grammar is BibTeX's own, and lenient where files in the wild are wrong: a comma too many
/// or missing, a key with blanks or none, a quote within quotes, an undefined macro. All of that
/// is noted. A line that starts like another entry ends an entry whose braces are open.
struct BibTeXParser {
  /// Why an entry could not be read to its end.
  enum Stop: Error {
    /// The bytes end, and the input does not.
    case incomplete
    /// The entry is broken: where, why, and where reading may go on.
    case broken(Note, resume: Int)
  }

  /// Something that was mended.
  struct Note {
    var offset: Int
    var message: String
    var expected: String?
    /// The macro that is not defined, if that is what is wrong.
    var macro: String?
  }

  /// What an entry turned out to be.
  enum Kind {
    case entry
    case comment
    case preamble
    case macros
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let isLast: Bool
  private var index = 0
  private var close = UInt8(ascii: "}")
  /// What was mended, in order.
  private(set) var notes: [Note] = []

  /// Creates a parser.
  ///
  /// - Parameters:
  ///   - bytes: The bytes from the `@` on.
  ///   - isLast: Whether the input ends with them.
  init(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
    self.bytes = bytes
    self.isLast = isLast
  }

  /// How many bytes were read.
  var length: Int { index }

  /// Reads the entry; what it defines goes into `macros`.
  mutating func parse(into entry: inout BibTeXEntry, macros: inout BibTeXMacros) throws(Stop)
    -> Kind
  {
    index = 1
    try skipSpace()
    entry.type = word(while: BibTeXByte.isName)
    try skipSpace()
    close = try peek() == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
    index += 1
    switch entry.type {
    case "comment":
      return try skipComment()
    case "preamble":
      try skipSpace()
      try fieldValue(into: &entry, macros: macros)
      try finish()
      return .preamble
    case "string":
      try readFields(into: &entry, macros: macros)
      for field in entry.fields { macros.define(field.name, entry.value(of: field)) }
      return .macros
    default:
      try readKey(into: &entry)
      try readFields(into: &entry, macros: macros)
      return .entry
    }
  }

  // Whole files are commented out with @comment, so entries within it do not end it.
  private mutating func skipComment() throws(Stop) -> Kind {
    var depth = 1
    var position = index
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}") where close == UInt8(ascii: "}") || depth > 1: depth -= 1
      case UInt8(ascii: ")") where close == UInt8(ascii: ")") && depth == 1: depth = 0
      default: break
      }
      position += 1
      if depth == 0 {
        index = position
        return .comment
      }
    }
    guard isLast else { throw .incomplete }
    note("the comment does not end", expected: "}")
    index = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return .comment
  }

  private mutating func readKey(into entry: inout BibTeXEntry) throws(Stop) {
    try skipSpace()
    let start = index
    while true {
      switch try peek() {
      case UInt8(ascii: ","):
        entry.key = text(start..<index)
        index += 1
        return
      case close:
        entry.key = text(start..<index)
        return
      case UInt8(ascii: "="):
        readKeyBeforeField(from: start, into: &entry)
        return
      case UInt8(ascii: "@") where beginsLine(index):
        try stopAtEntry(index)
      default: break
      }
      index += 1
    }
  }

  /// No comma follows the key: either it is missing, or the key is.
  private mutating func readKeyBeforeField(from start: Int, into entry: inout BibTeXEntry) {
    let words = bytes[start..<index].split(whereSeparator: BibTeXByte.isSpace)
    index = words.last?.startIndex ?? start
    entry.key = text(start..<index)
    note(words.count > 1 ? "no comma behind the key" : "no citation key", expected: ",")
  }

  private mutating func readFields(into entry: inout BibTeXEntry, macros: BibTeXMacros)
    throws(Stop)
  {
    while true {
      try skipSpace()
      let byte = try peek()
      if byte == close {
        index += 1
        return
      }
      if byte == UInt8(ascii: ",") {
        index += 1
        continue
      }
      if byte == UInt8(ascii: "@"), beginsLine(index) { try stopAtEntry(index) }
      let start = index
      let name = word { BibTeXByte.isName($0) || $0 == UInt8(ascii: "+") }
      try skipSpace()
      guard !name.isEmpty, try peek() == UInt8(ascii: "=") else {
        index = max(index, start)
        note("no field here", expected: "name = value")
        try skipToComma()
        continue
      }
      index += 1
      let value = entry.end
      try fieldValue(into: &entry, macros: macros)
      entry.addField(name, from: value)
      try skipSpace()
      let next = try peek()
      if next != UInt8(ascii: ","), next != close {
        note("no comma behind the field \(name)", expected: ", or \(Character(.init(close)))")
      }
    }
  }

  /// Reads pieces joined by `#`.
  private mutating func fieldValue(into entry: inout BibTeXEntry, macros: BibTeXMacros)
    throws(Stop)
  {
    while true {
      try skipSpace()
      switch try peek() {
      case UInt8(ascii: "{"): entry.append(bytes[try braced()])
      case UInt8(ascii: "\""): entry.append(bytes[try quoted()])
      default: try bare(into: &entry, macros: macros)
      }
      try skipSpace()
      guard try peek() == UInt8(ascii: "#") else { return }
      index += 1
    }
  }

  private mutating func braced() throws(Stop) -> Range<Int> {
    let start = index + 1
    var depth = 1
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          index = position + 1
          return start..<position
        }
      case UInt8(ascii: "@") where beginsLine(position): try stopAtEntry(position)
      default: break
      }
      position += 1
    }
    throw end("the brace is not closed", at: index, expected: "}")
  }

  private mutating func quoted() throws(Stop) -> Range<Int> {
    let start = index + 1
    var depth = 0
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\"") where depth <= 0:
        if try endsValue(position + 1) {
          index = position + 1
          return start..<position
        }
        notes.append(
          Note(offset: position, message: "a quote within quotes", expected: "{\"}"))
      case UInt8(ascii: "@") where beginsLine(position): try stopAtEntry(position)
      default: break
      }
      position += 1
    }
    throw end("the quote is not closed", at: index, expected: "\"")
  }

  /// Whether what follows a quote is what may follow a value.
  private func endsValue(_ position: Int) throws(Stop) -> Bool {
    var position = position
    while position < bytes.count, BibTeXByte.isSpace(bytes[position]) {
      if bytes[position] == UInt8(ascii: "\n") { return true }
      position += 1
    }
    guard position < bytes.count else {
      if isLast { return true }
      throw .incomplete
    }
    let byte = bytes[position]
    return byte == close || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "#")
  }

  /// A number or the name of a macro.
  private mutating func bare(into entry: inout BibTeXEntry, macros: BibTeXMacros)
    throws(Stop)
  {
    let start = index
    while true {
      let byte = try peek()
      if byte == close || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "#") { break }
      if BibTeXByte.isSpace(byte) || byte == UInt8(ascii: "}") { break }
      index += 1
    }
    let piece = bytes[start..<index]
    if piece.allSatisfy({ (0x30...0x39).contains($0) }) {
      if piece.isEmpty { note("no value", expected: "{, \" or a name") }
      entry.append(piece)
    } else if let value = macros.value(piece) {
      guard entry.end + value.count <= SourceReader.maximumRecordLength else {
        throw .broken(
          Note(offset: start, message: "the macros make the entry too long"), resume: index)
      }
      entry.append(value)
    } else {
      entry.append(piece)
      let name = text(start..<index)
      notes.append(
        Note(
          offset: start, message: "the macro \(name) is not defined", expected: "@string",
          macro: name))
    }
  }

  private mutating func finish() throws(Stop) {
    try skipSpace()
    while try peek() != close { try skipToComma() }
    index += 1
  }

  /// Goes on to the next comma or the end of the entry, past groups in braces.
  private mutating func skipToComma() throws(Stop) {
    while true {
      switch try peek() {
      case close: return
      case UInt8(ascii: "{"): _ = try braced()
      case UInt8(ascii: ","):
        index += 1
        return
      case UInt8(ascii: "@") where beginsLine(index):
        try stopAtEntry(index)
        index += 1
      default: index += 1
      }
    }
  }

  @inline(__always)
  private func beginsLine(_ position: Int) -> Bool {
    bytes[position - 1] == UInt8(ascii: "\n") || bytes[position - 1] == UInt8(ascii: "\r")
  }

  /// Stops if a line starts with `@type{key,` or `@string{` and the like.
  private func stopAtEntry(_ position: Int) throws(Stop) {
    let start = position + 1
    var end = start
    while end < bytes.count, BibTeXByte.isName(bytes[end]) { end += 1 }
    let type = text(start..<end).lowercased()
    while end < bytes.count, BibTeXByte.isSpace(bytes[end]) { end += 1 }
    if end < bytes.count {
      guard end > start, bytes[end] == UInt8(ascii: "{") || bytes[end] == UInt8(ascii: "(")
      else { return }
    }
    if !["string", "comment", "preamble"].contains(type) {
      end += 1
      while end < bytes.count, !BibTeXByte.endsKey(bytes[end]) { end += 1 }
      if end < bytes.count, bytes[end] != UInt8(ascii: ",") { return }
    }
    if end >= bytes.count, !isLast { throw .incomplete }
    throw .broken(
      Note(
        offset: position, message: "another entry starts before this one ends",
        expected: String(Character(.init(close)))), resume: position)
  }

  private func end(_ message: String, at offset: Int, expected: String) -> Stop {
    guard isLast else { return .incomplete }
    return .broken(
      Note(offset: offset, message: message, expected: expected), resume: bytes.count)
  }

  @inline(__always)
  private func peek() throws(Stop) -> UInt8 {
    if index < bytes.count { return bytes[index] }
    throw end(
      "the input ends inside an entry", at: bytes.count, expected: String(Character(.init(close))))
  }

  @inline(__always)
  private mutating func skipSpace() throws(Stop) {
    while BibTeXByte.isSpace(try peek()) { index += 1 }
  }

  private mutating func word(while isPart: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, isPart(bytes[index]) { index += 1 }
    return BibTeXByte.lowercased(UnsafeBufferPointer(rebasing: bytes[start..<index]))
  }

  private func text(_ range: Range<Int>) -> String {
    SourceText.folded(UnsafeBufferPointer(rebasing: bytes[range]))
  }

  private mutating func note(_ message: String, expected: String) {
    notes.append(Note(offset: index, message: message, expected: expected))
  }
}
