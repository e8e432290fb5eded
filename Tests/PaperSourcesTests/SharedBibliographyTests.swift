import Foundation
import PaperSources
import Testing

/// The real files of other projects' test suites: as many records as an established parser reads,
/// or a reason for each difference.
@Suite(.enabled(if: sharedBibliography != nil, "the shared files are not on this machine"))
struct SharedBibliographyTests {
  private struct Entry: Decodable {
    var file: String
    var records: Count?

    enum Count: Decodable, Equatable {
      case number(Int)
      case failure

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = (try? container.decode(Int.self)).map(Count.number) ?? .failure
      }
    }
  }

  /// Files of which the count differs for a reason of their own.
  private static let reasons: [String: (count: Int, reason: String)] = [
    "arxiv/arxiv.py__id_abc_s0_m100_b79c8dcf6bc3.atom": (0, "the entry is an error of the API"),
    "bibtex/zotero-better-bibtex__Some_bibtex_entries_quietly_discarded_on_import_from_bib_file__873.bib":
      (987, "one entry has an open brace behind a backslash"),
    "ris/jabref__RisImporterCorrupted.ris": (1, "a record without TY is read with a warning"),
    "ris/litstudy__example.ris": (25, "rispy stops at lines that end the wrong way round"),
    "pubmed/jabref__MedlinePlainImporterTestMultipleEntries.txt": (
      7, "two blocks without PMID hold a title and a type"
    ),
    "wos/jabref__IsiImporterTestEmpty.isi": (0, "holds no tag of the format"),
  ]

  /// Folders of the formats that this suite is about.
  private static let folders: Set<String> = [
    "acl-anthology", "arxiv", "awesome-md", "bibtex", "csv", "endnote", "other-csv", "pubmed",
    "ris", "scopus", "text", "wos", "xml", "zotero-rdf",
  ]

  @Test func everyFileIsReadOrTheDifferenceIsExplained() throws {
    let folder = try #require(sharedBibliography)
    let lines = try String(contentsOf: folder.appending(path: "INDEX.jsonl"), encoding: .utf8)
    var equal = 0
    var explained = 0
    var refused = 0
    for line in lines.split(separator: "\n") {
      let entry = try JSONDecoder().decode(Entry.self, from: Data(line.utf8))
      guard let top = entry.file.split(separator: "/").first, Self.folders.contains(String(top))
      else { continue }
      let file = folder.appending(path: entry.file)
      let (reading, format) = try reading(file: file.path(percentEncoded: false))
      if let reason = Self.reasons[entry.file] {
        #expect(reading.records.count == reason.count, "\(entry.file): \(reason.reason)")
        explained += 1
      } else if format == nil {
        let isNamed = reading.messages.allSatisfy { $0.hasPrefix("looks like") }
        #expect(isNamed || Self.isNoBibliography(file), "\(entry.file): \(reading.messages)")
        refused += 1
      } else if entry.records == .number(reading.records.count) {
        equal += 1
      } else if format == .bibtex {
        // bibtexparser leaves out entries whose type it does not know or whose key is missing or
        // repeated, and gives up at macros that are not defined.
        #expect(reading.records.count == Self.entryCount(file), "\(entry.file)")
        explained += 1
      } else {
        #expect(entry.records == nil && !reading.records.isEmpty, "\(entry.file)")
        explained += 1
      }
    }
    print("equal \(equal), different for a reason \(explained), refused \(refused)")
    #expect(equal >= 200)
  }

  /// The number of works in a BibTeX file by a plain search for what starts an entry.
  private static func entryCount(_ file: URL) -> Int {
    guard let data = try? Data(contentsOf: file) else { return -1 }
    let text =
      data.starts(with: [0xFE, 0xFF]) || data.starts(with: [0xFF, 0xFE]) || data.contains(0)
      ? String(
        data: data,
        encoding: data.starts(with: [0xFF, 0xFE]) || data.first != 0 && data.first != 0xFE
          ? .utf16LittleEndian : .utf16BigEndian)
      : String(decoding: data, as: UTF8.self)
    let pattern =
      #/(?m)^[^%\n]*?@\s*(?!comment|string|preamble|set\s*\{|xdata)[a-z_]+\s*[{(]/#
      .ignoresCase()
    return (text ?? "").replacing("\r", with: "\n").matches(of: pattern).count
  }

  /// Files of a few bytes that suites keep to see a parser refuse them.
  private static func isNoBibliography(_ file: URL) -> Bool {
    ((try? Data(contentsOf: file))?.count ?? 0) < 64 || file.lastPathComponent.contains("Ovid")
  }
}
