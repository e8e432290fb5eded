import Foundation
import Graphviz
import PaperAnalysis
import PaperModel
import Testing

@testable import PaperExport

@Suite("Explorer page")
struct ExplorerTests {
  @Test("a small corpus is one file that holds every text as it was")
  func textsSurvive() throws {
    let corpus = ExplorerCorpus(papers: 60)
    let files = Array(corpus.page().files())
    #expect(files.map(\.path) == ["index.html"])
    let parts = try Parts(files[0].bytes)
    #expect(parts.index["title"] as? [String] == corpus.papers.map(\.record.title))
    #expect(parts.index["id"] as? [String] == corpus.papers.map(\.id))
    #expect(parts.texts["abstract"] as? [String] == corpus.papers.map(\.record.abstract))
    #expect(
      (parts.index["topic"] as? [Int])?.filter { $0 < 0 }.count == corpus.topics.unconnected.count)
  }

  @Test("hostile text neither ends an element nor starts one")
  func hostileText() throws {
    let corpus = ExplorerCorpus(papers: 60)
    let html = String(decoding: Array(corpus.page().files())[0].bytes, as: UTF8.self)
    // Three parts of data and the program.
    #expect(html.components(separatedBy: "</script").count == 5)
    #expect(html.components(separatedBy: "<script").count == 5)
    for forbidden in ["<!-- <script>", "<img", "\u{202E}", "\u{2028}", "\u{0}"] {
      #expect(!html.contains(forbidden), "\(forbidden.debugDescription)")
    }
    #expect(!html.contains("href=\"javascript:"))
  }

  @Test("only links that cannot run anything become the address of a paper")
  func addresses() throws {
    let parts = try Parts(Array(ExplorerCorpus(papers: 4).page().files())[0].bytes)
    #expect(
      parts.texts["url"] as? [String] == ["https://example.org/0", "", "https://example.org/2", ""])
  }

  @Test("marks count in UTF-16, as browsers do")
  func marks() throws {
    let corpus = ExplorerCorpus(papers: 80)
    let parts = try Parts(Array(corpus.page().files())[0].bytes)
    let marks = try #require(parts.texts["marks"] as? [[Int]])
    for (number, paper) in corpus.papers.enumerated() {
      let range = NSRange(location: marks[number][0], length: marks[number][1])
      #expect((paper.record.abstract as NSString).substring(with: range) == "TERM\(number % 40)")
    }
  }

  @Test("a term that one paper mentions is left out, one that it spells out is kept")
  func loneTerms() throws {
    var corpus = ExplorerCorpus(papers: 2)
    let defined = EntityKey(.term, "spelt out")
    corpus.entities.append(Entity(key: defined, label: "Spelt Out"))
    corpus.relations.append(Relation(corpus.papers[0].key, .defines, defined))
    corpus.relations.append(Relation(corpus.papers[1].key, .mentions, EntityKey(.term, "term1")))
    corpus.relations.append(Relation(corpus.papers[0].key, .mentions, EntityKey(.term, "term1")))
    let parts = try Parts(Array(corpus.page().files())[0].bytes)
    #expect(parts.relations["label"] as? [String] == ["Spelt Out", "TERM1"])
  }

  @Test("the order of entities and relations does not show")
  func determinism() {
    let corpus = ExplorerCorpus(papers: 40)
    #expect(Array(corpus.page().files()) == Array(corpus.page(reversed: true).files()))
  }

  @Test("beyond the limit relations and texts stand in files beside the page")
  func manyPapers() throws {
    let corpus = ExplorerCorpus(papers: ExplorerPage.inlineLimit + 1)
    let files = Array(corpus.page().files())
    let scripts = (0...11).map { $0 < 10 ? "data/0\($0).js" : "data/\($0).js" }
    #expect(files.map(\.path) == ["index.html"] + scripts + ["data/papers.html"])
    #expect(String(decoding: files[1].bytes.prefix(16), as: UTF8.self) == "explorerPart(0,{")
    let texts = try json(files[12].bytes.dropFirst("explorerPart(11,".utf8.count).dropLast(2))
    #expect((texts["abstract"] as? [String])?.count == 1)
    #expect(files[0].bytes.count < 1_500_000)
    let list = String(decoding: files[13].bytes, as: UTF8.self)
    #expect(list.components(separatedBy: "<li id=\"paper=").count == corpus.papers.count + 1)
  }

  @Test("without scripts every topic, map and paper is listed")
  func withoutScripts() {
    let corpus = ExplorerCorpus(papers: 90)
    let html = String(decoding: Array(corpus.page().files())[0].bytes, as: UTF8.self)
    #expect(html.components(separatedBy: "<li id=\"paper=").count == 91)
    #expect(html.contains("<a href=\"0-sheet%20%22one%22.svg\"><bdi>Topic 0 "))
    #expect(html.contains("<li><bdi>Topic 2 "))
    #expect(html.contains("<a href=\"overview.svg\">"))
  }

  @Test("papers without a place stand below the others, apart from each other")
  func places() {
    let corpus = ExplorerCorpus(papers: 200)
    let places = ExplorerData(corpus.page()).placedPapers()
    let placed = zip(places, corpus.positions).filter { $0.1 != nil }.map(\.0)
    let others = zip(places, corpus.positions).filter { $0.1 == nil }.map(\.0)
    let bottom = placed.map(\.y).max() ?? 0
    #expect(others.allSatisfy { $0.y > bottom })
    #expect(Set(others.map { [$0.x, $0.y] }).count == others.count)
    #expect(placed.map(\.x).min() == 0 && placed.map(\.y).min() == 0)
  }

  @Test("the page has the colours of the maps, in both themes")
  func colors() {
    let html = String(
      decoding: Array(ExplorerCorpus(papers: 1).page().files())[0].bytes, as: UTF8.self)
    var expected = [
      ("paper", MapStyle.background), ("ink", MapStyle.ink), ("quiet", MapStyle.muted),
      ("rule", MapStyle.rule),
    ]
    for kind in EntityKind.allCases where kind != .paper {
      expected.append((kind.rawValue, MapStyle.shape(of: kind).stroke))
    }
    for (number, tint) in MapStyle.tints.enumerated() {
      expected.append(("topic-\(number)", tint.stroke))
    }
    for (name, color) in expected {
      #expect(html.components(separatedBy: "--\(name): \(color.light);").count == 2, "\(name)")
      // Once for who chooses dark, once for whose system is dark.
      #expect(html.components(separatedBy: "--\(name): \(color.dark);").count == 3, "\(name)")
    }
  }

  @Test("an empty corpus and one without places make a page")
  func smallest() throws {
    var corpus = ExplorerCorpus(papers: 0)
    #expect(try Parts(Array(corpus.page().files())[0].bytes).index["id"] as? [String] == [])
    corpus = ExplorerCorpus(papers: 3)
    corpus.positions = [nil, nil, Layout.Point(x: .nan, y: 1)]
    #expect(try Parts(Array(corpus.page().files())[0].bytes).index["x"] as? [Int] != nil)
  }

  @Test("addresses in the page are percent-encoded")
  func fragments() {
    #expect(ExplorerPage.address(paper: "a/b ü,") == "index.html#paper=a%2Fb%20%C3%BC%2C")
    #expect(ExplorerPage.address(entity: EntityKey(.term, "aig")) == "index.html#entity=term%3Aaig")
    #expect(ExplorerPage.address(entity: EntityKey(.paper, "a")) == "index.html#paper=a")
    #expect(
      ExplorerPage.address(edge: EntityKey(.paper, "a"), EntityKey(.term, "b"))
        == "index.html#edge=paper%3Aa,term%3Ab")
  }

  @Test("the policy names the digest of the program and of the style")
  func policy() throws {
    let html = String(
      decoding: Array(ExplorerCorpus(papers: 6).page().files())[0].bytes, as: UTF8.self)
    #expect(
      SHA256.base64(of: Array("abc".utf8)) == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    let script = try #require(html.range(of: "<script>"))
    let end = try #require(html.range(of: "</script>", range: script.upperBound..<html.endIndex))
    let digest = SHA256.base64(of: Array(html[script.upperBound..<end.lowerBound].utf8))
    #expect(html.contains("script-src 'sha256-\(digest)' 'strict-dynamic'"))
  }
}

/// The data that stands in a page.
private struct Parts {
  var index, relations, texts: [String: Any]

  init(_ bytes: [UInt8]) throws {
    let html = String(decoding: bytes, as: UTF8.self)
    func part(_ id: String) throws -> [String: Any] {
      let start = try #require(html.range(of: "<script type=\"application/json\" id=\"\(id)\">"))
      let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
      return try json(html[start.upperBound..<end.lowerBound].utf8)
    }
    index = try part("index")
    relations = try part("part-0")
    texts = try html.contains("id=\"part-1\"") ? part("part-1") : [:]
  }
}

private func json(_ bytes: some Sequence<UInt8>) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
}
