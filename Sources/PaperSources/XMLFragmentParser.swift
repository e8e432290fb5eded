import CXML2

/// Parses elements cut out of a document, each alone.
struct XMLFragmentParser: ~Copyable {
  private let context: xmlParserCtxtPtr
  private let encoding: String?
  private var document: xmlDocPtr?

  /// Creates a parser.
  ///
  /// - Parameters:
  ///   - encoding: The encoding of the document; UTF-8 if nil.
  ///   - file: The input, for the diagnostic.
  /// - Throws: `SourceDiagnostic` when libxml2 has no memory.
  init(encoding: String?, file: String) throws {
    guard let context = xmlNewParserCtxt() else {
      throw SourceDiagnostic(.error, file: file, message: "no memory to read XML")
    }
    self.context = context
    self.encoding = encoding
  }

  deinit {
    xmlFreeDoc(document)
    xmlFreeParserCtxt(context)
  }

  /// Parses an element.
  ///
  /// - Parameters:
  ///   - bytes: The element, 16 MiB at most.
  ///   - reader: The input, which stands at the element.
  ///   - sink: Takes a report of what is wrong with it.
  /// - Returns: The element, good until the next call; nil if it is not well-formed.
  mutating func parse(
    _ bytes: [UInt8], at reader: SourceReader, reportingTo sink: inout some RecordSink
  ) -> XMLElement? {
    var bytes = bytes
    if encoding == nil {
      let decoded = bytes.withUnsafeBufferPointer { DecodedText($0) }
      if let warning = decoded.warning(file: reader.file, line: reader.line) {
        sink.report(warning)
        bytes = Array(decoded.text.utf8)
      }
    }
    // Prefixes are declared around the element, and are no matter.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue
    xmlFreeDoc(document)
    document = bytes.withUnsafeBytes { bytes in
      xmlCtxtReadMemory(
        context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), nil,
        encoding ?? "UTF-8", Int32(options))
    }
    guard let root = document.flatMap({ xmlDocGetRootElement($0) }) else {
      sink.report(failure(at: reader))
      return nil
    }
    return XMLElement(node: root)
  }

  private func failure(at reader: SourceReader) -> SourceDiagnostic {
    let error = xmlCtxtGetLastError(context)?.pointee
    let reason = error?.message.map { String(cString: $0) } ?? "damaged"
    let line = max(0, Int(error?.line ?? 1) - 1)
    let column = max(1, Int(error?.int2 ?? 1)) + (line == 0 ? reader.column - 1 : 0)
    return SourceDiagnostic(
      .error, file: reader.file, line: reader.line + line, column: column,
      message: "no well-formed XML: " + SourceText.folded(reason))
  }
}
