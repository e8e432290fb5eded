/// An entry of a BibTeX file as written, with macros and concatenations resolved.
struct BibTeXEntry {
  /// A field: its name in small letters, and where its value lies in `text`.
  struct Field {
    var name: String
    var range: Range<Int>
  }

  /// The word behind `@`, in small letters.
  var type = ""
  /// The citation key; empty if there is none.
  var key = ""
  /// The line of its `@`, from 1.
  var line = 0
  /// The fields in their order.
  private(set) var fields: [Field] = []
  /// The values one after another, in LaTeX, without their outer braces or quotes.
  private(set) var text: [UInt8] = []

  /// Makes room for the next entry, keeping the memory.
  mutating func reset() {
    type = ""
    key = ""
    fields.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }

  /// The position of the next value.
  var end: Int { text.count }

  /// Appends to the value that is being written.
  mutating func append(_ bytes: some Sequence<UInt8>) { text.append(contentsOf: bytes) }

  /// Makes what was appended since `start` the value of a field.
  mutating func addField(_ name: String, from start: Int) {
    fields.append(Field(name: name, range: start..<text.count))
  }

  /// Whether there is such a field.
  func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

  /// The bytes of a field's value as LaTeX.
  func value(of field: Field) -> ArraySlice<UInt8> { text[field.range] }

  /// The bytes of the first field of a name.
  func value(_ name: String) -> ArraySlice<UInt8>? {
    fields.first { $0.name == name }.map(value)
  }

  /// The memory it takes, in bytes, about.
  var size: Int { text.count + 48 * fields.count + 160 }
}
