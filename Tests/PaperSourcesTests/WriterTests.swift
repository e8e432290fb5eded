import Foundation
import PaperModel
import PaperSources
import Testing

@Suite struct WriterTests {
  /// Papers with everything that a writer must escape.
  static let papers: [Paper] = {
    var record = PaperRecord(
      title: #"Deep "quotes" & 50% of $x_1$ {y} \z ~ ^ # -- x < y ünï 😀"#,
      abstract: "One, two; three: `four' \"five\".",
      location: SourceLocation(file: "x", line: 1))
    record.authors = [
      Author(
        name: "Ada van der Low", family: "van der Low", given: "Ada",
        orcid: "0000-0002-1825-0097"),
      Author(name: "The Group and Others"),
    ]
    record.date = PartialDate(year: 2020, month: 5, day: 1)
    record.identifiers = [Identifier(.arxiv, "2101.00001"), Identifier(.doi, "10.5555/a_b")]
    record.urls = ["https://example.org/a_b?x=1&y=2"]
    record.venue = "Journal of A & B"
    record.references = [
      Reference(id: "r"), Reference(identifiers: [Identifier(.doi, "10.5555/r")], year: 1999),
      Reference(title: "T"), Reference(text: "Low, 1990."),
    ]
    record.citationCount = 3
    record.fields = ["Physics"]
    record.keywords = ["wind", "graph theory"]
    record.extra = [ExtraField("volume", "3"), ExtraField("note", "a\tb\u{1}")]
    var listed = PaperRecord(
      title: "=1+1", abstract: "", location: SourceLocation(file: "x", line: 2))
    listed.authorCount = 4
    listed.commentCount = 1
    listed.date = PartialDate(month: 7, day: 16)
    return [
      Paper(id: "a", record: record, sources: [record.location]),
      Paper(id: "b", record: listed, sources: [listed.location]),
    ]
  }()

  private func reread(_ format: BibliographyFormat, _ papers: [Paper]) throws -> [Paper] {
    try corpus(ofBytes: format.bytes(of: papers)).papers
  }

  /// The record without where it stood.
  private func content(_ paper: Paper) -> PaperRecord {
    var record = paper.record
    record.location = SourceLocation(file: "", line: 0)
    record.id = paper.id
    return record
  }

  @Test func jsonLinesKeepEveryField() throws {
    let read = try reread(.jsonLines, Self.papers)
    #expect(read.map(content) == Self.papers.map(content))
  }

  @Test(arguments: BibliographyFormat.allCases)
  func whatWasWrittenOnceIsWrittenAgainWithoutChange(format: BibliographyFormat) throws {
    let first = try reread(format, Self.papers)
    let second = try reread(format, first)
    #expect(first.count == 2)
    #expect(first.map(content) == second.map(content))
  }

  @Test(arguments: BibliographyFormat.allCases)
  func titlesAuthorsAndIdentifiersSurviveEveryFormat(format: BibliographyFormat) throws {
    let read = try #require(try reread(format, Self.papers).first { $0.id == "a" })
    let written = Self.papers[0].record
    #expect(read.record.title == written.title)
    #expect(read.record.abstract == written.abstract)
    #expect(read.record.authors.map(\.name) == written.authors.map(\.name))
    #expect(Set(written.identifiers).isSubset(of: read.record.identifiers))
    #expect(read.record.date?.year == 2020)
    #expect(read.record.venue == written.venue)
    #expect(read.record.keywords == written.keywords)
    #expect(read.record.urls.contains(written.urls[0]))
  }

  @Test func noCellOfACSVIsAFormula() {
    let text = String(decoding: BibliographyFormat.csv.bytes(of: Self.papers), as: UTF8.self)
    #expect(text.contains("\nb,'=1+1,"))
  }
}
