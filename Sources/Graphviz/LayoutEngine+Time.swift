import Glibc

extension LayoutEngine {
  /// About how long Graphviz takes for a drawing, with overlap removal, on a core of 2020.
  ///
  /// Fitted to times measured with Graphviz 2.43 on clustered graphs of 100 to 5,000 nodes with
  /// 2.8 edges a node. Good for limits, not for clocks.
  public func usualTime(for drawing: Drawing) -> Duration {
    let size = Double(drawing.nodes.count) + Double(drawing.edges.count) / 2.8
    let (secondsAt100, exponent): (Double, Double) =
      switch self {
      case .dot: (0.11, 2.6)
      case .neato: (0.06, 1.75)
      case .fdp: (1.2, 2)
      case .sfdp: (0.08, 1.4)
      case .twopi, .circo, .osage, .patchwork, .nop, .nop2: (0.05, 1.5)
      }
    return .seconds(secondsAt100 * pow(size / 200, exponent))
  }
}
