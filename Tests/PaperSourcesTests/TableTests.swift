import PaperModel
import PaperSources
import Testing

@Suite struct TableTests {
  @Test func scopusRowsMaySpanLinesAndTheirReferencesAreToldApart() throws {
    let (reading, format) = try reading(fixture: "scopus-references.csv")
    #expect(format == .scopus)
    let record = try #require(reading.records.first)
    #expect(reading.records.count == 1)
    #expect(record.title == "A title, with \"quotes\" and a line break")
    #expect(record.authors.map(\.name) == ["Fengyuan Liu", "Chunyun Li"])
    #expect(record.citationCount == 3)
    #expect(record.identifiers == [Identifier(.doi, "10.1000/s")])
    #expect(record.references.map(\.year) == [2025, 1998, 1999])
    #expect(
      record.references.map(\.title) == [
        "Global, regional burden", "Current issues", nil,
      ])
  }

  @Test func delimiterAndColumnsAreRecognisedWhateverTheirSpelling() throws {
    let (reading, format) = try reading(fixture: "csv-semicolon-bom.csv")
    #expect(format == .csv)
    #expect(reading.titles == ["First", "Second"])
    let record = try #require(reading.records.first)
    #expect(record.abstract == "Says; much")
    #expect(record.date == PartialDate(year: 2001, month: 5, day: 6))
    #expect(record.authors.map(\.family) == ["Doe", "Roe"])
    #expect(record.urls == ["https://example.org"])
    #expect(record.extra == [ExtraField("Odd", "x")])
    #expect(reading.messages == ["the quote is not closed"])
    #expect(reading.diagnostics.first?.line == 4)
  }

  @Test func identifiersOfEveryRegistryComeBackFromATable() throws {
    let (reading, format) = try reading(
      bytes: Array(
        """
        title,authors,acl id,semantic scholar id,doi,openalex id
        A,"Low, Ada; Bo High",W01-0503,649def34f8be52c8b66281af98ae884c09aef38b; CorpusId:5,\
        10.5555/A,W5

        """.utf8))
    #expect(format == .csv)
    let record = try #require(reading.records.first)
    #expect(record.authors.map(\.name) == ["Ada Low", "Bo High"])
    #expect(
      record.identifiers.map(\.value) == [
        "W01-0503", "649def34f8be52c8b66281af98ae884c09aef38b", "CorpusId:5",
        "10.5555/a", "W5",
      ])
    #expect(record.extra.isEmpty)
  }
}
