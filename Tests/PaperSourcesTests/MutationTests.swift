import Foundation
import PaperModel
import PaperSources
import Testing

/// Damages good inputs at random and reads them; whatever comes, the counts must add up.
@Suite struct MutationTests {
  private static let originals: [[UInt8]] =
    ((try? FileManager.default.contentsOfDirectory(at: fixtures, includingPropertiesForKeys: nil))
    ?? []).sorted { $0.path < $1.path }.compactMap { try? [UInt8](Data(contentsOf: $0)) }
    + BibliographyFormat.allCases.map { $0.bytes(of: WriterTests.papers) } + [
      Array(#"{"id":"1","title":"W","abstract":"x"}"#.utf8),
      Array(
        """
        {"status":"ok","message-type":"work-list","message":{"items":[{"DOI":"10.5555/q","title":["T"],
        "issued":{"date-parts":[[2020,1]]}}]}}
        """.utf8),
      Array(
        """
        new

        Get trending papers in your email inbox!
        SubscribeWind in Valleys

        A model of wind is fitted.

          • 3 authors
        ·
        May 28 1
        """.utf8),
      Array("PMID- 1\nTI  - Wind\nAB  - Text\n      more\n\nPMID- 2\nTI  - Rain\n".utf8),
    ]

  @Test func damagedInputsNeverStopTheReader() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "input")
    let clock = ContinuousClock()
    let end = clock.now + .seconds(5)
    var seed: UInt64 = 0
    while clock.now < end, seed < 100_000 {
      var random = SeededRandom(seed: seed)
      let bytes = mutated(&random)
      try Data(bytes).write(to: file)
      let corpus = try CorpusReader().read([file.path(percentEncoded: false)])
      let places = corpus.papers.reduce(0) { $0 + $1.sources.count }
      #expect(places == corpus.recordCount, "seed \(seed)")
      #expect(Set(corpus.papers.map(\.id)).count == corpus.papers.count, "seed \(seed)")
      if corpus.papers.isEmpty { #expect(!corpus.diagnostics.isEmpty, "seed \(seed)") }
      seed += 1
    }
  }

  private func mutated(_ random: inout SeededRandom) -> [UInt8] {
    var bytes = Self.originals.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.removeSubrange(place...)
      case 3: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
      case 4:
        bytes.insert("{}[]\",:@\\\n\r\0<>&-".utf8.randomElement(using: &random) ?? 0, at: place)
      default: bytes.replaceSubrange(place..<min(place + 7, bytes.count), with: [0xFF, 0xC3, 0x28])
      }
    }
    return bytes
  }
}
