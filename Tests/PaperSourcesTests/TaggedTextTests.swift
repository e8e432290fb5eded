import PaperModel
import PaperSources
import Testing

@Suite struct TaggedTextTests {
  @Test func aRISRecordWithoutEndEndsWhereTheNextStarts() throws {
    let (reading, format) = try reading(fixture: "ris-missing-end.ris")
    #expect(format == .ris)
    #expect(reading.titles == ["First title that is long and goes on", "Second", "Third"])
    #expect(reading.records[0].extra == [ExtraField("ZZ", "unknown tag")])
    #expect(reading.records[0].date == PartialDate(year: 2001, month: 7))
    #expect(reading.records[1].identifiers == [Identifier(.doi, "10.1000/x")])
    #expect(reading.records[1].citationCount == 44)
    #expect(reading.records[2].identifiers == [Identifier(.isbn, "9783161484100")])
    #expect(reading.records[2].urls == ["https://example.org/"])
    #expect(reading.records[2].extra == [ExtraField("UR", "ftp://example.org/")])
    #expect(
      reading.messages == ["another TY before the record ends", "the input ends inside a record"])
  }

  @Test func risTagsComeInAnyOrderAndLinesEndInAnyWay() throws {
    let (reading, _) = try reading(fixture: "ris-crlf-any-order.ris")
    #expect(reading.titles == ["Any order"])
    #expect(reading.records.first?.keywords == ["a", "b"])
    #expect(reading.records.first?.date == PartialDate(year: 2005, month: 7, day: 15))
    #expect(reading.messages == ["a record without a type"])
  }

  @Test func medlineKeepsFullNamesIdentifiersAndHeadings() throws {
    let (reading, format) = try reading(fixture: "medline-two-records.nbib")
    #expect(format == .medline)
    #expect(reading.titles == ["A title that goes on.", "No blank line before", "No PubMed id"])
    let record = try #require(reading.record("20481061"))
    #expect(
      record.authors == [
        Author(
          name: "Vicky Long", family: "Long", given: "Vicky", orcid: "0000-0002-1825-0097")
      ])
    #expect(
      record.identifiers == [
        Identifier(.pubMed, "20481061"), Identifier(.doi, "10.1000/x.1"),
        Identifier(.pubMedCentral, "PMC4513071"),
      ])
    #expect(record.date == PartialDate(year: 2009, month: 7, day: 5))
    #expect(record.fields == ["Humans"])
    #expect(record.keywords == ["keyword"])
    #expect(record.venue == "A Journal")
    #expect(record.extra == [ExtraField("AID", "S0378 [pii]"), ExtraField("TA", "A J")])
    #expect(reading.records.last?.id == nil)
  }

  @Test func webOfScienceListsAndReferencesAreTakenLineByLine() throws {
    let (reading, format) = try reading(fixture: "wos-references.txt")
    #expect(format == .webOfScience)
    #expect(reading.titles == ["A title of two lines", "No end"])
    let record = try #require(reading.record("WOS:000001"))
    #expect(record.authors.map(\.name) == ["Jane Doe", "Richard Roe"])
    #expect(record.authors.last?.orcid == "0000-0002-1825-0097")
    #expect(record.references.map(\.year) == [1909, 2024])
    #expect(record.references.last?.identifiers == [Identifier(.doi, "10.1000/a.1")])
    #expect(record.citationCount == 7)
    #expect(record.date == PartialDate(year: 2016, month: 5, day: 17))
    #expect(record.keywords == ["one", "two"])
    #expect(reading.messages == ["the input ends inside a record"])
  }
}
