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
    // The README beside them is no listing, and no fault.
    #expect(corpus.diagnostics.isEmpty)
    #expect(corpus.inputs.count == 6)
  }
}

extension ListingTests {
  @Test func footersGiveAuthorsDatesAndComments() throws {
    let corpus = try CorpusReader().read([
      Self.root.appending(path: "Tests/PaperSourcesTests/Fixtures/listing-missing-abstract.txt")
        .path(percentEncoded: false)
    ])
    let records = corpus.papers.map(\.record)
    #expect(
      records.map(\.title) == [
        "Wind in Mountain Valleys", "A Paper Without Abstract",
        "The Tides of Small Seas and What They Tell of the Moon",
      ])
    #expect(records.map(\.authorCount) == [1, nil, 12])
    #expect(records.map(\.date?.description) == ["2024-03-01", nil, "--02-29"])
    #expect(records.map(\.commentCount) == [2, nil, nil])
    #expect(corpus.diagnostics.map(\.message) == ["no abstract stands below this title"])
    #expect(corpus.diagnostics.map(\.line) == [19])
    #expect(corpus.inputs.map(\.furnitureLines) == [5])
  }

  @Test func aListingOfShortAbstractsIsRecognised() throws {
    let (reading, format) = try reading(fixture: "listing-short-abstracts.txt")
    #expect(format == .listing)
    #expect(
      reading.titles == [
        "Wind in the High Valleys of the North", "On the Number of Birds (BIRD)",
        "Tides of Small Seas", "A Paper Without an Abstract", "Snow as a Building Material",
      ])
    #expect(reading.records.map { $0.abstract.isEmpty } == [false, false, false, true, false])
  }

  @Test(arguments: 0..<12)
  func anyListingInOneOfTheFormsComesOutWhole(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let words = ["wind", "Graph", "of", "deep", "LLM-based", "a", "mountains", "$R^3$", "2D"]
    func text(_ count: Int) -> String {
      (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    let expected = (0..<20).map { index in
      (
        title: "\(index) " + text(Int.random(in: 1...14, using: &random)),
        abstract: text(Int.random(in: 60...200, using: &random)) + "."
      )
    }
    let isTight = seed % 3 == 2
    var lines = ["new", "", "Get trending papers in your email inbox!"]
    lines += isTight ? [] : ["", "Subscribe", "", "Daily Papers", "", "Feb 3", ""]
    for (index, paper) in expected.enumerated() {
      let glued = isTight && index == 0 ? "Subscribe" : ""
      lines +=
        isTight ? [glued + paper.title, paper.abstract] : [paper.title, "", paper.abstract, ""]
      if seed % 3 == 1 { lines += ["  • \(index + 1) authors", "·", "Dec \(index + 1), 2021", ""] }
    }
    let corpus = try corpus(ofText: lines.joined(separator: seed % 2 == 0 ? "\n" : "\r\n"))
    #expect(corpus.inputs[0].format == .listing)
    #expect(corpus.papers.map(\.record.title) == expected.map(\.title))
    #expect(corpus.papers.map(\.record.abstract) == expected.map(\.abstract))
    if seed % 3 == 1 {
      #expect(corpus.papers.map(\.record.authorCount) == Array(1...20))
      #expect(corpus.papers.map(\.record.date?.day) == Array(1...20))
    }
    #expect(corpus.diagnostics.isEmpty)
  }
}
