import Foundation
import PaperModel
import PaperSources
import Testing

@Suite struct MergingTests {
  private func record(
    _ title: String, file: String = "a", line: Int = 1, year: Int? = nil, authors: [String] = [],
    _ identifiers: [Identifier] = []
  ) -> PaperRecord {
    var record = PaperRecord(
      title: title, abstract: "", location: SourceLocation(file: file, line: line))
    record.date = year.map { PartialDate(year: $0) }
    record.authors = authors.map { Author(name: $0) }
    record.identifiers = identifiers
    return record
  }

  private func papers(
    _ records: [PaperRecord], format: SourceFormat = .bibtex,
    _ configure: (inout RecordMerger.Policy) -> Void = { _ in }
  ) -> [Paper] {
    var input = Corpus.Input(file: "a", format: format)
    input.records = records.count
    var policy = RecordMerger.Policy()
    configure(&policy)
    return RecordMerger(policy).merge(records, inputs: [input]).papers
  }

  private let long = "A Study of Wind in the Valleys of the High Northern Mountains"

  @Test func anIdentifierJoinsRecordsOfDifferentTitles() {
    let doi = Identifier(.doi, "10.5555/x")
    let merged = papers([record("One", line: 1, [doi]), record("Uno", line: 2, year: 2001, [doi])])
    #expect(merged.count == 1)
    #expect(merged[0].record.date?.year == 2001)
    #expect(merged[0].sources.map(\.line) == [1, 2])
  }

  @Test func anArXivDOINamesTheArXivPaper() {
    let merged = papers([
      record("A", line: 1, [Identifier(.arxiv, "2101.00001")]),
      record("B", line: 2, [Identifier(.doi, "10.48550/arxiv.2101.00001")]),
    ])
    #expect(merged.count == 1)
  }

  @Test func aTitleAloneDoesNotJoinWhatIsMoreThanTwoYearsApart() {
    #expect(papers([record(long, year: 2001), record(long, line: 2, year: 2003)]).count == 1)
    #expect(papers([record(long, year: 2001), record(long, line: 2, year: 2004)]).count == 2)
    let chain = [
      record(long, year: 2001), record(long, line: 2, year: 2003),
      record(long, line: 3, year: 2005),
    ]
    #expect(papers(chain).count == 2)
  }

  @Test func aTitleAloneDoesNotJoinDifferentIdentifiersOfOneKind() {
    let first = record(long, [Identifier(.doi, "10.5555/a")])
    let second = record(long, line: 2, [Identifier(.doi, "10.5555/b")])
    #expect(papers([first, second]).count == 2)
    let third = record(long, line: 3, [Identifier(.arxiv, "2101.00001")])
    #expect(papers([first, third]).count == 1)
  }

