import CXML2
import Glibc

/// An element of a parsed document, as a view.
struct XMLElement {
  let node: xmlNodePtr

  /// The name without prefix.
  var name: String {
    let name = node.pointee.name.map { String(cString: $0) } ?? ""
    // A prefix that is declared around the element stays part of the name.
    return name.split(separator: ":").last.map(String.init) ?? name
  }

  /// The line where it starts, from 1.
  var line: Int { Int(xmlGetLineNo(node)) }

  /// All text in it, white space folded.
  var text: String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { free(content) }
    return SourceText.folded(String(cString: content))
  }

  /// The value of an attribute, whatever its prefix.
  func attribute(_ name: String) -> String? {
    guard let value = xmlGetProp(node, name) else { return nil }
    defer { free(value) }
    return String(cString: value)
  }

  /// The elements right below it.
  var children: [XMLElement] {
    Array(sequence(first: node.pointee.children) { $0?.pointee.next }.prefix { $0 != nil })
      .compactMap { child in
        child.flatMap { $0.pointee.type == XML_ELEMENT_NODE ? XMLElement(node: $0) : nil }
      }
  }

  /// The first element of a name right below it.
  func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The first element below it, at any depth in reading order, that satisfies a condition.
  func first(where isWanted: (XMLElement) -> Bool) -> XMLElement? {
    var found: XMLElement?
    forEach {
      if found == nil, isWanted($0) { found = $0 }
    }
    return found
  }

  /// Visits every element below it in reading order, however deep they lie.
  func forEach(_ body: (XMLElement) -> Void) {
    var current = node.pointee.children
    while let here = current {
      if here.pointee.type == XML_ELEMENT_NODE { body(XMLElement(node: here)) }
      if here.pointee.type == XML_ELEMENT_NODE, let child = here.pointee.children {
        current = child
        continue
      }
      var up: xmlNodePtr? = here
      while let place = up, place != node, place.pointee.next == nil { up = place.pointee.parent }
      current = up.flatMap { $0 == node ? nil : $0.pointee.next }
    }
  }
}
