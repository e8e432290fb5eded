/// Reads GEXF of any version.
struct GEXFReader {
  private struct Declaration {
    var title: String
    var type: AttributeType
    var isCopy: Bool
  }

  private let xml: XMLPullReader
  private var graph = AttributedGraph(isDirected: false)
  private var declarations: [String: [String: Declaration]] = ["node": [:], "edge": [:]]
  private var defaults: [String: Attributes] = [:]
  private var leftOut: [String: Int] = [:]

  /// Reads the graph of a file.
  ///
  /// A node that only edges name is there. A node within another has its id as `pid`. Of a value
  /// that changes in time the last is kept, with a note.
  static func read(_ bytes: [UInt8]) throws(GraphFormatError) -> GraphReading {
    var reader = GEXFReader(xml: try XMLPullReader(bytes))
    try reader.readDocument()
    let notes = reader.leftOut.sorted { $0.key < $1.key }.map { "\($1) \($0) left out" }
    return GraphReading(graphs: [reader.graph], notes: notes)
  }

  private init(xml: XMLPullReader) { self.xml = xml }

  private mutating func readDocument() throws(GraphFormatError) {
    var isGEXF = false
    var hasGraph = false
    while let event = try xml.next() {
      guard case .start(let name) = event else { continue }
      if !isGEXF {
        guard name == "gexf" else { throw xml.error("<\(name)> is not GEXF, expected <gexf>") }
        isGEXF = true
      } else if name == "meta" {
        try readMeta()
      } else if name == "graph", !hasGraph {
        hasGraph = true
        try readGraph()
      } else {
        try xml.skip()
      }
    }
    if !hasGraph { throw GraphFormatError("no <graph> in the GEXF") }
  }

  private mutating func readMeta() throws(GraphFormatError) {
    while let event = try xml.next() {
      switch event {
      case .start("description"): graph.name = try xml.text()
      case .start: try xml.skip()
      case .end: return
      case .text: break
      }
    }
  }

  private mutating func readGraph() throws(GraphFormatError) {
    graph.isDirected = xml.attribute("defaultedgetype") == "directed"
    while let event = try xml.next() {
      switch event {
      case .start("attributes"): try readDeclarations()
      case .start("nodes"): try readNodes(in: nil)
      case .start("edges"): try readEdges()
      case .start: try xml.skip()
      case .end: return
      case .text: break
      }
    }
  }

  private mutating func readDeclarations() throws(GraphFormatError) {
    let domain = xml.attribute("class") ?? "node"
    while let event = try xml.next() {
      switch event {
      case .start("attribute"): try readDeclaration(of: domain)
      case .start: try xml.skip()
      case .end: return
      case .text: break
      }
    }
  }

  private mutating func readDeclaration(of domain: String) throws(GraphFormatError) {
    guard let id = xml.attribute("id") else { throw xml.error("an <attribute> needs an id") }
    var title = xml.attribute("title") ?? id
    let suffix = title.dropFirst(GEXFAttribute.prefix.count)
    if title.hasPrefix(GEXFAttribute.prefix), GEXFAttribute.reserved.contains(String(suffix)) {
      title = String(suffix)
    }
    let type: AttributeType =
      switch xml.attribute("type")?.lowercased() {
      case "boolean": .boolean
      case "integer", "long", "short", "byte", "biginteger": .integer
      case "double", "float", "bigdecimal": .double
      case let name? where name.hasPrefix("list"): .list
      default: id.hasPrefix(GEXFAttribute.list) ? .list : .string
      }
    let declaration = Declaration(
      title: title, type: type, isCopy: id.hasPrefix(GEXFAttribute.copy))
    declarations[domain, default: [:]][id] = declaration
    while let event = try xml.next() {
      switch event {
      case .start("default"):
        let line = xml.line
        let value = try value(try xml.text(), of: declaration, line: line)
        if !declaration.isCopy { defaults[domain, default: [:]][title] = value }
      case .start: try xml.skip()
      case .end: return
      case .text: break
      }
    }
  }

  private mutating func readNodes(in parent: String?) throws(GraphFormatError) {
    while let event = try xml.next() {
      switch event {
      case .start("node"): try readNode(in: parent)
      case .start: try xml.skip()
      case .end: return
      case .text: break
      }
    }
  }

  private mutating func readNode(in parent: String?) throws(GraphFormatError) {
    guard let id = xml.attribute("id") else { throw xml.error("a <node> needs an id") }
    var attributes = defaults["node"] ?? [:]
    if let label = xml.attribute("label"), label != id {
      attributes[AttributeName.label] = .string(label)
    }
    if let pid = xml.attribute("pid") ?? parent { attributes["pid"] = .string(pid) }
    for name in ["start", "end"] {
      if let time = xml.attribute(name) { attributes[name] = .string(time) }
    }
    // Inner nodes stand behind the node that holds them.
    graph.addNode(id)
    while let event = try xml.next() {
      switch event {
      case .start("nodes"): try readNodes(in: id)
      case .start("edges"): try readEdges()
      case .start(let name): try readPart(name, of: "node", into: &attributes)
      case .end:
        graph.addNode(id, attributes)
        return
      case .text: break
      }
    }
  }

