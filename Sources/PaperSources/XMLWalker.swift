import CXML2
import Glibc

/// Walks the elements of an XML input forward through libxml2, one record in memory at a time.
///
/// Nothing but the input is opened: no external entities, no DTD, no network. A document that
/// declares entities of its own is refused.
final class XMLWalker {
  private let feed: Feed
  private let handle: xmlTextReaderPtr
  private var skipsContent = false

  /// Starts at the window of a reader.
  ///
  /// - Throws: `SourceDiagnostic` when libxml2 has no memory.
  init(_ reader: SourceReader) throws {
    feed = Feed(reader)
    var options = Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_COMPACT.rawValue)
    // UTF-16 was turned into UTF-8 before, whatever the declaration says.
    if String(decoding: reader.window.prefix(128), as: UTF8.self).lowercased().contains("utf-16") {
      options |= Int32(XML_PARSE_IGNORE_ENC.rawValue)
    }
    let context = Unmanaged.passUnretained(feed).toOpaque()
    let read: xmlInputReadCallback = { context, buffer, length in
      guard let context, let buffer else { return -1 }
      return Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue().read(buffer, Int(length))
    }
    guard let handle = xmlReaderForIO(read, nil, context, nil, nil, options) else {
      throw SourceDiagnostic(.error, file: reader.file, message: "no memory to read XML")
    }
    self.handle = handle
    xmlTextReaderSetStructuredErrorHandler(
      handle,
      { context, error in
        guard let context, let error else { return }
        Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue().take(
          message: error.pointee.message.map { String(cString: $0) } ?? "damaged",
          line: Int(error.pointee.line), column: Int(error.pointee.int2))
      }, context)
  }

  deinit { xmlFreeTextReader(handle) }

  /// Goes to the next element.
  ///
  /// - Returns: Its name without prefix, or nil at the end of the document.
  /// - Throws: `SourceDiagnostic` where the input is no well-formed XML.
  func next() throws -> String? {
    while true {
      let status = skipsContent ? xmlTextReaderNext(handle) : xmlTextReaderRead(handle)
      skipsContent = false
      guard status >= 0 else { throw feed.failure() }
      guard status == 1 else { return nil }
      switch xmlReaderTypes(rawValue: UInt32(xmlTextReaderNodeType(handle))) {
      case XML_READER_TYPE_DOCUMENT_TYPE:
        try refuseEntities()
      case XML_READER_TYPE_ELEMENT:
        return xmlTextReaderConstLocalName(handle).map { String(cString: $0) } ?? ""
      default: continue
      }
    }
  }

  /// The line of the element, from 1.
  var line: Int { Int(xmlTextReaderGetParserLineNumber(handle)) }

  /// The value of an attribute of the element.
  func attribute(_ name: String) -> String? {
    guard let value = xmlTextReaderGetAttribute(handle, name) else { return nil }
    // libxml2 takes its memory from malloc.
    defer { free(value) }
    return String(cString: value)
  }

  /// The element with all its content, good until `next()`, which goes on behind it.
  ///
  /// - Throws: `SourceDiagnostic` where the content is not well-formed or too long.
  func content() throws -> XMLElement {
    feed.limitsRecord(true)
    defer { feed.limitsRecord(false) }
    guard let node = xmlTextReaderExpand(handle), !feed.hasFailed else { throw feed.failure() }
    skipsContent = true
    return XMLElement(node: node)
  }

  private func refuseEntities() throws {
    guard let document = xmlTextReaderCurrentDoc(handle), let subset = document.pointee.intSubset,
      subset.pointee.entities != nil || subset.pointee.pentities != nil
    else { return }
    throw SourceDiagnostic(
      .error, file: feed.reader.file, line: line,
      message: "the document declares entities, which are not read",
      expected: "XML without <!ENTITY>")
  }

  /// Hands the bytes of an input to libxml2 and remembers what went wrong.
  private final class Feed {
    let reader: SourceReader
    private(set) var hasFailed = false
    private var problem: SourceDiagnostic?
    private var recordBytes: Int?

    init(_ reader: SourceReader) { self.reader = reader }

    func limitsRecord(_ isLimited: Bool) { recordBytes = isLimited ? 0 : nil }

    func read(_ buffer: UnsafeMutablePointer<CChar>, _ length: Int) -> Int32 {
      do {
        if reader.window.isEmpty, try !reader.fill() { return 0 }
      } catch {
        problem = error as? SourceDiagnostic
        hasFailed = true
        return -1
      }
      let count = min(length, reader.window.count)
      UnsafeMutableRawBufferPointer(start: buffer, count: count).copyBytes(
        from: reader.window.prefix(count))
      recordBytes? += count
      if let recordBytes, recordBytes > SourceReader.maximumRecordLength {
        problem = reader.tooLong("record")
        hasFailed = true
        return -1
      }
      reader.consume(count)
      return Int32(count)
    }

    func take(message: String, line: Int, column: Int) {
      guard problem == nil else { return }
      problem = SourceDiagnostic(
        .error, file: reader.file, line: line, column: max(0, column),
        message: "no well-formed XML: " + SourceText.folded(message))
    }

    func failure() -> SourceDiagnostic {
      problem
        ?? SourceDiagnostic(
          .error, file: reader.file, line: reader.line, message: "no well-formed XML")
    }
  }
}
