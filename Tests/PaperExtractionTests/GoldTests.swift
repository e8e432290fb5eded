import Foundation
import PaperExtraction
import PaperModel
import PaperSources
import Testing

@Suite("Hand annotations")
struct GoldTests {
  @Test("no type falls below its floor on the annotated half of the listings")
  func floors() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let papers = try CorpusReader().read([package.appending(path: "seeds").path]).papers
    let extractor = StandardExtractor()
    var byTitle: [String: Paper] = [:]
    for paper in papers { byTitle[GoldScore.title(paper.record.title)] = paper }
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/entities-dev.jsonl")
    var score = GoldScore()
    var count = 0
    for line in try Data(contentsOf: fixture).split(separator: UInt8(ascii: "\n")) {
      let annotation = try JSONDecoder().decode(GoldScore.Annotation.self, from: line)
      let paper = try #require(byTitle[GoldScore.title(annotation.title)], "\(annotation.title)")
      let extracted = ExtractedPaper(
        paper: paper, mentions: extractor.mentions(in: paper.record))
      score.add(
        annotation,
        extracted.entities.map {
          ExtractedEntityFields(
            type: $0.type, name: $0.name, surface: $0.surface, role: $0.role,
            acronym: $0.acronym, long: $0.long)
        })
      count += 1
    }
    #expect(count == 238)
    for (type, floor) in Self.floors {
      #expect(score.f1(type) >= floor, "\(type): \(score.f1(type))")
    }
  }

  /// A little under what was measured.
  private static let floors = [
    ("repository", 0.98), ("any link", 0.99), ("abbreviation", 0.95), ("dataset", 0.95),
    ("method", 0.87), ("own", 0.90),
  ]
}
