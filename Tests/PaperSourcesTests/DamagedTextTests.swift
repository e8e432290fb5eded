import Foundation
import PaperSources
import Testing

@Suite struct DamagedTextTests {
  /// A seeded generator, so that a failure can be met again.
  private struct Random {
    var state: UInt64

    /// The next number below a bound, by SplitMix64.
    mutating func next(below bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(bound))
    }
  }

  private static let samples = [
    "bibtex-accents.bib", "bibtex-names.bib", "bibtex-crossref.bib", "bibtex-macros.bib",
    "ris-missing-end.ris", "medline-two-records.nbib", "wos-references.txt",
    "scopus-references.csv", "csv-semicolon-bom.csv", "arxiv-feed.atom", "acl-volume.xml",
    "xml-entity-bomb.xml", "daily-papers.html", "markdown-awesome.md", "text-blocks.txt",
  ]

  private static let sources: [any RecordSource] = [
    BibTeXSource(), RISSource(), MEDLINESource(), WebOfScienceSource(), ScopusSource(),
    CSVSource(), ArXivFeed(), ACLAnthologySource(), DailyPapersPage(), MarkdownLinks(),
    PlainTextBlocks(),
  ]

  /// Bytes that formats give a meaning to.
  private static let signs = Array("{}\"\\,=@#$%&<>|;-~`'^_[]()\n\r\t \u{FEFF}é".utf8)

  @Test(arguments: samples)
  func noMutationOfAFileStopsAnyReader(sample: String) throws {
    let original = try [UInt8](Data(contentsOf: fixtures.appending(path: sample)))
    for seed in 0..<12 {
      var random = Random(state: UInt64(seed))
      var bytes = original
      for _ in 0...random.next(below: 6) { mutate(&bytes, &random) }
      for source in Self.sources {
        var reading = Reading()
        let reader = SourceReader(BytesInput(bytes, chunk: 1 + random.next(below: 300)), file: "-")
        while reader.window.count < 1 << 16, try reader.fill() {}
        if source.confidence(reader.window) == 0 { continue }
        do {
          try source.read(reader, into: &reading)
        } catch {
          #expect(error is SourceDiagnostic, "seed \(seed)")
        }
        #expect(
          reading.diagnostics.allSatisfy { $0.line >= 0 && !$0.message.contains("\n") },
          "seed \(seed)")
      }
    }
  }

  @Test(arguments: samples)
  func aCutFileGivesNoMoreRecordsThanTheWholeOne(sample: String) throws {
    let original = try [UInt8](Data(contentsOf: fixtures.appending(path: sample)))
    let (whole, _) = try reading(bytes: original)
    for part in 1..<8 {
      let (cut, _) = try reading(bytes: Array(original[..<(original.count * part / 8)]))
      // A cut may leave an open record that a merge of two would have hidden.
      #expect(cut.records.count <= whole.records.count + 1)
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Random) {
    guard !bytes.isEmpty else { return }
    let place = random.next(below: bytes.count)
    switch random.next(below: 5) {
    case 0: bytes[place] = UInt8(random.next(below: 256))
    case 1: bytes.insert(Self.signs[random.next(below: Self.signs.count)], at: place)
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.next(below: 40)))
    case 3: bytes.removeSubrange(place...)
    default:
      let end = min(bytes.count, place + 1 + random.next(below: 60))
      bytes.insert(contentsOf: bytes[place..<end], at: random.next(below: bytes.count))
    }
  }
}

/// Bytes as an input that gives a few at a time.
final class BytesInput: ByteInput {
  private let bytes: [UInt8]
  private let chunk: Int
  private var position = 0

  init(_ bytes: [UInt8], chunk: Int) {
    self.bytes = bytes
    self.chunk = chunk
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, chunk, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
