import Graphviz
import Testing

@testable import PaperExport

@Suite("Text of maps")
struct MapTextTests {
  @Test("lines are as wide as they may be, and together say the whole text")
  func lines() {
    let texts = MapCorpus.hostileTitles + ["one", "A title of several words, broken evenly here"]
    for text in texts {
      for width in [40.0, 90, 160] {
        let lines = TextLines.broken(text, size: 10, width: width, limit: 100)
        #expect(lines.allSatisfy { TextMetrics.width(of: $0, size: 10) <= width + 0.01 })
        let letters = { (text: String) in text.filter { !$0.isWhitespace } }
        #expect(letters(lines.joined()) == letters(TextLines.plain(text)))
      }
    }
  }

  @Test("lines are about equal, and the last one says that there is more")
  func balance() {
    #expect(
      TextLines.broken("aaaa bbbb cccc dddd", size: 10, width: 75, limit: 9) == [
        "aaaa bbbb", "cccc dddd",
      ])
    #expect(
      TextLines.broken("aaaa bbbb cccc dddd", size: 10, width: 55, limit: 1) == ["aaaa bbbb …"]
        || TextLines.broken("aaaa bbbb cccc dddd", size: 10, width: 55, limit: 1)[0].hasSuffix(" …")
    )
  }

  @Test("names of files hold nothing that leads elsewhere")
  func fileStems() {
    #expect(MapNames.fileStem("03", "../../etc/passwd") == "03-etc-passwd")
    #expect(MapNames.fileStem("03", "Ünïcode & más") == "03-n-code-m-s")
    #expect(MapNames.fileStem("1", String(repeating: "x", count: 500)).utf8.count == 64)
  }

  @Test("different keys have different ids")
  func ids() {
    let names = ["a b", "a_20b", "a-b", "a.b", "ä", "A B", "a/b", ""]
    #expect(Set(names.map { MapNames.id(of: $0) }).count == names.count)
  }

  @Test("boxes come apart, fixed ones stay, and places that were free already do too")
  func overlapRemoval() {
    var state: UInt64 = 7
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    for count in [2, 30, 400] {
      let centers = (0..<count).map { _ in Layout.Point(x: random() * 600, y: random() * 600) }
      let sizes = (0..<count).map { _ in (width: 20 + random() * 80, height: 10 + random() * 40) }
      let apart = OverlapRemoval(gap: 4).apart(centers, sizes: sizes)
      for first in 0..<count {
        for second in 0..<first {
          let dx = abs(apart[first].x - apart[second].x)
          let dy = abs(apart[first].y - apart[second].y)
          let (one, other) = (sizes[first], sizes[second])
          #expect(dx >= (one.width + other.width) / 2 || dy >= (one.height + other.height) / 2)
        }
      }
      #expect(OverlapRemoval(gap: 3).apart(apart, sizes: sizes) == apart)
    }
  }
}