  private mutating func readEdges() throws(GraphFormatError) {
    while let event = try xml.next() {
      switch event {
      case .start("edge"): try readEdge()
      case .start: try xml.skip()
      case .end: return
      case .text: break
      }
    }
  }

  private mutating func readEdge() throws(GraphFormatError) {
    guard let source = xml.attribute("source"), let target = xml.attribute("target") else {
      throw xml.error("an <edge> needs a source and a target")
    }
    let id = xml.attribute("id")
    var attributes = defaults["edge"] ?? [:]
    if let label = xml.attribute("label") { attributes[AttributeName.label] = .string(label) }
    if let text = xml.attribute("weight") {
      guard let number = Double(text.trimmed) else {
        throw xml.error("the weight \"\(text.prefix(40))\" is not a number")
      }
      attributes[AttributeName.weight] = Int(text).map { .integer($0) } ?? .double(number)
    }
    if let kind = xml.attribute("kind") { attributes[AttributeName.kind] = .string(kind) }
    let isDirected = xml.attribute("type").map { $0 == "directed" }
    if let isDirected, isDirected != graph.isDirected {
      attributes[AttributeName.directed] = .boolean(isDirected)
    }
    for name in ["start", "end"] {
      if let time = xml.attribute(name) { attributes[name] = .string(time) }
    }
    loop: while let event = try xml.next() {
      switch event {
      case .start(let name): try readPart(name, of: "edge", into: &attributes)
      case .end: break loop
      case .text: break
      }
    }
    graph.addEdge(from: graph.addNode(source), to: graph.addNode(target), id: id, attributes)
  }

  /// Reads an element within a node or an edge.
  private mutating func readPart(
    _ name: String, of domain: String, into attributes: inout Attributes
  ) throws(GraphFormatError) {
    func number(_ name: String) -> Double? { xml.attribute(name).flatMap { Double($0.trimmed) } }
    switch name {
    case "attvalues": return try readValues(of: domain, into: &attributes)
    case "color":
      if let color = color() { set(AttributeName.color, .string(color), of: domain, &attributes) }
    case "position":
      for axis in ["x", "y"] {
        if let value = number(axis) { set(axis, .double(value), of: domain, &attributes) }
      }
      if let z = number("z"), z != 0 { set("z", .double(z), of: domain, &attributes) }
    case "size", "thickness":
      if let value = number("value") { set(name, .double(value), of: domain, &attributes) }
    case "shape":
      if let value = xml.attribute("value") {
        set(AttributeName.shape, .string(value), of: domain, &attributes)
      }
    default: leftOut["<\(name)>", default: 0] += 1
    }
    try xml.skip()
  }

  /// Sets what is drawn; a declared attribute of the same name goes before.
  private func set(
    _ name: String, _ value: AttributeValue, of domain: String, _ attributes: inout Attributes
  ) {
    let isDeclared = declarations[domain]?.values.contains { $0.title == name } ?? false
    attributes[isDeclared ? "viz:" + name : name] = value
  }

  private func color() -> String? {
    if let hex = xml.attribute("hex") { return HexColor(hex)?.text }
    func part(_ name: String) -> UInt8? {
      xml.attribute(name).flatMap { Double($0) }.flatMap { UInt8(exactly: $0.rounded()) }
    }
    guard let red = part("r"), let green = part("g"), let blue = part("b") else { return nil }
    let alpha = xml.attribute("a").flatMap(Double.init).flatMap {
      UInt8(exactly: ($0 * 255).rounded())
    }
    return HexColor(red: red, green: green, blue: blue, alpha: alpha ?? 255).text
  }

  private mutating func readValues(
    of domain: String, into attributes: inout Attributes
  ) throws(GraphFormatError) {
    var seen: Set<String> = []
    while let event = try xml.next() {
      switch event {
      case .start("attvalue"):
        // GEXF 1.0 says `id` for `for`.
        let id = xml.attribute("for") ?? xml.attribute("id") ?? ""
        let text = xml.attribute("value") ?? ""
        let declaration =
          declarations[domain]?[id] ?? Declaration(title: id, type: .string, isCopy: false)
        if !declaration.isCopy {
          attributes[declaration.title] = try value(text, of: declaration, line: xml.line)
        }
        if !seen.insert(id).inserted { leftOut["earlier value of an <attvalue>", default: 0] += 1 }
        try xml.skip()
      case .start: try xml.skip()
      case .end: return
      case .text: break
      }
    }
  }

  private func value(
    _ text: String, of declaration: Declaration, line: Int
  ) throws(GraphFormatError) -> AttributeValue {
    guard let value = AttributeValue(xmlText: text, type: declaration.type) else {
      throw GraphFormatError(
        "\"\(text.prefix(40))\" is not a \(declaration.type.rawValue), as \(declaration.title) is",
        line: line)
    }
    return value
  }
}
