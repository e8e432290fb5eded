import PaperModel
import Testing

@testable import PaperSources

@Suite struct BibTeXTests {
  @Test func macrosAndPiecesAreJoined() throws {
    let (reading, format) = try reading(fixture: "bibtex-macros.bib")
    #expect(format == .bibtex)
    let record = try #require(reading.record("turing36"))
    #expect(record.title == "On Computable Numbers")
    #expect(record.venue == "Lecture Notes in Computer Science, extra")
    #expect(record.date == PartialDate(year: 1936, month: 11, day: 12))
    #expect(record.type == "article")
    // The first definition names a macro that is defined only behind it.
    #expect(reading.messages == ["the macro cs is not defined"])
  }

  @Test func namesAreSplitAsBibTeXSplitsThem() throws {
    let (reading, _) = try reading(fixture: "bibtex-names.bib")
    let record = try #require(reading.record("names"))
    #expect(
      record.authors == [
        Author(name: "Ludwig van Beethoven", family: "van Beethoven", given: "Ludwig"),
        Author(
          name: "Charles Louis Xavier Joseph de la Vallée Poussin",
          family: "de la Vallée Poussin", given: "Charles Louis Xavier Joseph"),
        Author(name: "Martin Luther King Jr.", family: "King Jr.", given: "Martin Luther"),
        Author(name: "Barnes and Noble, Inc."),
        Author(name: "Plato", family: "Plato"),
        Author(name: "Ada Lovelace", family: "Lovelace", given: "Ada"),
        Author(name: "Lower AND", family: "AND", given: "Lower"),
      ])
    #expect(record.extra == [ExtraField("author", "others")])
  }

  @Test func latexBecomesText() throws {
    let (reading, _) = try reading(fixture: "bibtex-accents.bib")
    let record = try #require(reading.record("accents"))
    #expect(
      record.title == "Östlund, École, Čapek, Ångström, Straße, łódź, İ, ç, naïve, ő")
    #expect(
      record.abstract == """
        “Quoted” text – a dash — and another; α-helix, H₂O, 10⁻³, 5% & 3$, emphasis, Caps, \
        https://example.org/a_b, \\unknowncommandx
        """)
  }

  @Test func aBrokenEntryIsReportedWithItsPlaceAndTheNextOnesAreRead() throws {
    let (reading, _) = try reading(fixture: "bibtex-broken-entry.bib")
    #expect(reading.titles == ["First", "Second", "Cut off"])
    let broken = try #require(reading.diagnostics.first)
    #expect(
      broken.description.split(separator: "/").last == """
        bibtex-broken-entry.bib:7:1: error: another entry starts before this one ends, expected }
          @article{second, title =
          ^
        """)
    #expect(reading.diagnostics.map(\.severity) == [.error, .warning])
    #expect(reading.messages.last == "the brace is not closed")
  }

  @Test func fieldsAreInheritedFromParentsBeforeAndBehind() throws {
    let (reading, _) = try reading(fixture: "bibtex-crossref.bib")
    #expect(
      reading.titles == ["Child", "Between", "Proceedings of Parents", "Orphan", "Heir"])
    let child = try #require(reading.record("child"))
    #expect(child.venue == "Proceedings of Parents")
    #expect(child.date == PartialDate(year: 2010))
    #expect(child.identifiers.isEmpty)
    let heir = try #require(reading.record("heir"))
    #expect(heir.venue == "Shared Journal")
    #expect(heir.extra.contains(ExtraField("publisher", "Shared Press")))
    #expect(reading.messages == ["the entry nobody to inherit from was not found near"])
  }

  @Test func textBetweenEntriesIsComment() throws {
    let (reading, _) = try reading(fixture: "bibtex-comments.bib")
    #expect(reading.titles == ["Kept", "Same line"])
    #expect(reading.records.last?.date == PartialDate(year: 1999))
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.skippedLines > 0)
  }

  @Test func commonMistakesAreMendedAndTold() throws {
    let (reading, _) = try reading(fixture: "bibtex-lenient.bib")
    #expect(reading.titles == ["One", "Two", "The \"best\" paper", "No key", "Macro"])
    #expect(
      reading.records.map(\.id) == [
        "no comma after key", "missing-comma", "quotes", nil, "undefined",
      ])
    #expect(reading.records.map { $0.date?.year } == [2000, 2001, 2002, 2003, nil])
    #expect(reading.records.last?.venue == "SOMEJOURNAL")
    #expect(reading.diagnostics.allSatisfy { $0.severity == .warning && $0.line > 0 })
    #expect(reading.messages.contains("no comma behind the field title"))
    #expect(reading.messages.contains("the macro SOMEJOURNAL is not defined"))
  }

  @Test func identifiersAndAddressesAreCanonical() throws {
    let (reading, _) = try reading(fixture: "bibtex-identifiers.bib")
    let record = try #require(reading.records.first)
    #expect(
      record.identifiers == [
        Identifier(.doi, "10.1000/abc_1"), Identifier(.arxiv, "2101.00001"),
        Identifier(.pubMed, "123456"), Identifier(.dblp, "conf/x/Y20"),
      ])
    #expect(record.urls == ["https://example.org/x_y", "https://example.org/z"])
    #expect(record.keywords == ["one, two", "three"])
    #expect(record.authors.map(\.orcid) == [nil, "0000-0002-1825-0097"])
    #expect(record.extra.contains(ExtraField("link", "javascript:alert(1)")))
    // The ISBN of an article is that of the book it is in.
    #expect(record.extra.contains(ExtraField("isbn", "978-3-16-148410-0")))
    #expect(reading.record("isbn")?.identifiers == [Identifier(.isbn, "9783161484100")])
    #expect(reading.record("scholar")?.identifiers == [Identifier(.arxiv, "1706.03762")])
  }

  @Test func latin1IsRecognisedInARecord() throws {
    let (reading, _) = try reading(fixture: "bibtex-latin1.bib")
    #expect(reading.titles == ["Café Müller"])
  }

  @Test func bracesMayNestDeeply() throws {
    let depth = 200_000
    let text =
      "@article{deep, title = {" + String(repeating: "{", count: depth) + "x"
      + String(repeating: "}", count: depth) + "}}\n@article{next, title={Next}}"
    let (reading, _) = try reading(bytes: Array(text.utf8))
    #expect(reading.titles == ["x", "Next"])
  }

  @Test func anEntryOverTheLimitIsSkippedAndTheNextOneRead() throws {
    let text =
      "@article{long, abstract = {" + String(repeating: "x", count: 5000)
      + "},\n title={Long}}\n@article{next, title={Next}}"
    var reading = Reading()
    try BibTeXSource(maximumEntryLength: 4096).read(
      SourceReader(MemoryInput(text), file: "-"), into: &reading)
    #expect(reading.titles == ["Next"])
    #expect(reading.messages == ["the entry is longer than 16 MiB and is skipped"])
  }

  @Test func macrosThatGrowWithoutEndAreRefused() throws {
    var text = "@string{a0 = \"" + String(repeating: "x", count: 1000) + "\"}\n"
    for index in 1...40 { text += "@string{a\(index) = a\(index - 1) # a\(index - 1)}\n" }
    text += "@article{bomb, title = a40 # a39}\n@article{next, title={Next}}"
    let (reading, _) = try reading(bytes: Array(text.utf8))
    #expect(reading.titles.last == "Next")
    #expect(!reading.diagnostics.isEmpty)
  }
}
