import PaperModel

/// How maps look: colours in light and dark, a shape for each kind, a line for each relation.
///
/// The colours of kinds follow Okabe and Ito's palette, which people of any colour vision tell
/// apart; kinds differ by shape as well, relations by line. Every text has a contrast of 4.5 or
/// more to what is behind it, in both themes.
public struct MapStyle: Hashable, Sendable {
  /// Which of the two sets of colours a picture shows.
  public enum Theme: String, Hashable, Sendable, Codable, CaseIterable {
    /// As the reader's system is set.
    case auto
    /// Dark on light.
    case light
    /// Light on dark.
    case dark
  }

  /// One colour in both themes, as `#rrggbb`.
  struct Color: Hashable, Sendable {
    let light, dark: String
    init(_ light: String, _ dark: String) {
      self.light = light
      self.dark = dark
    }
  }

  /// How a kind of entity is drawn.
  struct Shape: Hashable, Sendable {
    /// Graphviz's name of the shape.
    let shape: String
    let fill, stroke: Color
  }

  /// How a relation is drawn.
  struct Line: Hashable, Sendable {
    let color: Color
    /// Graphviz's name of the pattern: `solid`, `dashed` or `dotted`.
    let pattern: String
  }

  static let background = Color("#fbfcfd", "#12161b")
  static let ink = Color("#18212b", "#e9edf2")
  static let muted = Color("#56616d", "#a7b1bd")
  static let rule = Color("#d5dbe1", "#39424d")

  /// The fonts, of which the first that is there is used; text is measured as Helvetica.
  static let fonts = "Helvetica,Arial,Liberation Sans,sans-serif"

  static func shape(of kind: EntityKind) -> Shape {
    switch kind {
    case .paper:
      Shape(shape: "box", fill: .init("#ffffff", "#1d242d"), stroke: .init("#8b97a4", "#667483"))
    case .repository:
      Shape(shape: "folder", fill: .init("#e0f2ec", "#14372d"), stroke: .init("#00795a", "#45b894"))
    case .dataset:
      Shape(
        shape: "cylinder", fill: .init("#fdf0d5", "#3b2d12"), stroke: .init("#a86f00", "#dba63a"))
    case .method:
      Shape(
        shape: "hexagon", fill: .init("#e2eefa", "#172f48"), stroke: .init("#1c69ab", "#70afe6"))
    case .term:
      Shape(
        shape: "ellipse", fill: .init("#f5e9f3", "#38243a"), stroke: .init("#99548f", "#d295cb"))
    case .link:
      Shape(shape: "note", fill: .init("#eef0f2", "#262d35"), stroke: .init("#697684", "#8c99a7"))
    case .identifier:
      Shape(shape: "note", fill: .init("#eef0f2", "#262d35"), stroke: .init("#697684", "#8c99a7"))
    case .author:
      Shape(
        shape: "octagon", fill: .init("#fbe9df", "#412415"), stroke: .init("#b34e00", "#ef9256"))
    case .venue:
      Shape(shape: "house", fill: .init("#f6f3cf", "#353310"), stroke: .init("#7a7200", "#cdc342"))
    }
  }

  static func line(of kind: RelationKind) -> Line {
    switch kind {
    case .similarTo: Line(color: .init("#bcc5ce", "#4a5663"), pattern: "solid")
    case .cites, .versionOf: Line(color: .init("#c05600", "#e08a4a"), pattern: "solid")
    case .coupledWith: Line(color: .init("#c2a878", "#7d6a42"), pattern: "dashed")
    case .coCitedWith: Line(color: .init("#c2a878", "#7d6a42"), pattern: "dotted")
    case .introduces: Line(color: .init("#2b8a6d", "#3f9c7f"), pattern: "solid")
    case .uses: Line(color: .init("#7fa9d0", "#456f96"), pattern: "solid")
    case .mentions: Line(color: .init("#c9b6c6", "#655363"), pattern: "dashed")
    case .defines: Line(color: .init("#b06fa7", "#a0619a"), pattern: "dotted")
    case .linksTo, .writtenBy, .publishedIn:
      Line(color: .init("#98a2ad", "#5c6874"), pattern: "dashed")
    }
  }

  /// The tints of topics and regions in the overview, taken in turn.
  static let tints = [
    Shape(shape: "circle", fill: .init("#e2eefa", "#172f48"), stroke: .init("#1c69ab", "#70afe6")),
    Shape(shape: "circle", fill: .init("#fdf0d5", "#3b2d12"), stroke: .init("#a86f00", "#dba63a")),
    Shape(shape: "circle", fill: .init("#e0f2ec", "#14372d"), stroke: .init("#00795a", "#45b894")),
    Shape(shape: "circle", fill: .init("#f5e9f3", "#38243a"), stroke: .init("#99548f", "#d295cb")),
    Shape(shape: "circle", fill: .init("#fbe9df", "#412415"), stroke: .init("#b34e00", "#ef9256")),
    Shape(shape: "circle", fill: .init("#f6f3cf", "#353310"), stroke: .init("#7a7200", "#cdc342")),
    Shape(shape: "circle", fill: .init("#e0f1f6", "#12343f"), stroke: .init("#20788f", "#56b5cd")),
    Shape(shape: "circle", fill: .init("#e9ebee", "#2a323b"), stroke: .init("#5d6a77", "#98a5b3")),
  ]

  /// The name of a kind in a legend.
  static func name(of kind: EntityKind, plural: Bool) -> String {
    guard plural else { return kind.rawValue }
    return kind == .repository ? "repositories" : kind.rawValue + "s"
  }

  /// The name of a relation in a legend.
  static func name(of kind: RelationKind) -> String {
    switch kind {
    case .introduces: "introduces"
    case .uses: "uses"
    case .mentions: "mentions"
    case .defines: "spells out"
    case .linksTo: "links to"
    case .cites: "cites"
    case .similarTo: "similar abstract"
    case .coupledWith: "shared references"
    case .coCitedWith: "cited together"
    case .versionOf: "version of"
    case .writtenBy: "written by"
    case .publishedIn: "published in"
    }
  }
}
