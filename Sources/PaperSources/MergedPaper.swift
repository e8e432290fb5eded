import PaperModel

/// What a merge report tells of one paper: what came from where, and what disagreed.
public struct MergedPaper: Hashable, Sendable, Codable {
  /// A value of a field, and the records that have it.
  public struct Reading: Hashable, Sendable, Codable {
    /// The value as text.
    public var value: String
    /// Where it stands, as `file:line`.
    public var from: [String]
  }

  /// The paper's id.
  public var id: String
  /// Why the records are one paper.
  public var reasons: [MergeReason]
  /// The records, as `file:line`.
  public var sources: [String]
  /// For each field that was filled, where its value came from.
  public var fields: [String: [String]]
  /// For each field in which records disagree, all readings, the one that was taken first.
  public var disagreements: [String: [Reading]]

  init(_ paper: Paper, _ records: [PaperRecord], _ reasons: [MergeReason]) {
    id = paper.id
    self.reasons = reasons
    sources = records.map { Self.place($0) }
    fields = [:]
    disagreements = [:]
    for (name, text) in Self.singleValues {
      let taken = text(paper.record)
      guard !taken.isEmpty else { continue }
      var readings: [Reading] = [Reading(value: taken, from: [])]
      for record in records {
        let value = text(record)
        if value.isEmpty { continue }
        if let known = readings.firstIndex(where: { $0.value == value }) {
          readings[known].from.append(Self.place(record))
        } else {
          readings.append(Reading(value: value, from: [Self.place(record)]))
        }
      }
      fields[name] = readings[0].from
      if readings.count > 1 { disagreements[name] = readings }
    }
    for (name, texts) in Self.lists {
      let places = records.filter { !texts($0).isEmpty }.map { Self.place($0) }
      if !places.isEmpty { fields[name] = places }
    }
  }

  private static func place(_ record: PaperRecord) -> String {
    "\(record.location.file):\(record.location.line)"
  }

  /// Fields of which one value is taken.
  private static var singleValues: [(String, (PaperRecord) -> String)] {
    [
      ("id", { $0.id ?? "" }),
      ("title", \.title),
      ("abstract", \.abstract),
      ("authors", { $0.authors.map(\.name).joined(separator: "; ") }),
      ("authorCount", { $0.authorCount.map { "\($0)" } ?? "" }),
      ("date", { $0.date?.description ?? "" }),
      ("commentCount", { $0.commentCount.map { "\($0)" } ?? "" }),
      ("venue", { $0.venue ?? "" }),
      ("type", { $0.type ?? "" }),
      ("citationCount", { $0.citationCount.map { "\($0)" } ?? "" }),
    ]
  }

  /// Fields of which all values are kept.
  private static var lists: [(String, (PaperRecord) -> [String])] {
    [
      ("identifiers", { $0.identifiers.map { "\($0.scheme.rawValue):\($0.value)" } }),
      ("versions", { $0.versions.map { "\($0.scheme.rawValue):\($0.value)" } }),
      ("urls", \.urls),
      ("references", { $0.references.map { $0.id ?? $0.title ?? $0.text ?? "reference" } }),
      ("fields", \.fields),
      ("keywords", \.keywords),
      ("extra", { $0.extra.map(\.name) }),
    ]
  }
}
