import PaperAnalysis
import PaperModel

extension ExplorerData {
  /// The index: what the page needs to draw the papers and to find them by title.
  func indexPart() -> [UInt8] {
    var json = ExplorerJSON()
    let places = placedPapers()
    json.object { json in
      json.member("papersPerPart", papersPerPart)
      json.member("textParts", textParts)
      json.member("digits", partName(0).utf8.count)
      json.member("id", page.papers.lazy.map(\.id))
      json.member("title", page.papers.lazy.map(\.record.title))
      json.member("year", page.papers.lazy.map { $0.record.date?.year ?? 0 })
      json.member("topic", page.topics.topicOfPaper.lazy.map { $0 ?? -1 })
      json.member("x", places.lazy.map(\.x))
      json.member("y", places.lazy.map(\.y))
      json.member("regions", page.topics.regions.lazy.map(\.name))
      json.member("topics") { json in
        json.array { json in
          for topic in page.topics.topics.indices { write(topic: topic, to: &json) }
        }
      }
      json.member("kinds", EntityKind.allCases.lazy.map(\.rawValue))
    }
    return json.bytes
  }

  private func write(topic number: Int, to json: inout ExplorerJSON) {
    let topic = page.topics.topics[number]
    json.object { json in
      json.member("name", topic.name)
      json.member("slug", topic.slug)
      json.member("keywords", topic.keywords)
      json.member("region", topic.region)
      json.member("map", page.maps[number] ?? "")
    }
  }

  /// The relations: entities, authors and edges.
  func relationsPart() -> [UInt8] {
    var json = ExplorerJSON()
    var authors = StringTable()
    let authorsOfPapers = page.papers.map { paper in
      paper.record.authors.map { authors.number(of: $0.name) }
    }
    json.object { json in
      // Entities are sorted by kind.
      json.member(
        "counts", EntityKind.allCases.map { kind in entities.count { $0.key.kind == kind } })
      json.member("label", entities.lazy.map(\.label))
      // Left empty where they repeat the label or the name.
      json.member("name", entities.lazy.map { $0.key.name == $0.label ? "" : $0.key.name })
      json.member("url", entities.lazy.map(Self.shortURL))
      json.member("forms") { json in
        json.array { json in
          for entity in entities {
            json.array { json in
              for form in Self.otherForms(of: entity) { json.string(form) }
            }
          }
        }
      }
      json.member("author", authors.strings)
      json.member("authors") { json in
        json.array { json in
          for numbers in authorsOfPapers {
            json.array { json in numbers.forEach { json.integer($0) } }
          }
        }
      }
      json.member("edges") { json in
        json.array { json in writeEdges(to: &json) }
      }
    }
    return json.bytes
  }

  /// The ways to write an entity that differ from its label, and each other, by more than case.
  private static func otherForms(of entity: Entity) -> [String] {
    var seen: Set = [entity.label.lowercased()]
    return entity.surfaceForms.filter { seen.insert($0.lowercased()).inserted }
  }

  private static func shortURL(_ entity: Entity) -> String {
    guard let url = entity.url else { return "" }
    return url == "https://" + entity.key.name ? "=" : url
  }

  private func writeEdges(to json: inout ExplorerJSON) {
    for (rank, kind) in RelationKind.allCases.enumerated() {
      let group = edges.filter { $0.kind == rank }
      guard !group.isEmpty else { continue }
      let weights = group.map { page.graph.relations[$0.relation].weight }
      let scale = weights.allSatisfy { $0 == $0.rounded() } ? 1 : 1_000
      json.object { json in
        json.member("kind", kind.rawValue)
        json.member("sources", Self.differences(group.lazy.map(\.source)))
        json.member("targets", Self.steps(group))
        if !weights.allSatisfy({ $0 == 1 }) {
          json.member("scale", scale)
          json.member("weights", weights.lazy.map { Self.rounded($0, scale: scale) })
        }
      }
    }
  }

