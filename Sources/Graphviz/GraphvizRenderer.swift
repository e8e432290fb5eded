import CGraphviz
import Glibc

/// The renderer that calls Graphviz in this process, one drawing at a time.
///
/// Any number of callers may render at once; they wait for each other without
/// holding a thread. A layout cannot be interrupted, and a crash of Graphviz is a
/// crash of the process: ``WorkerPool`` protects from both.
///
/// Text is measured by ``TextMetrics``, so the machine's fonts move nothing; only
/// `pdf` and `png` are measured and drawn in them. Nothing is printed. The same
/// drawing gives the same bytes, but for ``LayoutEngine/fdp``.
public struct GraphvizRenderer: DrawingRenderer {
  /// Creates a renderer; all of a process share one Graphviz.
  public init() {}

  /// Lays out a drawing and returns the bytes of its picture.
  ///
  /// - Throws: ``RenderError/graphviz(_:)`` with Graphviz's own words where it
  ///   refuses, or finds an error and would go on without a part.
  /// - Complexity: That of the engine; Graphviz's memory is freed on return, but for some 360
  ///   bytes that Graphviz 2.43 leaks with each HTML-like label.
  public func render(
    _ drawing: Drawing, layout: LayoutEngine, format: ImageFormat
  ) async throws(RenderError) -> [UInt8] {
    try await GraphvizGate.shared.run { () throws(RenderError) in
      try Self.withLayout(drawing, layout, needsFonts: format.needsFonts) {
        context, graph throws(RenderError) in
        try Self.render(graph, as: format, in: context)
      }
    }
  }

  /// Lays out a drawing and returns where everything stands.
  ///
  /// - Throws: ``RenderError/graphviz(_:)`` with Graphviz's own words.
  public func layout(
    _ drawing: Drawing, engine: LayoutEngine
  ) async throws(RenderError) -> Layout {
    try await GraphvizGate.shared.run { () throws(RenderError) in
      try Self.withLayout(drawing, engine, needsFonts: false) { _, graph in Layout(graph) }
    }
  }

  /// The version of the installed Graphviz, such as `2.43.0`.
  public func version() async throws(RenderError) -> String {
    try await GraphvizGate.shared.run { () throws(RenderError) in
      try Self.withContext(needsFonts: true) { context in String(cString: gvcVersion(context)) }
    }
  }

  /// The formats that the installed Graphviz offers.
  public func formats() async throws(RenderError) -> [ImageFormat] {
    let names = try await plugins("device")
    return ImageFormat.allCases.filter { names.contains($0.rawValue) }
  }

  /// The layout engines that the installed Graphviz offers.
  public func engines() async throws(RenderError) -> [LayoutEngine] {
    let names = try await plugins("layout")
    return LayoutEngine.allCases.filter { names.contains($0.rawValue) }
  }

  private func plugins(_ kind: String) async throws(RenderError) -> Set<String> {
    try await GraphvizGate.shared.run { () throws(RenderError) in
      try Self.withContext(needsFonts: true) { context in
        var count: Int32 = 0
        let list = kind.withMutableCString { gvPluginList(context, $0, &count, nil) }
        defer { free(list) }
        return Set(
          (0..<Int(count)).compactMap { index in
            guard let name = list?[index] else { return nil }
            defer { free(name) }
            return String(cString: name)
          })
      }
    }
  }
}

extension GraphvizRenderer {
  /// Does the work with the process's context.
  ///
  /// Freeing a context leaks its list of plugins, 11 kB in Graphviz 2.43, so both live on.
  private static func withContext<Value>(
    needsFonts: Bool, _ work: (OpaquePointer) throws(RenderError) -> Value
  ) throws(RenderError) -> Value {
    try GraphvizMessages.throwing { () throws(RenderError) in
      guard let context = needsFonts ? fontContext : tableContext else {
        throw GraphvizMessages.failure(of: "gvContext")
      }
      return try work(context)
    }
  }

  /// The context that measures text by ``TextMetrics``.
  nonisolated(unsafe) private static let tableContext: OpaquePointer? = {
    let context = gvContext()
    if let context { TextMetrics.install(in: context) }
    return context
  }()

  /// The context that measures text by the machine's fonts.
  nonisolated(unsafe) private static let fontContext: OpaquePointer? = gvContext()

  /// Does the work with a drawing laid out, and frees it after.
  private static func withLayout<Value>(
    _ drawing: Drawing, _ engine: LayoutEngine, needsFonts: Bool,
    _ work: (OpaquePointer, GraphvizGraph) throws(RenderError) -> Value
  ) throws(RenderError) -> Value {
    try withContext(needsFonts: needsFonts) { context throws(RenderError) in
      let graph = try GraphvizGraph(drawing)
      defer { graph.close() }
      // The engines draw from these generators without seeding them all.
      srand(1)
      srand48(1)
      defer { gvFreeLayout(context, graph.root) }
      guard gvLayout(context, graph.root, engine.rawValue) == 0 else {
        throw GraphvizMessages.failure(of: "gvLayout")
      }
      return try work(context, graph)
    }
  }

  private static func render(
    _ graph: GraphvizGraph, as format: ImageFormat, in context: OpaquePointer
  ) throws(RenderError) -> [UInt8] {
    var data: UnsafeMutablePointer<CChar>?
    var length = 0
    defer { gvFreeRenderData(data) }
    let status = papergraph_render(context, graph.root, format.rawValue, &data, &length)
    guard status == 0, let data else { throw GraphvizMessages.failure(of: "gvRenderData") }
    return Array(UnsafeRawBufferPointer(start: data, count: length))
  }
}
