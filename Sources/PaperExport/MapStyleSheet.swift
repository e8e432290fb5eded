import PaperModel

/// The style sheet of a picture: what attributes cannot say.
///
/// The attributes hold the light colours, so that a program without style sheets shows the picture
/// as well; the rules here turn them dark, and show where the reader points.
enum MapStyleSheet {
  static func css(theme: MapStyle.Theme) -> String {
    let dark =
      switch theme {
      case .light: ""
      case .dark: darkRules
      case .auto: "@media (prefers-color-scheme: dark) {\n\(darkRules)}\n"
      }
    return """
      svg { max-width: 100%; height: auto; }
      a { cursor: pointer; }
      a:hover path, a:hover polygon, a:hover ellipse, a:focus path, a:focus polygon, \
      a:focus ellipse { stroke-width: 2.5; }
      a:focus { outline: 2px solid \(MapStyle.shape(of: .method).stroke.light); }
      text { text-rendering: geometricPrecision; }
      .label text, .heading text { paint-order: stroke; stroke: \(MapStyle.background.light); \
      stroke-width: 4px; stroke-linejoin: round; }
      \(dark)
      """
  }

  private static let darkRules: String = {
    var rules = rule(".background", fill: MapStyle.background.dark)
    rules += rule("text", fill: MapStyle.ink.dark)
    rules += rule(".muted, .muted text", fill: MapStyle.muted.dark)
    rules += ".rule { stroke: \(MapStyle.rule.dark); }\n"
    rules += ".label text, .heading text { stroke: \(MapStyle.background.dark); }\n"
    for kind in EntityKind.allCases {
      let shape = MapStyle.shape(of: kind)
      rules += shapeRule(kind.rawValue, shape)
    }
    for (number, shape) in MapStyle.tints.enumerated() {
      rules += shapeRule("tint\(number)", shape)
      rules += rule(".dot\(number) ellipse", fill: shape.stroke.dark)
      rules += ".dot\(number) ellipse { stroke: \(shape.stroke.dark); }\n"
    }
    for kind in RelationKind.allCases {
      let color = MapStyle.line(of: kind).color.dark
      rules += ".\(kind.rawValue) path { fill: none; stroke: \(color); }\n"
      rules += ".\(kind.rawValue) polygon { fill: \(color); stroke: \(color); }\n"
    }
    return rules
  }()

  private static func shapeRule(_ name: String, _ shape: MapStyle.Shape) -> String {
    let selector = ["path", "polygon", "ellipse", "polyline"].map { ".\(name) \($0)" }
      .joined(separator: ", ")
    return "\(selector) { fill: \(shape.fill.dark); stroke: \(shape.stroke.dark); }\n"
  }

  private static func rule(_ selector: String, fill: String) -> String {
    "\(selector) { fill: \(fill); }\n"
  }
}
