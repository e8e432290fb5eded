/// Reads GraphML.
struct GraphMLReader {
  private struct Key {
    var name: String
    var type: AttributeType
    var domain: String
    var isCopy = false
    /// The word by which yEd says what its own data is.
    var yFiles: String?
  }

  private let xml: XMLPullReader
  private var keys: [String: Key] = [:]
  private var declared: Set<[String]> = []
  /// The attributes that the nodes, edges or graphs after it have unless they say otherwise.
  private var defaults: [String: Attributes] = [:]
  private var reading = GraphReading(graphs: [])
  private var leftOut: [String: Int] = [:]

  /// Reads every graph of a file.
  ///
  /// A key without a type holds strings. A node that only edges name is there. Inner graphs
  /// stand behind their outer graph; hyperedges and ports are left out with a note.
  static func read(_ bytes: [UInt8]) throws(GraphFormatError) -> GraphReading {
    var reader = GraphMLReader(xml: try XMLPullReader(bytes))
    try reader.readDocument()
    return reader.reading
  }

  private init(xml: XMLPullReader) { self.xml = xml }

  private mutating func readDocument() throws(GraphFormatError) {
    var isGraphML = false
    while let event = try xml.next() {
      guard case .start(let name) = event else { continue }
      if !isGraphML {
        guard name == "graphml" else {
          throw xml.error("<\(name)> is not GraphML, expected <graphml>")
        }
        isGraphML = true
      } else if name == "key" {
        try readKey()
      } else if name == "graph" {
        try readGraph()
      } else {
        try xml.skip()
      }
    }
    guard !reading.graphs.isEmpty else { throw GraphFormatError("no <graph> in the GraphML") }
    for (name, count) in leftOut.sorted(by: { $0.key < $1.key }) {
      reading.notes.append("\(count) <\(name)> left out")
    }
  }

  private mutating func readKey() throws(GraphFormatError) {
    guard let id = xml.attribute("id"), !id.isEmpty else {
      throw xml.error("a <key> needs an id")
    }
    if keys[id] != nil { throw xml.error("the <key> id \(id) stands twice") }
    let domain = xml.attribute("for") ?? "all"
    guard
      ["graph", "node", "edge", "all", "port", "endpoint", "hyperedge", "graphml"]
        .contains(domain)
    else { throw xml.error("a <key> cannot be for \"\(domain)\"") }
    let yFiles = xml.attribute("yfiles.type")
    let typeName = xml.attribute("attr.type")?.lowercased()
    guard let type = Self.type(typeName) ?? (yFiles == nil ? nil : .string) else {
      throw xml.error("\(typeName ?? "") is no type of GraphML")
    }
    var key = Key(
      name: xml.attribute("attr.name") ?? id, type: type, domain: domain, yFiles: yFiles)
    if yFiles == nil, !declared.insert([domain, key.name]).inserted {
      throw xml.error("the attribute \"\(key.name)\" of \(domain) is declared twice")
    }
    key.isCopy = id.hasPrefix(GraphMLKey.copy)
    var ownID = id[...]
    if ownID.hasPrefix(GraphMLKey.renamed) {
      ownID = ownID.dropFirst(GraphMLKey.renamed.count)
      let isList = ownID.hasPrefix(GraphMLKey.list)
      if isList { ownID = ownID.dropFirst(GraphMLKey.list.count) }
      if let colon = ownID.firstIndex(of: ":") {
        key.name = String(ownID[ownID.index(after: colon)...])
      }
      if isList { key.type = .list }
    } else if ownID.hasPrefix(GraphMLKey.list) {
      key.type = .list
    }
    keys[id] = key
    let line = xml.line
    while let event = try xml.next() {
      if case .start("default") = event {
        let value = try value(try xml.text(), of: key, line: line)
        for part in domain == "all" ? ["graph", "node", "edge"] : [domain] where !key.isCopy {
          defaults[part, default: [:]][key.name] = value
        }
      } else if case .start = event {
        try xml.skip()
      } else if case .end = event {
        return
      }
    }
  }

  private static func type(_ name: String?) -> AttributeType? {
    switch name {
    case nil, "string", "": .string
    case "boolean": .boolean
    case "int", "integer", "long": .integer
    case "float", "double": .double
    default: nil
    }
  }

  private mutating func readGraph() throws(GraphFormatError) {
    var graph = AttributedGraph(
      name: xml.attribute("id") ?? "",
      isDirected: xml.attribute("edgedefault")?.lowercased() == "directed")
    let place = reading.graphs.count
    reading.graphs.append(graph)
    graph.attributes = defaults["graph"] ?? [:]
    loop: while let event = try xml.next() {
      switch event {
      case .start("node"): try readNode(into: &graph)
      case .start("edge"): try readEdge(into: &graph)
      case .start("data"): try readData(of: "graph", into: &graph.attributes)
      case .start("graph"): try readGraph()
      case .start(let name): try leaveOut(name)
      case .end: break loop
      case .text: break
      }
    }
    reading.graphs[place] = graph
  }

