import PaperExtraction
import PaperModel

/// A record of two texts.
func record(_ abstract: String, title: String = "") -> PaperRecord {
  PaperRecord(title: title, abstract: abstract, location: SourceLocation(file: "test", line: 1))
}

/// A paper of two texts.
func paper(_ id: String, _ abstract: String, title: String = "", year: Int? = nil) -> Paper {
  var record = record(abstract, title: title)
  record.date = year.map { PartialDate(year: $0) }
  return Paper(id: id, record: record, sources: [record.location])
}

/// The mentions of one kind in an abstract.
func mentions(_ kind: MentionKind, in abstract: String, title: String = "") -> [Mention] {
  StandardExtractor().mentions(in: record(abstract, title: title)).filter { $0.kind == kind }
}

/// The names of the mentions of one kind in an abstract.
func names(_ kind: MentionKind, in abstract: String, title: String = "") -> [String] {
  mentions(kind, in: abstract, title: title).map(\.name)
}

/// Extracts and resolves a corpus.
func resolved(_ papers: [Paper]) -> ResolvedEntities {
  let extractor = StandardExtractor()
  return EntityResolver().resolve(
    papers, mentions: papers.map { extractor.mentions(in: $0.record) })
}
