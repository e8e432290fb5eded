/// How records lie in a JSON text.
enum JSONLayout {
  /// One to a line.
  case lines
  /// Values one after another, over several lines.
  case values
  /// Elements of the array to which a path of keys leads.
  case elements(path: [StaticString])
  /// One value to which a path of keys leads.
  case value(path: [StaticString])

  /// Keys of API replies and exports below which records stand.
  private static let envelopes: [[StaticString]] = [
    ["results"], ["message", "items"], ["message"], ["data"], ["items"], ["recommendedPapers"],
    ["papers"], ["works"], ["dailyPapers"],
  ]

  /// Where the records of a reply stand: the way there, and the first object among them.
  fileprivate static func envelope(
    _ reply: JSONValue, isRecord: (JSONValue) -> Bool
  ) -> (layout: JSONLayout, first: JSONValue?)? {
    for path in envelopes {
      var value: JSONValue? = reply
      for key in path { value = value?[key] }
      guard let value else { continue }
      if value.isArray { return (.elements(path: path), value.elements.first { $0.isObject }) }
      if isRecord(value) { return (.value(path: path), value) }
    }
    return nil
  }
}

/// The start of a JSON text, parsed as far as it goes.
struct JSONHead {
  /// How the records lie in the text.
  let layout: JSONLayout
  /// The first record that is an object, as far as it was seen; nil if there is none.
  let first: JSONValue?
  /// The outermost value, as far as it was seen.
  let outermost: JSONValue
  // Holds the nodes to which the values point.
  private let tape = JSONTape()

  /// Parses the first bytes of a text; nil if no array and no object starts there.
  ///
  /// - Parameters:
  ///   - bytes: The bytes; they must live as long as the values are used.
  ///   - isRecord: Whether an object is a record by its keys.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, isRecord: (JSONValue) -> Bool) {
    guard let start = bytes.firstIndex(where: { !SourceText.isSpace($0) }),
      "{[".utf8.contains(bytes[start])
    else { return nil }
    var end = bytes.count
    do {
      let parsed = try tape.parse(bytes, from: start)
      outermost = parsed.value
      end = parsed.end
    } catch {
      guard let partial = tape.partialValue(of: bytes) else { return nil }
      outermost = partial
      end = error.offset
    }
    if outermost.isArray {
      layout = .elements(path: [])
      first = outermost.elements.first { $0.isObject }
    } else if !isRecord(outermost),
      let found = JSONLayout.envelope(outermost, isRecord: isRecord)
    {
      (layout, first) = found
    } else {
      first = outermost
      layout = bytes[start..<end].contains(UInt8(ascii: "\n")) ? .values : .lines
    }
  }
}
