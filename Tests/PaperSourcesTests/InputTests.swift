import Foundation
import PaperModel
import PaperSources
import Testing

@Suite struct InputTests {
  private static let line = #"{"id":"1","title":"Wind","abstract":"x"}"# + "\n"
  private static let zip = """
    UEsDBBQAAAAAAAAAIQARGjhYKQAAACkAAAARAAAALi4vLi4vZXRjL2EuanNvbmx7ImlkIjoiMSIsInRpdGxlIjoiV2luZ\
    CIsImFic3RyYWN0IjoieCJ9ClBLAwQUAAAAAAAAACEApRxPtjkAAAA5AAAADgAAAHN1Yi9iLmpzb25sLmd6H4sIAAAAAA\
    ACA6tWykxRslIyUtJRKsksyUkFsoMSM/OA3MSk4pKixOQSoEiFUi0XABqqlMcpAAAAUEsDBBQAAAAAAAAAIQARGjhYKQA\
    AACkAAAAHAAAALmhpZGRlbnsiaWQiOiIxIiwidGl0bGUiOiJXaW5kIiwiYWJzdHJhY3QiOiJ4In0KUEsBAhQDFAAAAAAA\
    AAAhABEaOFgpAAAAKQAAABEAAAAAAAAAAAAAAIABAAAAAC4uLy4uL2V0Yy9hLmpzb25sUEsBAhQDFAAAAAAAAAAhAKUcT\
    7Y5AAAAOQAAAA4AAAAAAAAAAAAAAIABWAAAAHN1Yi9iLmpzb25sLmd6UEsBAhQDFAAAAAAAAAAhABEaOFgpAAAAKQAAAA\
    cAAAAAAAAAAAAAAIABvQAAAC5oaWRkZW5QSwUGAAAAAAMAAwCwAAAACwEAAAAA
    """
  /// One record of 90 MiB in 155 bytes of bzip2.
  private static let bomb = """
    QlpoOTFBWSZTWX8V2yMFfjyZgJAEIBA+JBwIAAggAHBTAATQTVVPRDah5JrjnrjPHreMeztJUBLNEqAljeKioCWt8/Gsb8\
    ee89RKgJfzFBWSZTWcJtKvMBX44BAKAAAAggADCATUZCoCWpCoCXMUFZJlNZm97lTwATuQEQoAAgAAAIIAAwzAmqaaUIVt\
    RQhXi7kinChIcanuEoA=
    """

  @Test(arguments: [
    "H4sIAAAAAAACA6tWykxRslIyVNJRKsksyUkFssMz81KA3MSk4pKixOQSoEiFUi0XABEaOFgpAAAA",
    "QlpoOTFBWSZTWe8Ke48AABPbgAAQEAQgEACAPiUcSiAAIap5TyQ8hHmqFMJpoDTEMPhZrnsopgAXoXVv9IZKt2KlPxdyRTh"
      + "QkO8Ke48=",
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAoeyJpZCI6IjEiLCJ0aXRsZSI6IldpbmQiLCJhYnN0cmFjdCI6IngifQoAAAA"
      + "At0903sr+4sQAAUEpA1NWix+2830BAAAAAARZWg==",
    "KLUv/QRYSQEAeyJpZCI6IjEiLCJ0aXRsZSI6IldpbmQiLCJhYnN0cmFjdCI6IngifQq5K7PX",
  ])
  func compressedInputsAreExpandedByTheirContent(base64: String) throws {
    let bytes = try #require(Data(base64Encoded: base64))
    let corpus = try corpus(ofBytes: Array(bytes), named: "papers.txt")
    #expect(corpus.papers.map(\.record.title) == ["Wind"])
    #expect(corpus.inputs.map(\.bytes) == [bytes.count])
    let cut = try PaperSourcesTests.corpus(ofBytes: Array(bytes.dropLast(12)))
    #expect(cut.diagnostics.contains { $0.severity == .error })
  }

  @Test func membersOfAnArchiveAreNamedAndNothingLeavesIt() throws {
    let bytes = try #require(Data(base64Encoded: Self.zip))
    let corpus = try corpus(ofBytes: Array(bytes), named: "a.zip")
    #expect(Set(corpus.papers.map(\.record.title)) == ["Wind", "Rain"])
    let names = corpus.inputs.map { String($0.file.drop { $0 != "!" }) }
    #expect(names.contains("!sub/b.jsonl.gz"))
    #expect(!names.contains { $0.contains("hidden") })
  }

