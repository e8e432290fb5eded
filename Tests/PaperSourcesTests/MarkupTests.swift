import Foundation
import PaperModel
import PaperSources
import Testing

@Suite struct MarkupTests {
  @Test func anArXivFeedIsReadAndItsErrorsAreTold() throws {
    let (reading, format) = try reading(fixture: "arxiv-feed.atom")
    #expect(format == .arxivAtom)
    let record = try #require(reading.record("2309.03453"))
    #expect(record.title == "A title & more")
    #expect(record.abstract == "An abstract.")
    #expect(
      record.identifiers == [Identifier(.arxiv, "2309.03453"), Identifier(.doi, "10.1000/f")])
    #expect(record.fields == ["cs.CL"])
    #expect(record.date == PartialDate(year: 2023, month: 9, day: 7))
    #expect(reading.messages == ["the arXiv API says: bad id"])
  }

  @Test func aVolumeOfTheACLAnthologyGivesItsPapersVenueAndDate() throws {
    let (reading, format) = try reading(fixture: "acl-volume.xml")
    #expect(format == .aclAnthology)
    #expect(reading.titles == ["On NLP", "Named"])
    #expect(reading.records.map(\.id) == ["W01-0503", "W01-0599"])
    #expect(reading.records.first?.authors.map(\.name) == ["Ada Lovelace", "Plato"])
    #expect(reading.records.first?.date == PartialDate(year: 2001, month: 7))
    #expect(reading.records.first?.venue == "Proceedings")
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func entitiesOfADocumentsOwnAreRefused() throws {
    let (reading, _) = try reading(fixture: "xml-entity-bomb.xml")
    #expect(reading.records.isEmpty)
    #expect(reading.messages == ["the document declares entities, which are not read"])
  }

  @Test func aDamagedEntryOfAFeedCostsItselfOnly() throws {
    let (reading, format) = try reading(fixture: "arxiv-damaged-entry.atom")
    #expect(format == .arxivAtom)
    #expect(reading.titles == ["First </entry> one", "Last"])
    #expect(reading.records.map(\.location.line) == [4, 7])
    #expect(
      reading.records[0].identifiers == [
        Identifier(.arxiv, "2309.00001"), Identifier(.doi, "10.1000/f"),
      ])
    #expect(reading.diagnostics.map(\.line) == [5, 6])
    #expect(reading.messages.allSatisfy { $0.hasPrefix("no well-formed XML: ") })
    #expect(reading.diagnostics.last?.expected == "</entry>")
  }

  /// A feed of three entries, of which the second has some content of its own.
  private func feed(_ content: [UInt8]) -> [UInt8] {
    func entry(_ number: Int, _ content: [UInt8]) -> [UInt8] {
      Array("<entry><id>http://arxiv.org/abs/2309.0000\(number)</id><title>".utf8) + content
        + Array("</title></entry>\n".utf8)
    }
    return Array("<feed><title>arXiv</title>\n".utf8) + entry(1, Array("One".utf8))
      + entry(2, content) + entry(3, Array("Three".utf8)) + Array("</feed>".utf8)
  }

  @Test func anEntryOverTheLimitIsSkippedAndTheOthersAreRead() throws {
    let (reading, _) = try reading(bytes: feed([UInt8](repeating: 0x61, count: (16 << 20) + 10)))
    #expect(reading.titles == ["One", "Three"])
    #expect(reading.messages == ["the record is longer than 16 MiB and is skipped"])
    #expect(reading.diagnostics.map(\.line) == [3])
  }

  @Test func elementsMayNotNestWithoutEnd() throws {
    let depth = 100_000
    let nested =
      String(repeating: "<b>", count: depth) + "x" + String(repeating: "</b>", count: depth)
    let (reading, _) = try reading(bytes: feed(Array(nested.utf8)))
    #expect(reading.titles == ["One", "Three"])
    #expect(reading.diagnostics.map(\.severity) == [.error])
  }

  @Test func latin1InAnEntryIsReadAsDeclaredOrWithAWarning() throws {
    let entries = feed(Array("Caf".utf8) + [0xE9])
    let (guessed, _) = try reading(bytes: entries)
    #expect(guessed.titles == ["One", "Café", "Three"])
    #expect(guessed.messages == ["read as Windows-1252"])
    let (declared, _) = try reading(
      bytes: Array("<?xml version='1.0' encoding='ISO-8859-1'?>\n".utf8) + entries)
    #expect(declared.titles == guessed.titles)
    #expect(declared.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
    "<!DOCTYPE feed [<!ENTITY % x SYSTEM \"http://example.org/x.dtd\"> %x;]>",
  ])
  func externalEntitiesAreRefused(declaration: String) throws {
    let (reading, _) = try reading(bytes: Array(declaration.utf8) + feed(Array("&x;".utf8)))
    #expect(reading.records.isEmpty)
    #expect(reading.messages == ["the document declares entities, which are not read"])
  }

  @Test func aDTDThatIsNamedIsNotOpened() throws {
    let doctype = "<!DOCTYPE feed SYSTEM \"http://example.org/x.dtd\">\n"
    let (reading, _) = try reading(bytes: Array(doctype.utf8) + feed(Array("&x; Two".utf8)))
    #expect(reading.titles == ["One", "Three"])
    #expect(reading.messages.first?.contains("'x' not defined") == true)
  }

  @Test func aTruncatedDocumentGivesThePapersBeforeTheCut() throws {
    let text = try String(
      contentsOf: fixtures.appending(path: "acl-volume.xml"), encoding: .utf8)
    let cut = try #require(text.range(of: "<paper id=\"4\">"))
    let (reading, _) = try reading(bytes: Array(text[..<cut.upperBound].utf8))
    #expect(reading.titles == ["On NLP"])
    #expect(reading.diagnostics.map(\.severity) == [.error])
    #expect(reading.messages.first?.hasPrefix("no well-formed XML") == true)
  }

  @Test func theDataOfADailyPapersPageIsRead() throws {
    let (reading, format) = try reading(fixture: "daily-papers.html")
    #expect(format == .dailyPapers)
    let record = try #require(reading.record("2602.23229"))
    #expect(record.title == "Large <Models> & more")
    #expect(record.abstract == "An abstract.")
    #expect(record.commentCount == 2)
    #expect(record.identifiers == [Identifier(.arxiv, "2602.23229")])
    #expect(record.location.line == 2)
  }

  @Test func whatADailyPapersPageShowsIsReadWhereItHasNoData() throws {
    let (reading, format) = try reading(fixture: "daily-papers-shown.html")
    #expect(format == .dailyPapers)
    #expect(reading.titles == ["First shown", "Second shown"])
    #expect(reading.records.map(\.id) == ["2602.00001", "2602.00002"])
  }

  @Test(arguments: [
    ("<modsCollection xmlns=\"http://www.loc.gov/mods/v3\"><mods/></modsCollection>", "MODS"),
    ("<?xml version=\"1.0\"?><PubmedArticleSet></PubmedArticleSet>", "PubMed XML"),
    ("<xml><records><record><source-app name=\"EndNote\">", "EndNote XML"),
    ("%0 Journal Article\n%T A title\n%A Author\n", "EndNote's tagged text (Refer)"),
    ("TI- A title\nAU- Name\nPY- 1972\n", "Copac's tagged text"),
    ("--AU-- Name\n--ST-- Title\n------\n", "Biblioscape's tagged text"),
  ])
  func formatsThatAreNotReadAreNamed(text: String, name: String) throws {
    let (reading, format) = try reading(bytes: Array(text.utf8))
    #expect(format == nil)
    #expect(
      reading.messages == [
        "looks like \(name), which is not read; export BibTeX, RIS or CSL-JSON"
      ])
  }
}
