/// A way of placing nodes.
///
/// All engines but ``fdp`` give the same positions for the same drawing, whatever
/// was laid out before. ``fdp`` does so only in a fresh process, and so does removal
/// of overlaps by `prism` after an ``fdp``.
public enum LayoutEngine: String, CaseIterable, Hashable, Sendable, Codable {
  /// Ranks from top to bottom, for directed graphs; seconds from about 500 nodes on.
  case dot
  /// Stress majorisation, for up to some hundreds of nodes.
  case neato
  /// Force-directed placement with boxes round clusters; slow from 500 nodes on.
  case fdp
  /// Multiscale force-directed placement, for thousands of nodes; draws no clusters.
  case sfdp
  /// Rings round a root.
  case twopi
  /// Circles, one for each biconnected component.
  case circo
  /// Clusters packed into boxes.
  case osage
  /// A squarified tree map of nodes and clusters.
  case patchwork
  /// Nodes where their `pos` attributes put them, in points; edges are routed.
  case nop
  /// Nodes and edges where their `pos` attributes put them.
  case nop2
}

/// A format in which a drawing can be had.
///
/// Which formats there are depends on the Graphviz that is installed; see
/// ``GraphvizRenderer/formats()``.
public enum ImageFormat: String, CaseIterable, Hashable, Sendable, Codable {
  /// Scalable Vector Graphics.
  case svg
  /// DOT with positions and sizes.
  case dot
  /// DOT with drawing operations.
  case xdot
  /// JSON with positions and drawing operations.
  case json
  /// One line a node and an edge.
  case plain
  /// Portable Document Format, set in the fonts of the machine.
  case pdf
  /// Portable Network Graphics, set in the fonts of the machine.
  case png

  /// Whether text is drawn in the fonts of the machine, which then also measure it.
  var needsFonts: Bool { self == .pdf || self == .png }
}
