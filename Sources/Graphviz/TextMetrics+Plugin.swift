import CGraphviz

extension TextMetrics {
  /// Makes a context measure text by this table instead of the machine's fonts.
  ///
  /// Must run on the gate's thread.
  static func install(in context: OpaquePointer) {
    gvAddLibrary(context, library)
  }

  /// A plugin library in memory that lives as long as the process: Graphviz keeps pointers into it.
  nonisolated(unsafe) private static let library: UnsafeMutablePointer<gvplugin_library_t> = {
    let engine = allocate(gvtextlayout_engine_t(textlayout: { span, _ in measure(span) }))
    let types = UnsafeMutablePointer<gvplugin_installed_t>.allocate(capacity: 2)
    // The highest quality wins; the plugins of Graphviz have 10 at most.
    types[0] = gvplugin_installed_t(
      id: 0, type: staticString("textlayout"), quality: 1000, engine: engine, features: nil)
    types[1] = gvplugin_installed_t()
    let apis = UnsafeMutablePointer<gvplugin_api_t>.allocate(capacity: 2)
    apis[0] = gvplugin_api_t(api: API_textlayout, types: types)
    apis[1] = gvplugin_api_t()
    return allocate(gvplugin_library_t(packagename: staticString("papergraph"), apis: apis))
  }()

  private static func allocate<Value>(_ value: Value) -> UnsafeMutablePointer<Value> {
    let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    pointer.initialize(to: value)
    return pointer
  }

  private static func staticString(_ string: StaticString) -> UnsafeMutablePointer<CChar> {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.utf8CodeUnitCount + 1)
    UnsafeRawPointer(string.utf8Start).withMemoryRebound(
      to: CChar.self, capacity: string.utf8CodeUnitCount + 1
    ) { copy.initialize(from: $0, count: string.utf8CodeUnitCount + 1) }
    return copy
  }

  private static func measure<Answer: CTruth>(
    _ span: UnsafeMutablePointer<textspan_t>?
  ) -> Answer {
    guard let span, let font = span.pointee.font, let text = span.pointee.str else { return .no }
    let name = font.pointee.name.map { String(cString: $0) } ?? "Times"
    let size = font.pointee.size
    span.pointee.size.x = width(of: String(cString: text), size: size, font: name)
    span.pointee.size.y = size * lineHeight
    span.pointee.yoffset_layout = 0
    span.pointee.yoffset_centerline = 0.1 * size
    span.pointee.layout = nil
    span.pointee.free_layout = nil
    return .yes
  }
}

/// What C calls a truth value: an unsigned char in Graphviz 2, a `bool` later.
private protocol CTruth {
  static var yes: Self { get }
  static var no: Self { get }
}

extension UInt8: CTruth {
  fileprivate static var yes: UInt8 { 1 }
  fileprivate static var no: UInt8 { 0 }
}

extension Bool: CTruth {
  fileprivate static var yes: Bool { true }
  fileprivate static var no: Bool { false }
}
