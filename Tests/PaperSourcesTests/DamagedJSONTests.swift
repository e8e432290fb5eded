import PaperModel
import PaperSources
import Testing

@Suite struct DamagedJSONTests {
  private func line(_ id: Int) -> String {
    #"{"id":"\#(id)","title":"Title \#(id)","abstract":""}"#
  }

  @Test func badEscapesAndLoneSurrogatesAreMendedWithAWarning() throws {
    let corpus = try corpus(
      ofText: #"{"id":"1","title":"\alpha \ud800 \u12","abstract":"x"}"#)
    #expect(corpus.papers[0].record.title == "\\alpha \u{FFFD} \\u12")
    #expect(corpus.diagnostics.map(\.severity) == [.warning, .warning, .warning])
    #expect(corpus.diagnostics.map(\.column) == [20, 27, 34])
  }

  @Test func theLastOfTwoEqualKeysCounts() throws {
    let corpus = try corpus(ofText: #"{"id":"1","title":"a","abstract":"x","title":"b"}"#)
    #expect(corpus.papers[0].record.title == "b")
    #expect(corpus.diagnostics.count == 1)
  }

  @Test func deepNestingIsReportedAndSkipped() throws {
    let deep =
      #"{"id":"2","title":"t","abstract":"","x":"# + String(repeating: "[", count: 100_000)
      + String(repeating: "]", count: 100_000) + "}"
    for text in [
      [line(1), deep, line(3)].joined(separator: "\n"), "[\(line(1)),\(deep),\(line(3))]",
    ] {
      let corpus = try corpus(ofText: text)
      #expect(corpus.papers.map(\.id) == ["1", "3"])
      #expect(corpus.diagnostics.map(\.message) == ["JSON is nested deeper than 256"])
    }
  }

  @Test func aRecordThatIsTooLongIsSkippedAndTheOthersAreRead() throws {
    let long =
      #"{"id":"2","title":"t","abstract":""#
      + String(repeating: "a", count: (16 << 20) + 10) + #""}"#
    for text in [
      [line(1), long, line(3)].joined(separator: "\n"), "[\(line(1)),\n\(long),\n\(line(3))]",
      "{\"message\":{\"items\":[\(line(1)),\n\(long),\n\(line(3))]}}",
    ] {
      let corpus = try corpus(ofText: text)
      #expect(corpus.papers.map(\.id) == ["1", "3"])
      #expect(corpus.diagnostics.map(\.line) == [2])
      #expect(
        corpus.diagnostics.allSatisfy {
          $0.message.hasSuffix("is longer than 16 MiB and is skipped")
        })
    }
  }

  @Test func aDamagedElementOfAnArrayDoesNotTakeTheOthersWithIt() throws {
    let bad = #"{"id":"2","title":"Title "2","abstract":""}"#
    for separator in [",", ",\n", " ,\n  "] {
      let text = "[" + [line(1), bad, line(3), line(4)].joined(separator: separator) + "]"
      let corpus = try corpus(ofText: text)
      #expect(corpus.papers.map(\.id) == ["1", "3", "4"])
      #expect(corpus.inputs[0].errors == 1)
    }
  }

  @Test func aTruncatedInputKeepsWhatCameBefore() throws {
    let lines = (1...3).map(line)
    for text in [lines.joined(separator: "\n"), "[" + lines.joined(separator: ",\n") + "]"] {
      let corpus = try corpus(ofText: String(text.dropLast(12)))
      #expect(corpus.papers.map(\.id) == ["1", "2"])
      #expect(!corpus.diagnostics.isEmpty)
    }
  }

  @Test func recordsOverSeveralLinesAreReadOneAfterAnother() throws {
    let text = (1...3).map {
      "{\n \"id\": \"\($0)\",\n \"title\": \"T \($0)\",\n \"abstract\": \"\"\n}\n"
    }
    .joined()
    let corpus = try corpus(ofText: text)
    #expect(corpus.papers.map(\.id) == ["1", "2", "3"])
    #expect(corpus.papers.map { $0.sources[0].line } == [1, 6, 11])
  }

  @Test func latin1InARecordIsReadWithAWarning() throws {
    let bytes =
      Array(line(1).utf8) + [0x0A] + Array(#"{"id":"2","title":"Caf"#.utf8) + [0xE9]
      + Array(#"","abstract":""}"#.utf8)
    let corpus = try corpus(ofBytes: bytes)
    #expect(corpus.papers.map(\.record.title) == ["Title 1", "Café"])
    #expect(corpus.diagnostics.map(\.line) == [2])
  }
}
