/// A piece of SVG to be written: an element with attributes, and elements or text within.
struct SVGElement: Sendable {
  let name: String
  let attributes: [(String, String)]
  var children: [SVGElement]
  let text: String?

  init(_ name: String, _ attributes: [(String, String)] = [], _ children: [SVGElement] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
    text = nil
  }

  init(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    self.name = name
    self.attributes = attributes
    children = []
    self.text = text
  }

  /// The element as XML; whatever the texts hold, it is well-formed.
  var markup: String {
    var result = "<" + name
    for (name, value) in attributes { result += " \(name)=\"\(Self.escaped(value))\"" }
    if let text { return result + ">" + Self.escaped(text) + "</\(name)>\n" }
    guard !children.isEmpty else { return result + "/>\n" }
    return result + ">\n" + children.map(\.markup).joined() + "</\(name)>\n"
  }

  /// A text as XML holds it, without the characters that XML cannot.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text without the characters that XML cannot hold.
  static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension SVGElement {
  /// A number in hundredths, as short as it goes.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let whole = abs(hundredths) / 100
    let rest = abs(hundredths) % 100
    if rest == 0 { return "\(sign)\(whole)" }
    let digits = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(whole).\(digits)"
  }

  /// A line of text with its baseline at a point.
  static func line(
    _ text: String, x: Double, y: Double, size: Double, bold: Bool = false,
    color: MapStyle.Color = MapStyle.ink, anchor: String? = nil
  ) -> SVGElement {
    var attributes = [
      ("x", number(x)), ("y", number(y)), ("font-family", MapStyle.fonts),
      ("font-size", number(size)), ("fill", color.light),
    ]
    if bold { attributes.append(("font-weight", "bold")) }
    if color == MapStyle.muted { attributes.append(("class", "muted")) }
    if let anchor { attributes.append(("text-anchor", anchor)) }
    return SVGElement("text", attributes, text: text)
  }
}
