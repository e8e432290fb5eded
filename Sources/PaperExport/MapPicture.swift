import Graphviz

/// The frame round a picture: heading, legend, caption, style sheet and words for screen readers.
struct MapPicture: Sendable {
  var title: String
  var subtitle: String
  var description: String
  var caption: String
  var legend: MapLegend
  var theme: MapStyle.Theme

  private static let margin = 26.0

  /// The whole picture as SVG.
  func svg(_ picture: GraphvizSVG) -> [UInt8] {
    let margin = Self.margin
    let inner = max(picture.width, 460)
    var y = margin
    var heading: [SVGElement] = []
    for line in TextLines.broken(title, size: 22, width: inner, limit: 2) {
      y += 20
      heading.append(.line(line, x: margin, y: y, size: 22, bold: true))
      y += 6
    }
    if !subtitle.isEmpty {
      for line in TextLines.broken(subtitle, size: 12, width: inner, limit: 2) {
        y += 15
        heading.append(.line(line, x: margin, y: y, size: 12, color: MapStyle.muted))
      }
    }
    y += 14
    heading.append(rule(y, inner))
    y += 16
    let graphY = y
    let graphX = margin + (inner - picture.width) / 2
    y += picture.height + 18
    var foot = [rule(y, inner)]
    y += 14
    let (samples, height) = legend.markup(x: margin, y: y, width: inner)
    foot += samples
    y += height + 8
    for line in TextLines.broken(caption, size: 9.5, width: inner, limit: 4) {
      y += 13
      foot.append(.line(line, x: margin, y: y, size: 9.5, color: MapStyle.muted))
    }
    let width = inner + 2 * margin
    return document(
      width: width, height: y + margin * 0.8, heading: heading,
      graph:
        "<g transform=\"translate(\(SVGElement.number(graphX)) \(SVGElement.number(graphY)))\">\n"
        + picture.graph + "\n</g>\n", foot: foot)
  }

  private func rule(_ y: Double, _ width: Double) -> SVGElement {
    SVGElement(
      "path",
      [
        ("class", "rule"), ("stroke", MapStyle.rule.light), ("fill", "none"),
        (
          "d",
          "M\(SVGElement.number(Self.margin)) \(SVGElement.number(y))h\(SVGElement.number(width))"
        ),
      ])
  }

  private func document(
    width: Double, height: Double, heading: [SVGElement], graph: String, foot: [SVGElement]
  ) -> [UInt8] {
    let extent = (SVGElement.number(width), SVGElement.number(height))
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      width="\(extent.0)" height="\(extent.1)" viewBox="0 0 \(extent.0) \(extent.1)" \
      role="graphics-document document" aria-labelledby="map-title map-desc">

      """
    text += SVGElement("title", [("id", "map-title")], text: title).markup
    text += SVGElement("desc", [("id", "map-desc")], text: description).markup
    text += SVGElement("style", text: MapStyleSheet.css(theme: theme)).markup
    text +=
      SVGElement(
        "rect",
        [
          ("class", "background"), ("width", extent.0), ("height", extent.1),
          ("fill", MapStyle.background.light),
        ]
      ).markup
    text += SVGElement("g", [("class", "heading")], heading).markup
    text += graph
    text += SVGElement("g", [("class", "foot")], foot).markup
    text += "</svg>\n"
    return Array(text.utf8)
  }
}