  @Test func nearTitlesJoinAndPartsOfASeriesDoNot() {
    let misspelt = "A Study of Wind in the Valeys of the High Northern Mountains"
    #expect(papers([record(long), record(misspelt, line: 2)]).count == 1)
    #expect(papers([record(long + " Part 1"), record(long + " Part 2", line: 2)]).count == 2)
    #expect(papers([record(long + ", I"), record(long + ", II", line: 2)]).count == 2)
    let farther = "A Study of Winds in the Valeys of the High Northern Mountain"
    #expect(papers([record(long), record(farther, line: 2)]).count == 2)
    #expect(
      papers([record(long, authors: ["A. Low"]), record(farther, line: 2, authors: ["Low, Ada"])])
        .count == 1)
  }

  @Test func oneTitleOfDifferentAuthorsIsTwoWorks() {
    let records = [
      record("Introduction", authors: ["A. Low"]),
      record("Introduction", line: 2, authors: ["B. High"]),
      record("Introduction", line: 3, authors: ["Ada Low"]),
    ]
    #expect(papers(records).map(\.sources.count) == [2, 1])
  }

  @Test func emptyTitlesNeverMerge() {
    #expect(papers([record(""), record("?", line: 2), record("", line: 3)]).count == 3)
  }

  @Test func idsOfOneJSONLinesFileStayApartUnlessAskedFor() {
    var first = record(long)
    var second = record(long, line: 2)
    (first.id, second.id) = ("1", "2")
    #expect(papers([first, second], format: .jsonLines).map(\.id) == ["1", "2"])
    #expect(papers([first, second], format: .jsonLines) { $0.withinFiles = true }.count == 1)
    #expect(papers([first, second], format: .bibtex).count == 1)
  }

  @Test func mergingKeepsEveryField() {
    var first = record(long, authors: ["A. Low"], [Identifier(.doi, "10.5555/a")])
    first.abstract = "Short."
    first.references = [Reference(id: "r1")]
    first.extra = [ExtraField("volume", "1")]
    var second = record(long, line: 2, authors: ["Ada Low", "Bo High"])
    second.abstract = "A longer text."
    second.references = [Reference(id: "r1"), Reference(id: "r2")]
    second.extra = [ExtraField("pages", "2")]
    second.citationCount = 5
    let merged = papers([first, second])[0].record
    #expect(merged.abstract == "A longer text.")
    #expect(merged.authors.count == 2)
    #expect(merged.references.map(\.id) == ["r1", "r2"])
    #expect(merged.extra.map(\.name) == ["volume", "pages"])
    #expect(merged.identifiers == [Identifier(.doi, "10.5555/a")])
    #expect(merged.citationCount == 5)
  }

  /// The preprint and the published version of one work.
  private func twoVersions(_ year: Int, title: String? = nil) -> [PaperRecord] {
    var published = record(
      title ?? long, line: 2, year: year, authors: ["Low, Ada"], [Identifier(.doi, "10.5555/b")])
    published.venue = "Journal of Air"
    return [
      record(long, year: 2001, authors: ["A. Low"], [Identifier(.doi, "10.1101/2001.01.01.123")]),
      published,
    ]
  }

  private func versions(_ records: [PaperRecord], format: SourceFormat = .bibtex) -> [String] {
    var input = Corpus.Input(file: "a", format: format)
    input.records = records.count
    return RecordMerger().merge(records, inputs: [input]).versions.map {
      "\($0.source.name) \($0.kind) \($0.target.name): \($0.basis ?? "")"
    }
  }

  @Test func aPreprintThatStaysApartIsAVersionOfWhatWasPublished() {
    let pair = "10.1101/2001.01.01.123 versionOf 10.5555/b: "
    #expect(versions(twoVersions(2002)) == [pair + "same title"])
    #expect(versions(twoVersions(2009).reversed()) == [pair + "same title"])
    let retitled = "A Study of Winds in the Valleys of the High Northern Mountains"
    #expect(versions(twoVersions(2002, title: retitled)) == [pair + "similar title"])
    // One paper under both names has no other version.
    var records = twoVersions(2002)
    records[0].identifiers = [Identifier(.arxiv, "0101.00001")]
    #expect(papers(records).count == 1 && versions(records).isEmpty)
  }

  @Test func twoPublishedPapersOrOthersOfTheSameTitleAreNoVersions() {
    var records = twoVersions(2009)
    records[0].identifiers = [Identifier(.doi, "10.5555/a")]
    records[0].venue = "Another Journal"
    #expect(versions(records).isEmpty)
    records = twoVersions(2009)
    records[1].authors = []
    #expect(versions(records).isEmpty)
    records[0].abstract = "We study wind in valleys, from the sea to the mountains."
    records[1].abstract = records[0].abstract
    #expect(versions(records).count == 1)
  }

  @Test func aVersionThatTheSourceNamesNeedsNoTitle() throws {
    let path = fixtures.appending(path: "json-crossref-preprint.json").path(percentEncoded: false)
    let corpus = try CorpusReader().read([path])
    #expect(corpus.papers.count == 2)
    let relation = try #require(corpus.versions.first)
    #expect(corpus.versions.count == 1)
    #expect(relation.source == corpus.papers[0].key && relation.target == corpus.papers[1].key)
    #expect(relation.kind == .versionOf && relation.basis == "named by the source")
  }

  @Test(arguments: 0..<20)
  func theResultDoesNotDependOnTheOrderOfInputsAndIsStable(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let words = ["wind", "valley", "study", "of", "deep", "graph", "neural", "mountain", "high"]
    var records: [PaperRecord] = []
    for index in 0..<60 {
      let title = (0..<Int.random(in: 0...6, using: &random))
        .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      var record = record(
        title, file: "f\(index / 20)", line: index % 20 + 1,
        year: seed % 2 == 1 ? Int.random(in: 2000...2006, using: &random) : nil)
      if Int.random(in: 0..<4, using: &random) == 0 {
        record.identifiers = [Identifier(.doi, "10.5555/\(Int.random(in: 0..<12, using: &random))")]
      }
      records.append(record)
    }
    func merged(_ order: [Int]) -> [Paper] {
      let inputs = order.map { index in
        var input = Corpus.Input(file: "f\(index)", format: .bibtex)
        input.records = 20
        return input
      }
      let all = order.flatMap { Array(records[(20 * $0)..<(20 * $0 + 20)]) }
      return RecordMerger().merge(all, inputs: inputs).papers
    }
    let papers = merged([0, 1, 2])
    #expect(papers == merged([2, 0, 1]))
    #expect(papers == merged([1, 2, 0]))
    #expect(papers.flatMap(\.sources).count == 60)
    #expect(Set(papers.map(\.id)).count == papers.count)
    // Merged papers do not merge further; those of several years keep one, and may.
    if seed % 2 == 1 { return }
    var input = Corpus.Input(file: "all", format: .bibtex)
    input.records = papers.count
    let again = RecordMerger().merge(papers.map(\.record), inputs: [input]).papers
    #expect(again.count == papers.count)
  }

  @Test func aReportTellsWhatCameFromWhereAndWhatDisagreed() throws {
    var input = Corpus.Input(file: "a", format: .bibtex)
    input.records = 2
    var policy = RecordMerger.Policy()
    policy.reportsMerges = true
    var second = record(long + "!", line: 2, year: 2001)
    second.venue = "V"
    let report = RecordMerger(policy).merge([record(long, year: 2000), second], inputs: [input])
      .merges
    let merge = try #require(report.first)
    #expect(report.count == 1)
    #expect(merge.reasons == [.sameTitle])
    #expect(merge.sources == ["a:1", "a:2"])
    #expect(merge.fields["venue"] == ["a:2"])
    #expect(merge.disagreements["date"]?.map(\.value) == ["2000", "2001"])
    #expect(merge.disagreements["title"]?.map(\.from) == [["a:2"], ["a:1"]])
  }
}

/// SplitMix64, so that a failing seed fails again.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
