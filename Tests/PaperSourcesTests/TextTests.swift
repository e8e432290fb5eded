import PaperModel
import PaperSources
import Testing

@Suite struct TextTests {
  @Test func anAwesomeListGivesThePapersItLinksTo() throws {
    let (reading, format) = try reading(fixture: "markdown-awesome.md")
    #expect(format == .markdownLinks)
    #expect(
      reading.titles == [
        "A Survey of Things and More", "A Title in Bold", "Leading Title of a Paper",
        "A Table Paper With Title", "Fenced",
      ])
    #expect(
      reading.records.map(\.identifiers) == [
        [Identifier(.arxiv, "2101.00001")], [Identifier(.doi, "10.1000/bold")], [],
        [Identifier(.arxiv, "2002.00002")], [Identifier(.arxiv, "2003.00003")],
      ])
    #expect(reading.records.first?.fields == ["Surveys"])
    #expect(
      reading.records.first?.extra.contains(ExtraField("link", "https://github.com/a/b")) == true)
    #expect(reading.records.map(\.location.line) == [5, 6, 7, 12, 15])
  }

  @Test func blocksOfPlainTextAreTheLastResort() throws {
    let (reading, format) = try reading(fixture: "text-blocks.txt")
    #expect(format == .plainText || format == .listing)
    #expect(reading.titles == ["A Labelled Paper", "A Block of Its Own"])
    #expect(reading.records.allSatisfy { $0.abstract.utf8.count > 100 })
  }

  @Test func textThatHoldsNoPaperIsRefused() throws {
    let (reading, format) = try reading(bytes: Array("this should fail".utf8))
    #expect(format == nil)
    #expect(reading.records.isEmpty)
    #expect(reading.diagnostics.count == 1)
  }
}
