import Foundation
import PaperModel
import PaperSources
import Testing

@Suite struct ListingTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let seeds = root.appending(path: "seeds").path(percentEncoded: false)

  @Test func theFiveSeedsGiveTheirRecordsAndDistinctPapers() throws {
    let corpus = try CorpusReader().read([Self.seeds])
    let listings = corpus.inputs.filter { $0.format == .listing }
    #expect(listings.map(\.records) == [53, 46, 194, 131, 99])
    #expect(corpus.recordCount == 523)
    #expect(corpus.papers.count == 484)
    #expect(corpus.papers.reduce(0) { $0 + $1.sources.count } == 523)
    #expect(Set(corpus.papers.map(\.id)).count == 484)
    #expect(corpus.papers.allSatisfy { !$0.record.abstract.isEmpty })
    #expect(corpus.diagnostics.filter { $0.severity == .error }.isEmpty)
  }
}
