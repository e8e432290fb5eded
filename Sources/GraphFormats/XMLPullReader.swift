import CXML2

/// XML read tag by tag by libxml2, without network and without external entities.
final class XMLPullReader {
  /// What comes next.
  enum Event {
    /// A start tag, by its name without prefix.
    case start(String)
    /// The end of the element of this name.
    case end(String)
    /// Characters.
    case text(String)
  }

  private let reader: xmlTextReaderPtr
  private let bytes: UnsafeBufferPointer<CChar>
  private var pendingEnd: String?

  /// Opens a document of at most 2 GiB.
  init(_ document: [UInt8]) throws(GraphFormatError) {
    // libxml2 reads from the buffer until the reader is freed.
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(document.count, 1))
    for (place, byte) in document.enumerated() { copy[place] = CChar(bitPattern: byte) }
    bytes = UnsafeBufferPointer(copy)
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue
    guard let count = Int32(exactly: document.count),
      let reader = xmlReaderForMemory(bytes.baseAddress, count, nil, nil, Int32(options))
    else {
      copy.deallocate()
      throw GraphFormatError("XML of more than 2 GiB cannot be read")
    }
    self.reader = reader
    xmlResetLastError()
  }

  deinit {
    xmlFreeTextReader(reader)
    bytes.deallocate()
  }

  /// The line of the current tag, from 1.
  var line: Int { Int(xmlTextReaderGetParserLineNumber(reader)) }

  /// Moves on; nil at the end of the document.
  func next() throws(GraphFormatError) -> Event? {
    if let end = pendingEnd {
      pendingEnd = nil
      return .end(end)
    }
    while true {
      let status = xmlTextReaderRead(reader)
      if status < 0 { throw lastError() }
      if status == 0 { return nil }
      switch UInt32(xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        let name = name()
        if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
        return .start(name)
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .end(name())
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue, XML_READER_TYPE_WHITESPACE.rawValue:
        return .text(xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? "")
      default: continue
      }
    }
  }

  /// The value of an attribute of the current start tag, by its name without prefix.
  func attribute(_ name: String) -> String? {
    guard xmlTextReaderMoveToAttribute(reader, name) == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    return xmlTextReaderConstValue(reader).map { String(cString: $0) }
  }

  /// The characters up to the end of the current element, whose inner elements are passed over.
  func text() throws(GraphFormatError) -> String {
    var text = ""
    var depth = 1
    while let event = try next() {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      case .text(let part): if depth == 1 { text += part }
      }
      if depth == 0 { break }
    }
    return text
  }

  /// Passes over the current element with all that is in it.
  func skip() throws(GraphFormatError) { _ = try text() }

  /// An error about the current line.
  func error(_ message: String) -> GraphFormatError { GraphFormatError(message, line: line) }

  private func name() -> String {
    xmlTextReaderConstLocalName(reader).map { String(cString: $0) } ?? ""
  }

  private func lastError() -> GraphFormatError {
    guard let error = xmlGetLastError()?.pointee, let message = error.message else {
      return error("not well-formed XML")
    }
    let text = String(cString: message)
    let document = bytes.map { UInt8(bitPattern: $0) }
    return GraphFormatError(
      String(text.prefix { !$0.isNewline }), line: Int(error.line), column: Int(error.int2),
      in: document)
  }
}
