import CXML2
import Glibc

/// A picture by Graphviz, taken apart so that a heading and a legend can stand round it.
///
/// Graphviz calls a node by its name; here it is called by its label, and lines of minor importance
/// get a class of their own.
struct GraphvizSVG {
  /// The size of the picture in points.
  let width, height: Double
  /// The markup of the picture's outermost group.
  let graph: String

  /// Parses a picture; nil if it is no SVG by Graphviz.
  ///
  /// - Parameters:
  ///   - bytes: What Graphviz wrote.
  ///   - titles: What the nodes and edges are called to people, by their ids.
  ///   - minorLines: How many of the last lines of a node are of minor importance, by its id.
  init?(_ bytes: [UInt8], titles: [String: String], minorLines: [String: Int]) {
    let document = bytes.withUnsafeBytes {
      xmlReadMemory(
        $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), nil, "UTF-8",
        Int32(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_NOERROR.rawValue))
    }
    guard let document else { return nil }
    defer { xmlFreeDoc(document) }
    guard let root = xmlDocGetRootElement(document),
      let box = Self.attribute("viewBox", of: root)?.split(separator: " ").compactMap({ Double($0) }
      ),
      box.count == 4, let group = Self.children(of: root).first(where: { Self.name(of: $0) == "g" })
    else { return nil }
    width = box[2]
    height = box[3]
    for child in Self.children(of: group) {
      if Self.name(of: child) == "title" {
        xmlUnlinkNode(child)
        xmlFreeNode(child)
        continue
      }
      guard let id = Self.attribute("id", of: child) else { continue }
      if let title = titles[id] { Self.setTitle(title, of: child) }
      if let count = minorLines[id] { Self.markMinorLines(count, in: child) }
    }
    guard let buffer = xmlBufferCreate() else { return nil }
    defer { xmlBufferFree(buffer) }
    xmlNodeDump(buffer, document, group, 0, 0)
    graph = String(
      cString: UnsafeRawPointer(xmlBufferContent(buffer)).assumingMemoryBound(to: UInt8.self))
  }

  private static func setTitle(_ title: String, of node: xmlNodePtr) {
    for child in children(of: node) where name(of: child) == "title" {
      let text = xmlNewText(SVGElement.printable(title))
      xmlNodeSetContent(child, nil)
      xmlAddChild(child, text)
    }
  }

  /// Makes the last lines of a node smaller and paler.
  private static func markMinorLines(_ count: Int, in node: xmlNodePtr) {
    let lines = descendants(of: node).filter { name(of: $0) == "text" }
    for line in lines.suffix(count) {
      xmlSetProp(line, "class", "muted")
      xmlSetProp(line, "fill", MapStyle.muted.light)
      if let size = attribute("font-size", of: line).flatMap({ Double($0) }) {
        xmlSetProp(line, "font-size", SVGElement.number(size * 0.86))
      }
    }
  }

  private static func descendants(of node: xmlNodePtr) -> [xmlNodePtr] {
    children(of: node).flatMap { [$0] + descendants(of: $0) }
  }

  private static func children(of node: xmlNodePtr) -> [xmlNodePtr] {
    var children: [xmlNodePtr] = []
    var next = node.pointee.children
    while let child = next {
      if child.pointee.type == XML_ELEMENT_NODE { children.append(child) }
      next = child.pointee.next
    }
    return children
  }

  private static func name(of node: xmlNodePtr) -> String {
    node.pointee.name.map { String(cString: $0) } ?? ""
  }

  private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
    guard let value = xmlGetProp(node, name) else { return nil }
    defer { free(value) }
    return String(cString: value)
  }
}
