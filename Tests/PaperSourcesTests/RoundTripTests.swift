import Foundation
import PaperModel
import PaperSources
import Testing

@Suite struct RoundTripTests {
  /// What a format must give back as it was.
  private struct Content: Hashable, CustomStringConvertible {
    var record: PaperRecord

    init(_ record: PaperRecord) {
      self.record = record
      self.record.location = SourceLocation(file: "", line: 0)
      self.record.identifiers.sort()
      self.record.urls.sort()
      // The order of further fields is that of the writer.
      self.record.extra.sort { ($0.name, $0.value) < ($1.name, $1.value) }
    }

    var description: String { "\(record)" }
  }

  private func again(_ reading: Reading, through format: BibliographyFormat) throws -> Reading {
    let papers = reading.records.enumerated().map { index, record in
      Paper(id: record.id ?? "paper\(index)", record: record, sources: [record.location])
    }
    return try PaperSourcesTests.reading(bytes: format.bytes(of: papers)).0
  }

  @Test(arguments: [
    "bibtex-macros.bib", "bibtex-names.bib", "bibtex-accents.bib", "bibtex-identifiers.bib",
    "bibtex-lenient.bib",
  ])
  func bibtexReadAndWrittenIsTheSame(fixture: String) throws {
    let (first, _) = try reading(fixture: fixture)
    // What LaTeX leaves open is settled by the first writing.
    let second = try again(first, through: .bibtex)
    let third = try again(second, through: .bibtex)
    #expect(first.titles == second.titles)
    #expect(first.records.map(\.authors) == second.records.map(\.authors))
    #expect(first.records.map(\.identifiers) == second.records.map(\.identifiers))
    #expect(first.records.map(\.date) == second.records.map(\.date))
    #expect(first.records.map(\.venue) == second.records.map(\.venue))
    #expect(second.records.map(Content.init) == third.records.map(Content.init))
  }

  @Test(arguments: ["ris-missing-end.ris", "ris-crlf-any-order.ris"])
  func risReadAndWrittenIsTheSame(fixture: String) throws {
    let (first, _) = try reading(fixture: fixture)
    let second = try again(first, through: .ris)
    let third = try again(second, through: .ris)
    #expect(first.titles == second.titles)
    #expect(first.records.map(\.identifiers) == second.records.map(\.identifiers))
    #expect(first.records.map(\.date) == second.records.map(\.date))
    #expect(second.records.map(Content.init) == third.records.map(Content.init))
    #expect(second.diagnostics.isEmpty)
  }

  @Test(arguments: FormTests.samples)
  func whatOneWritingSettlesStaysAsItIsInEveryFormat(fixture: String) throws {
    let (first, _) = try reading(fixture: fixture)
    for format in [BibliographyFormat.bibtex, .ris, .cslJSON, .csv] {
      let second = try again(first, through: format)
      let third = try again(second, through: format)
      #expect(first.titles == second.titles, "\(format)")
      #expect(second.records.map(Content.init) == third.records.map(Content.init), "\(format)")
    }
  }

  @Test(arguments: [BibliographyFormat.bibtex, .ris, .csv])
  func everyFormatOfTextKeepsTitlesAuthorsAndIdentifiers(format: BibliographyFormat) throws {
    for fixture in ["medline-two-records.nbib", "wos-references.txt", "acl-volume.xml"] {
      let (first, _) = try reading(fixture: fixture)
      let second = try again(first, through: format)
      #expect(first.titles == second.titles)
      #expect(
        first.records.map { $0.authors.map(\.name) }
          == second.records.map { $0.authors.map(\.name) })
      #expect(
        first.records.map { Set($0.identifiers) } == second.records.map { Set($0.identifiers) },
        "\(fixture) through \(format)")
    }
  }
}