  @Test func whatGrowsTooMuchIsRefused() throws {
    let bytes = try #require(Data(base64Encoded: Self.bomb))
    let corpus = try corpus(ofBytes: Array(bytes))
    #expect(corpus.papers.isEmpty)
    #expect(
      corpus.diagnostics.contains {
        $0.message == "expands more than 250-fold and is not read further"
      })
  }

  @Test func utf16AndByteOrderMarksAreUnderstood() throws {
    let text = #"{"id":"1","title":"Wind ü 😀","abstract":"x"}"#
    let units = Array(text.utf16)
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [
      big, little, [0xFE, 0xFF] + big, [0xFF, 0xFE] + little,
      [0xEF, 0xBB, 0xBF] + Array(text.utf8),
    ] {
      #expect(try corpus(ofBytes: bytes).papers.map(\.record.title) == ["Wind ü 😀"])
    }
  }

  @Test(arguments: [
    ([UInt8](), "is empty"), (Array("  \n\n".utf8), "is empty"),
    ([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2], "is a binary file"),
    (Array("%PDF-1.5\n".utf8), "is a PDF; only bibliographic text is read"),
  ])
  func whatIsNoTextIsNamed(bytes: [UInt8], message: String) throws {
    let corpus = try corpus(ofBytes: bytes)
    #expect(corpus.diagnostics.map(\.message) == [message])
    #expect(corpus.inputs.map(\.errors) == [1])
  }

  @Test func aFolderIsWalkedInAFixedOrderWithoutHiddenFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path(percentEncoded: false)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "b"), withIntermediateDirectories: true)
    #expect(
      try CorpusReader().read([path]).diagnostics.map(\.message) == ["holds no file of papers"])
    for name in ["c.jsonl", "b/z.jsonl", "a.jsonl", ".d.jsonl"] {
      let line = #"{"id":"\#(name)","title":"\#(name)","abstract":""}"#
      try Data(line.utf8).write(to: folder.appending(path: name))
    }
    let corpus = try CorpusReader().read([path])
    #expect(corpus.papers.map(\.id) == ["a.jsonl", "b/z.jsonl", "c.jsonl"])
    let reversed = try CorpusReader().read([path + "/c.jsonl", path + "/a.jsonl", path + "/b"])
    #expect(reversed.papers == corpus.papers)
  }

  @Test func filesOfAFolderThatAreNoBibliographyAreCountedAndNotWarnedOf() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let files: [(String, String)] = [
      ("README.md", "# Notes\n\nWhat lies here, and why.\n"), ("empty.txt", ""),
      ("paper.pdf", "%PDF-1.5\n"), ("papers.jsonl", Self.line),
      (
        "refused.xml",
        "<modsCollection xmlns=\"http://www.loc.gov/mods/v3\"><mods/></modsCollection>"
      ),
    ]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let path = folder.path(percentEncoded: false)
    let corpus = try CorpusReader().read([path])
    #expect(corpus.inputs.count == 5)
    #expect(corpus.inputs.map(\.format) == [nil, nil, nil, .jsonLines, nil])
    // Only what looks like a bibliography is worth a word.
    #expect(corpus.diagnostics.map { $0.file.hasSuffix("refused.xml") } == [true])
    for (name, _) in files where name != "papers.jsonl" {
      #expect(try CorpusReader().read([path + "/" + name]).diagnostics.map(\.severity) == [.error])
    }
  }

  @Test func anArchiveWithoutPapersIsTold() throws {
    // A zip file with nothing in it.
    let bytes = Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18)
    #expect(try corpus(ofBytes: bytes).diagnostics.map(\.message) == ["holds no file of papers"])
  }

  @Test func aMissingInputIsAnError() {
    #expect(throws: SourceDiagnostic.self) { try CorpusReader().read(["no/such/file"]) }
  }

  @Test func theHashIsThatOfTheStoredBytes() throws {
    let corpus = try corpus(ofText: "abc")
    #expect(
      corpus.inputs[0].sha256
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let long = try PaperSourcesTests.corpus(ofText: String(repeating: "a", count: 1000))
    #expect(
      long.inputs[0].sha256
        == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
  }
}
