import Foundation
import PaperModel
import Testing

@testable import PaperSources

/// Forms in which any file may come, whatever its format.
@Suite struct FormTests {
  /// Every fixture that holds papers.
  static let samples: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []
    return files.filter { $0 != "xml-entity-bomb.xml" }.sorted()
  }()

  /// What was read, but for the lines.
  private func content(_ reading: Reading) -> [PaperRecord] {
    reading.records.map {
      var record = $0
      record.location.line = 0
      return record
    }
  }

  private func reading(_ bytes: [UInt8]) throws -> (Reading, SourceFormat?) {
    try PaperSourcesTests.reading(bytes: bytes)
  }

  @Test(arguments: samples)
  func lineEndsAndAByteOrderMarkChangeNothing(sample: String) throws {
    let original = try [UInt8](Data(contentsOf: fixtures.appending(path: sample)))
    let bytes = original.filter { $0 != UInt8(ascii: "\r") }
    let (expected, format) = try reading(bytes)
    #expect(!expected.records.isEmpty)
    for end in [[0x0D, 0x0A], [0x0D]] as [[UInt8]] {
      let ended = bytes.flatMap { $0 == 0x0A ? end : [$0] }
      let (found, foundFormat) = try reading(ended)
      #expect(foundFormat == format, "\(end)")
      #expect(content(found).map(\.title) == content(expected).map(\.title), "\(end)")
      #expect(content(found).map(\.abstract) == content(expected).map(\.abstract), "\(end)")
      #expect(content(found).map(\.authors) == content(expected).map(\.authors), "\(end)")
    }
    let (marked, markedFormat) = try reading([0xEF, 0xBB, 0xBF] + bytes)
    #expect(markedFormat == format)
    #expect(content(marked).map(\.title) == content(expected).map(\.title))
  }

  /// One line of a gigabyte between two of some bytes, made as it is read.
  private final class GiantLine: ByteInput {
    private var parts: [(bytes: [UInt8], count: Int)]

    init(_ before: String, _ behind: String) {
      parts = [
        (Array(before.utf8), before.utf8.count), (Array("x".utf8), 1 << 30),
        (Array(behind.utf8), behind.utf8.count),
      ]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      while let part = parts.first, part.count == 0 { parts.removeFirst() }
      guard let part = parts.first, let start = buffer.baseAddress else { return 0 }
      let count = min(part.count, buffer.count)
      if part.bytes.count == 1 {
        memset(start, Int32(part.bytes[0]), count)
      } else {
        buffer.copyBytes(from: part.bytes.suffix(part.count).prefix(count))
      }
      parts[0].count -= count
      return count
    }
  }

  @Test func aLineOfAGigabyteIsSkippedWithoutBeingHeld() throws {
    let lines = (1...2).map { #"{"id":"\#($0)","title":"Title \#($0)","abstract":"x"}"# }
    let sources: [(any RecordSource, GiantLine, [String])] = [
      (
        JSONSource<LibraryJSON>(), GiantLine(lines[0] + "\n", "\n" + lines[1]),
        ["Title 1", "Title 2"]
      ),
      (
        RISSource(),
        GiantLine("TY  - JOUR\nTI  - One\nAB  - ", "\nER  - \nTY  - JOUR\nTI  - Two\nER  - \n"),
        ["One", "Two"]
      ),
    ]
    for (source, input, titles) in sources {
      var reading = Reading()
      let reader = SourceReader(input, file: "-")
      while reader.window.count < 1 << 16, try reader.fill() {}
      try source.read(reader, into: &reading)
      #expect(reading.titles == titles)
      #expect(reading.messages == ["the line is longer than 16 MiB and is skipped"])
    }
  }

  @Test func keysMayRepeatInAnyFormat() throws {
    let texts = [
      "@article{k, title = {One}}\n@article{k, title = {Two}}\n",
      "TY  - JOUR\nID  - k\nTI  - One\nER  - \nTY  - JOUR\nID  - k\nTI  - Two\nER  - \n",
      #"[{"id":"k","type":"book","title":"One"},{"id":"k","type":"book","title":"Two"}]"#,
      "id,title,abstract\nk,One,x\nk,Two,x\n",
    ]
    for text in texts {
      let corpus = try corpus(ofText: text)
      #expect(corpus.papers.map(\.id) == ["k", "k-2"], "\(text)")
      #expect(corpus.papers.map(\.record.title) == ["One", "Two"])
    }
  }

  @Test func aFieldThatRepeatsIsKept() throws {
    let (reading, _) = try reading(
      Array("@article{k, title = {One}, note = {a}, note = {b}, title = {Two}}".utf8))
    let record = try #require(reading.records.first)
    #expect(record.title == "One")
    #expect(record.extra.map(\.value).sorted() == ["Two", "a", "b"])
  }
}
