import CGraphviz
import Glibc

/// A drawing in Graphviz's memory.
///
/// Must be made, used and closed on the gate's thread.
struct GraphvizGraph {
  typealias Graph = UnsafeMutablePointer<Agraph_t>
  typealias Node = UnsafeMutablePointer<Agnode_t>
  typealias Edge = UnsafeMutablePointer<Agedge_t>

  /// The root graph.
  let root: Graph
  /// The nodes with their ids in the drawing; see ``Layout/nodes`` for their order.
  private(set) var nodes: [(id: String, node: Node)] = []
  /// One edge of Graphviz for each of the drawing.
  private(set) var edges: [Edge] = []
  /// The named subgraphs with their ids in the drawing.
  private(set) var subgraphs: [(id: String, graph: Graph)] = []

  private var nodesByID: [String: Node] = [:]

  /// Builds a drawing by calls of cgraph.
  init(_ drawing: Drawing) throws(RenderError) {
    let name = GraphvizText.identifier(drawing.name)
    let descriptor = papergraph_descriptor(drawing.isDirected, drawing.isStrict)
    guard let root = name.withMutableCString({ agopen($0, descriptor, nil) }) else {
      throw GraphvizMessages.failure(of: "agopen")
    }
    self.root = root
    do throws(RenderError) {
      try add(drawing)
    } catch {
      close()
      throw error
    }
  }

  /// Frees the graph with all that hangs on it.
  func close() {
    agclose(root)
  }

  private mutating func add(_ drawing: Drawing) throws(RenderError) {
    let nodeAttributes = AttributeKind(root, AGNODE)
    let edgeAttributes = AttributeKind(root, AGEDGE)
    for (name, value) in drawing.nodeDefaults.encoded() { nodeAttributes.declare(name, value) }
    for (name, value) in drawing.edgeDefaults.encoded() { edgeAttributes.declare(name, value) }
    for node in drawing.nodes {
      nodeAttributes.set(drawing.attributes(of: node), on: try self.node(node.id))
    }
    for subgraph in drawing.subgraphs { try add(subgraph, to: root) }
    for edge in drawing.edges {
      edgeAttributes.set(edge.attributes.encoded(), on: try add(edge))
    }
    // Subgraphs would inherit what is set before them.
    AttributeKind(root, AGRAPH).set(drawing.attributes.encoded(), on: root)
  }

  private mutating func node(_ id: String) throws(RenderError) -> Node {
    if let node = nodesByID[id] { return node }
    let name = GraphvizText.identifier(id)
    guard let node = name.withMutableCString({ agnode(root, $0, 1) }) else {
      throw GraphvizMessages.failure(of: "agnode")
    }
    nodesByID[id] = node
    nodes.append((id, node))
    return node
  }

  private mutating func add(_ edge: Drawing.Edge) throws(RenderError) -> Edge {
    let tail = try node(edge.tail)
    let head = try node(edge.head)
    let added =
      if let key = edge.key {
        GraphvizText.identifier(key).withMutableCString { agedge(root, tail, head, $0, 1) }
      } else {
        agedge(root, tail, head, nil, 1)
      }
    guard let added else { throw GraphvizMessages.failure(of: "agedge") }
    edges.append(added)
    return added
  }

  private mutating func add(
    _ subgraph: Drawing.Subgraph, to parent: Graph
  ) throws(RenderError) {
    let added =
      if let id = subgraph.id {
        GraphvizText.identifier(id).withMutableCString { agsubg(parent, $0, 1) }
      } else {
        agsubg(parent, nil, 1)
      }
    guard let added else { throw GraphvizMessages.failure(of: "agsubg") }
    if let id = subgraph.id { subgraphs.append((id, added)) }
    for id in subgraph.nodes { agsubnode(added, try node(id), 1) }
    for child in subgraph.subgraphs { try add(child, to: added) }
    AttributeKind(root, AGRAPH).set(subgraph.attributes.encoded(), on: added)
  }
}

/// The attributes of all objects of one kind in a graph.
private struct AttributeKind {
  let root: UnsafeMutablePointer<Agraph_t>
  let kind: Int32

  init(_ root: UnsafeMutablePointer<Agraph_t>, _ kind: Int32) {
    self.root = root
    self.kind = kind
  }

  /// Gives an attribute a default.
  func declare(_ name: String, _ value: GraphvizText.Encoded) {
    name.withMutableCString { name in
      value.withMutableCString(in: root) { _ = agattr(root, kind, name, $0) }
    }
  }

  /// Gives an object attributes of its own.
  func set(
    _ attributes: [(name: String, value: GraphvizText.Encoded)], on object: UnsafeMutableRawPointer
  ) {
    for (name, value) in attributes {
      name.withMutableCString { name in
        let symbol = agattr(root, kind, name, nil) ?? agattr(root, kind, name, emptyCString)
        value.withMutableCString(in: root) { string in
          if value.isHTML, let agxset_html {
            _ = agxset_html(object, symbol, string)
          } else {
            _ = agxset(object, symbol, string)
          }
        }
      }
    }
  }
}

/// `agxset_html`, which sets an HTML-like value; Graphviz 2 has it not.
private let agxset_html: SetAttribute? = {
  guard let address = dlsym(nil, "agxset_html") else { return nil }
  return unsafeBitCast(address, to: SetAttribute.self)
}()

private typealias SetAttribute =
  @convention(c) (
    UnsafeMutableRawPointer, UnsafeMutablePointer<Agsym_t>?, UnsafePointer<CChar>
  ) -> Int32

nonisolated(unsafe) private let emptyCString: UnsafeMutablePointer<CChar> = {
  let empty = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
  empty.initialize(to: 0)
  return empty
}()
