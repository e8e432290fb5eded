import PaperModel
import PaperSources
import Testing

@Suite struct JSONLinesTests {
  @Test func aLineIsAPaperWithAllItsFields() throws {
    let corpus = try corpus(
      ofText: #"""
        {"id":"a","title":"On \u00e9toiles\nand 😀 \ud83d\ude00","abstract":"Text.","year":"2021","doi":"https://doi.org/10.1000/XYZ","authors":["Ada Lovelace",{"family":"Hopper","given":"Grace","orcid":"https://orcid.org/0000-0002-1825-0097"}],"url":"https://example.org/a","references":["10.1000/abc","b"],"note":{"x":[1]}}
        {"id":"b","title":"","abstract":"Only an abstract.","year":2020}
        """#)
    #expect(corpus.papers.map(\.id) == ["a", "b"])
    let record = try #require(corpus.papers.first?.record)
    #expect(record.title == "On étoiles and 😀 😀")
    #expect(record.date == PartialDate(year: 2021))
    #expect(record.identifiers == [Identifier(.doi, "10.1000/xyz")])
    #expect(record.authors.map(\.name) == ["Ada Lovelace", "Grace Hopper"])
    #expect(record.authors.last?.orcid == "0000-0002-1825-0097")
    #expect(record.references.map(\.identifiers) == [[Identifier(.doi, "10.1000/abc")], []])
    #expect(record.references.last?.id == "b")
    #expect(record.extra == [ExtraField("note", #"{"x":[1]}"#)])
    #expect(corpus.diagnostics.isEmpty)
  }

  @Test func twoIdsInOneFileAreTwoPapersWhateverTheirTitles() throws {
    let corpus = try corpus(
      ofText: """
        {"id":"1","title":"Same","abstract":"x"}
        {"id":"2","title":"Same","abstract":"x"}
        """)
    #expect(corpus.papers.map(\.id) == ["1", "2"])
  }

  @Test func aDamagedLineIsReportedAndTheOthersAreRead() throws {
    let corpus = try corpus(
      ofText: """
        {"id":"1","title":"One","abstract":"x"}
        {"id":"2","title":"Two","abstract":"x}
        {"id":"3","title":"Three" "abstract":"x"}
        {"id":"4","title":"Four","abstract":"x"}
        """)
    #expect(corpus.papers.map(\.id) == ["1", "4"])
    #expect(corpus.diagnostics.map(\.line) == [2, 3])
    #expect(corpus.inputs[0].errors == 2)
    #expect(corpus.diagnostics[1].column == 27)
  }
}
