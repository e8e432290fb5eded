import GraphFormats
import PaperAnalysis
import PaperModel

extension AttributedGraph {
  /// Takes the typed graph for other tools: a directed multigraph.
  ///
  /// The key of an entity is the id of its node. An undirected relation stands once, from the
  /// lesser key, with `directed` = false, for readers refuse files that mix directions. Papers
  /// also carry what their records say, and their topics.
  ///
  /// - Parameters:
  ///   - graph: The typed graph.
  ///   - papers: The papers of the corpus, in its order; none leaves their records out.
  ///   - topics: The topics of those papers, if they were found.
  /// - Complexity: O(*n* + *m*) time and space for *n* entities and *m* relations.
  public init(_ graph: EntityGraph, papers: [Paper] = [], topics: TopicMap? = nil) {
    self.init(name: "papers", isDirected: true)
    var records: [EntityKey: Int] = [:]
    for (place, paper) in papers.enumerated() { records[paper.key] = place }
    for entity in graph.entities {
      var attributes = Attributes(entity)
      if let place = records[entity.key] {
        attributes.add(papers[place].record)
        attributes.add(topicOf: place, in: topics)
      }
      addNode(entity.key.description, attributes)
    }
    for relation in graph.relations {
      guard let source = graph.index(of: relation.source),
        let target = graph.index(of: relation.target)
      else { continue }
      addEdge(from: source, to: target, Attributes(relation))
    }
  }
}

extension Attributes {
  fileprivate init(_ entity: Entity) {
    self = [
      AttributeName.label: .string(entity.label),
      AttributeName.kind: .string(entity.key.kind.rawValue),
    ]
    self["detail"] = entity.detail.map { .string($0) }
    self[AttributeName.url] = entity.url.map { .string($0) }
    self["forms"] = entity.surfaceForms.isEmpty ? nil : .list(entity.surfaceForms)
  }

  fileprivate mutating func add(_ record: PaperRecord) {
    self["year"] = record.date?.year.map { .integer($0) }
    self["venue"] = record.venue.map { .string($0) }
    self["authors"] = record.authors.isEmpty ? nil : .list(record.authors.map(\.name))
    self["citations"] = record.citationCount.map { .integer($0) }
    for identifier in record.identifiers where self[identifier.scheme.rawValue] == nil {
      self[identifier.scheme.rawValue] = .string(identifier.value)
    }
  }

  fileprivate mutating func add(topicOf paper: Int, in map: TopicMap?) {
    guard let map, let place = map.topicOfPaper[paper] else { return }
    let topic = map.topics[place]
    self["topic"] = .string(topic.name)
    self["region"] = .string(map.regions[topic.region].name)
    self["component"] = .integer(topic.component + 1)
    self[AttributeName.cluster] = .integer(place + 1)
  }

  fileprivate init(_ relation: Relation) {
    self = [
      AttributeName.kind: .string(relation.kind.rawValue),
      AttributeName.weight: .double(relation.weight),
    ]
    if !relation.kind.isDirected { self[AttributeName.directed] = .boolean(false) }
    self["basis"] = relation.basis.map { .string($0) }
    if !relation.evidence.isEmpty {
      self["evidence"] = .list(relation.evidence.map(\.line))
    }
    if !relation.sharedTerms.isEmpty {
      self["sharedTerms"] = .list(relation.sharedTerms.map { "\($0.weight) \($0.term)" })
    }
  }
}

extension EntityGraph {
  /// Takes back a graph that ``GraphFormats/AttributedGraph/init(_:papers:topics:)`` made.
  ///
  /// Nodes whose id is no key of an entity, and edges that are no relation, are left out.
  public init(_ graph: AttributedGraph) {
    let keys = graph.nodes.map { EntityKey($0.id) }
    let entities = zip(graph.nodes, keys).compactMap { node, key in
      key.map { Entity(key: $0, node.attributes, label: graph.label(of: node)) }
    }
    let relations = graph.edges.compactMap { edge -> Relation? in
      guard let source = keys[edge.source], let target = keys[edge.target] else { return nil }
      return Relation(from: source, to: target, edge.attributes)
    }
    self.init(entities: entities, relations: relations)
  }
}

extension Entity {
  fileprivate init(key: EntityKey, _ attributes: Attributes, label: String) {
    self.init(
      key: key, label: label, surfaceForms: attributes.items("forms"),
      detail: attributes["detail"]?.text, url: attributes[AttributeName.url]?.text)
  }
}

extension Relation {
  fileprivate init?(from source: EntityKey, to target: EntityKey, _ attributes: Attributes) {
    guard let kind = attributes[AttributeName.kind].flatMap({ RelationKind(rawValue: $0.text) })
    else { return nil }
    let terms = attributes.items("sharedTerms").compactMap { item -> SharedTerm? in
      let parts = item.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let weight = Double(parts[0]) else { return nil }
      return SharedTerm(term: String(parts[1]), weight: weight)
    }
    self.init(
      source, kind, target, weight: attributes[AttributeName.weight]?.number ?? 1,
      evidence: attributes.items("evidence").compactMap(Evidence.init(line:)), sharedTerms: terms,
      basis: attributes["basis"]?.text)
  }
}

extension Attributes {
  fileprivate func items(_ name: String) -> [String] {
    if case .list(let items) = self[name] { items } else { [] }
  }
}

extension Evidence {
  /// The evidence as `field start-end rule paper`.
  fileprivate var line: String { "\(field.rawValue) \(span.start)-\(span.end) \(rule) \(paper)" }

  fileprivate init?(line: String) {
    let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, let field = TextField(rawValue: String(parts[0])) else { return nil }
    let ends = parts[1].split(separator: "-").compactMap { Int($0) }
    guard ends.count == 2, ends[0] <= ends[1], ends[0] >= 0 else { return nil }
    self.init(
      paper: String(parts[3]), field: field, span: TextSpan(ends[0], ends[1]),
      rule: String(parts[2]))
  }
}
