import CGraphviz

extension Layout {
  /// Reads the positions out of a graph that was laid out.
  init(_ graph: GraphvizGraph) {
    bounds = Box(Self.info(of: graph.root).pointee.bb)
    nodes = graph.nodes.map { id, node in
      let info = Self.info(of: node).pointee
      return Node(
        id: id, center: Point(info.coord), width: info.lw + info.rw, height: info.ht)
    }
    edges = graph.edges.map { edge in
      guard let splines = Self.info(of: edge).pointee.spl?.pointee else { return [] }
      return (0..<Int(splines.size)).map { Curve(splines.list[$0]) }
    }
    clusters = graph.subgraphs.compactMap { id, subgraph in
      guard let data = subgraph.pointee.base.data else { return nil }
      let name = String(cString: data.pointee.name)
      guard name == "Agraphinfo_t", id.hasPrefix("cluster") else { return nil }
      return Cluster(id: id, bounds: Box(Self.info(of: subgraph).pointee.bb))
    }
  }

  private static func info(
    of graph: UnsafeMutablePointer<Agraph_t>
  ) -> UnsafeMutablePointer<Agraphinfo_t> {
    UnsafeMutableRawPointer(graph.pointee.base.data).assumingMemoryBound(to: Agraphinfo_t.self)
  }

  private static func info(
    of node: UnsafeMutablePointer<Agnode_t>
  ) -> UnsafeMutablePointer<Agnodeinfo_t> {
    UnsafeMutableRawPointer(node.pointee.base.data).assumingMemoryBound(to: Agnodeinfo_t.self)
  }

  private static func info(
    of edge: UnsafeMutablePointer<Agedge_t>
  ) -> UnsafeMutablePointer<Agedgeinfo_t> {
    UnsafeMutableRawPointer(edge.pointee.base.data).assumingMemoryBound(to: Agedgeinfo_t.self)
  }
}

extension Layout.Point {
  fileprivate init(_ point: pointf) {
    self.init(x: point.x, y: point.y)
  }
}

extension Layout.Box {
  fileprivate init(_ box: boxf) {
    self.init(lower: Layout.Point(box.LL), upper: Layout.Point(box.UR))
  }
}

extension Layout.Curve {
  fileprivate init(_ bezier: bezier) {
    self.init(
      points: (0..<Int(bezier.size)).map { Layout.Point(bezier.list[$0]) },
      start: bezier.sflag != 0 ? Layout.Point(bezier.sp) : nil,
      end: bezier.eflag != 0 ? Layout.Point(bezier.ep) : nil)
  }
}
