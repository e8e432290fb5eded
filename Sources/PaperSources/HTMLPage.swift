import CXML2

/// A page of HTML, parsed as browsers do, without opening anything it refers to.
final class HTMLPage {
  private let document: htmlDocPtr

  /// Parses a page; nil if libxml2 makes nothing of it.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    let document = bytes.withMemoryRebound(to: CChar.self) {
      htmlReadMemory($0.baseAddress, Int32(clamping: $0.count), nil, "UTF-8", Int32(options))
    }
    guard let document else { return nil }
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  /// The outermost element.
  var root: XMLElement? { xmlDocGetRootElement(document).map { XMLElement(node: $0) } }
}