  private mutating func readNode(into graph: inout AttributedGraph) throws(GraphFormatError) {
    guard let id = xml.attribute("id") else { throw xml.error("a <node> needs an id") }
    var attributes = defaults["node"] ?? [:]
    try readContent(of: "node", into: &attributes)
    graph.addNode(id, attributes)
  }

  private mutating func readEdge(into graph: inout AttributedGraph) throws(GraphFormatError) {
    guard let source = xml.attribute("source"), let target = xml.attribute("target") else {
      throw xml.error("an <edge> needs a source and a target")
    }
    let id = xml.attribute("id")
    let directed = xml.attribute("directed").map { $0 == "true" || $0 == "1" }
    var attributes = defaults["edge"] ?? [:]
    if let directed, directed != graph.isDirected {
      attributes[AttributeName.directed] = .boolean(directed)
    }
    try readContent(of: "edge", into: &attributes)
    graph.addEdge(from: graph.addNode(source), to: graph.addNode(target), id: id, attributes)
  }

  private mutating func readContent(
    of domain: String, into attributes: inout Attributes
  ) throws(GraphFormatError) {
    while let event = try xml.next() {
      switch event {
      case .start("data"): try readData(of: domain, into: &attributes)
      case .start("graph"): try readGraph()
      case .start("desc"):
        attributes[AttributeName.description] = .string(try xml.text())
      case .start(let name): try leaveOut(name)
      case .end: return
      case .text: break
      }
    }
  }

  private mutating func readData(
    of domain: String, into attributes: inout Attributes
  ) throws(GraphFormatError) {
    let line = xml.line
    let id = xml.attribute("key") ?? ""
    guard let key = keys[id] else {
      leftOut["data> of the undeclared key \(id)", default: 0] += 1
      return try xml.skip()
    }
    if key.isCopy { return try xml.skip() }
    if key.yFiles != nil { return try readYEdGraphics(into: &attributes) }
    guard key.domain == domain || key.domain == "all" else {
      leftOut["data> of a \(domain) by a key for \(key.domain)", default: 0] += 1
      return try xml.skip()
    }
    attributes[key.name] = try value(try xml.text(), of: key, line: line)
  }

  /// Takes place, colour and label out of what yEd draws.
  private mutating func readYEdGraphics(
    into attributes: inout Attributes
  ) throws(GraphFormatError) {
    var depth = 1
    while depth > 0, let event = try xml.next() {
      switch event {
      case .start(let name):
        depth += 1
        switch name {
        case "Geometry":
          guard let x = xml.attribute("x").flatMap(Double.init),
            let y = xml.attribute("y").flatMap(Double.init)
          else { break }
          let width = xml.attribute("width").flatMap(Double.init) ?? 0
          let height = xml.attribute("height").flatMap(Double.init) ?? 0
          attributes[AttributeName.x] = .double(x + width / 2)
          attributes[AttributeName.y] = .double(-y - height / 2)
        case "Fill":
          if let color = xml.attribute("color") {
            attributes[AttributeName.color] = .string(color.lowercased())
          }
        case "NodeLabel", "EdgeLabel":
          let label = try xml.text()
          depth -= 1
          if attributes[AttributeName.label] == nil, !label.isEmpty {
            attributes[AttributeName.label] = .string(label)
          }
        default: break
        }
      case .end: depth -= 1
      case .text: break
      }
    }
  }

  private mutating func leaveOut(_ name: String) throws(GraphFormatError) {
    if !["desc", "locator"].contains(name) { leftOut[name, default: 0] += 1 }
    try xml.skip()
  }

  private func value(
    _ text: String, of key: Key, line: Int
  ) throws(GraphFormatError) -> AttributeValue {
    guard let value = AttributeValue(xmlText: text, type: key.type) else {
      throw GraphFormatError(
        "\"\(text.prefix(40))\" is not a \(key.type.rawValue), as \(key.name) is", line: line)
    }
    return value
  }
}

extension AttributeValue {
  /// Reads a value as XML Schema spells it; nil if it is not of the type.
  init?(xmlText text: String, type: AttributeType) {
    let trimmed = String(text.trimmed)
    switch type {
    case .string: self = .string(text)
    case .list: self.init(xmlList: text)
    case .boolean:
      switch trimmed.lowercased() {
      case "true", "1", "yes": self = .boolean(true)
      case "false", "0", "no", "": self = .boolean(false)
      default: return nil
      }
    case .integer:
      if let number = Int(trimmed) {
        self = .integer(number)
      } else if let number = Double(trimmed) {
        self = .double(number)
      } else {
        return nil
      }
    case .double:
      guard let number = Double(trimmed) else { return nil }
      self = .double(number)
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: SubSequence {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
    return self[start..<end]
  }
}