  /// The texts of a range of papers, with the evidence in them and of the edges from them.
  func textsPart(_ number: Int) -> [UInt8] {
    let papers = number * papersPerPart..<min((number + 1) * papersPerPart, page.papers.count)
    let records = page.papers[papers].lazy.map(\.record)
    var strings = StringTable()
    var json = ExplorerJSON()
    json.object { json in
      json.member("abstract", records.map(\.abstract))
      json.member("date", records.map { $0.date?.description ?? "" })
      json.member("venue", records.map { $0.venue ?? "" })
      json.member("authorCount", records.map { $0.authorCount ?? $0.authors.count })
      json.member("url", records.map(Self.url))
      json.member("doi", records.map { Self.identifier(.doi, of: $0) })
      json.member(
        "file", records.map(\.location.file).map { strings.number(of: $0) })
      json.member("line", records.map(\.location.line))
      for field in TextField.allCases {
        json.member(field == .title ? "titleMarks" : "marks") { json in
          json.array { json in
            for paper in papers {
              json.array { json in write(marksOf: paper, in: field, &strings, to: &json) }
            }
          }
        }
      }
      json.member("explained") { json in
        json.array { json in
          for paper in papers {
            for edge in explained[paper] { write(explanationOf: edge, &strings, to: &json) }
          }
        }
      }
      json.member("strings", strings.strings)
    }
    return json.bytes
  }

  /// Start, length, edge and rule of each mark, in UTF-16 units as a browser counts.
  ///
  /// Edges are differences. Of the rules that found the same span, the first is named.
  private func write(
    marksOf paper: Int, in field: TextField, _ strings: inout StringTable,
    to json: inout ExplorerJSON
  ) {
    let marks = marks[paper].map { mark in
      (edge: Int(mark.edge), evidence: relation(Int(mark.edge)).evidence[Int(mark.evidence)])
    }.filter { $0.evidence.field == field }
    guard !marks.isEmpty else { return }
    let offsets = UTF16Offsets(page.papers[paper].record.text(field))
    var previous = (edge: 0, span: TextSpan(0, 0))
    for (edge, evidence) in marks where (edge, evidence.span) != previous {
      let start = offsets[evidence.span.start]
      json.integer(start)
      json.integer(offsets[evidence.span.end] - start)
      json.integer(edge - previous.edge)
      json.integer(strings.number(of: evidence.rule))
      previous = (edge, evidence.span)
    }
  }

  /// The edge, what it rests on (-1 if the kind says it all), then term and weight by turns.
  private func write(
    explanationOf edge: Int, _ strings: inout StringTable, to json: inout ExplorerJSON
  ) {
    let relation = self.relation(edge)
    json.array { json in
      json.integer(edge)
      json.integer(relation.basis.map { strings.number(of: $0) } ?? -1)
      for term in relation.sharedTerms {
        json.integer(strings.number(of: term.term))
        json.integer(Self.rounded(term.weight, scale: 1_000))
      }
    }
  }

  private static func url(_ record: PaperRecord) -> String {
    record.urls.first { url in
      ["http:", "https:", "mailto:"].contains { url.lowercased().hasPrefix($0) }
    } ?? identifier(.arxiv, of: record, after: "https://arxiv.org/abs/")
  }

  private static func identifier(
    _ scheme: Identifier.Scheme, of record: PaperRecord, after prefix: String = ""
  ) -> String {
    record.identifiers.first { $0.scheme == scheme }.map { prefix + $0.value } ?? ""
  }

  private static func rounded(_ weight: Double, scale: Int) -> Int {
    Int((min(max(weight, 0), 1e12) * Double(scale)).rounded())
  }

  /// Targets as differences, starting anew from 0 with each source.
  private static func steps(_ edges: [Edge]) -> [Int] {
    edges.indices.map { place in
      let isFirst = place == 0 || edges[place - 1].source != edges[place].source
      return edges[place].target - (isFirst ? 0 : edges[place - 1].target)
    }
  }

  private static func differences(_ numbers: some Sequence<Int>) -> [Int] {
    var previous = 0
    return numbers.map { number in
      defer { previous = number }
      return number - previous
    }
  }
}

/// Strings by the order in which they were first asked for.
private struct StringTable {
  private(set) var strings: [String] = []
  private var numbers: [String: Int] = [:]

  mutating func number(of string: String) -> Int {
    if let number = numbers[string] { return number }
    numbers[string] = strings.count
    strings.append(string)
    return strings.count - 1
  }
}

/// From UTF-8 to UTF-16 offsets of one text.
private struct UTF16Offsets {
  private var offsets: [Int] = []
  private let count: Int

  init(_ text: String) {
    count = text.utf8.count
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return }
    var offset = 0
    for byte in text.utf8 {
      offsets.append(offset)
      // A scalar of four bytes takes two units, its first and its last byte count.
      if byte & 0xC0 != 0x80 { offset += byte >= 0xF0 ? 2 : 1 }
    }
    offsets.append(offset)
  }

  subscript(_ offset: Int) -> Int {
    let offset = min(offset, count)
    return offsets.isEmpty ? offset : offsets[offset]
  }
}
