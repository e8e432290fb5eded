import PaperAnalysis
import PaperModel
import Testing

@Suite("Looking papers up")
struct PaperLookupTests {
  private let papers: [Paper]
  private let lookup: PaperLookup

  init() {
    papers = [
      ("ffjord", "FFJORD: Free-form Continuous Dynamics for Reversible Models"),
      ("i-revnet", "i-RevNet: Deep Invertible Networks"), ("empty", ""),
    ].map { id, title in
      let location = SourceLocation(file: "a", line: 1)
      var record = PaperRecord(id: id, title: title, abstract: "", location: location)
      record.identifiers = [Identifier(.doi, "10.1/\(id)")]
      return Paper(id: id, record: record, sources: [location])
    }
    lookup = PaperLookup(papers)
  }

  @Test("an id, an identifier or a title names a paper")
  func exact() {
    #expect(lookup.find("i-revnet") == .exact(1))
    #expect(lookup.find("10.1/FFJORD") == .exact(0))
    #expect(lookup.find("doi:10.1/ffjord") == .exact(0))
    #expect(lookup.find("I-RevNet – deep invertible networks") == .exact(1))
  }

  @Test("a part of a title or one with a slip finds the closest")
  func closest() {
    #expect(lookup.find("FFJORD: Free-form") == .closest(0))
    #expect(lookup.find("Deep Invertable Networks") == .closest(1))
  }

  @Test("anything else names the nearest", arguments: ["quantum", "", "深層学習"])
  func unknown(query: String) {
    guard case .unknown(let nearest) = lookup.find(query) else {
      Issue.record("found a paper for \(query)")
      return
    }
    #expect(nearest.count == 3)
  }
}
