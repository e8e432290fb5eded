import Testing
import TextCore

@Suite struct SentenceScannerTests {
  private func sentences(_ text: String) -> [String] {
    SentenceScanner().sentences(in: text).map {
      String(decoding: Array(text.utf8)[$0], as: UTF8.self)
    }
  }

  @Test(
    "a sentence ends at a terminator before a new beginning, not within abbreviations",
    arguments: [
      ("One. Two!  Three?", ["One.", "Two!", "Three?"]),
      ("See Smith et al. They do, e.g. Swift.", ["See Smith et al. They do, e.g. Swift."]),
      ("It costs 3.5 points. Next", ["It costs 3.5 points.", "Next"]),
      ("By J. Doe in Fig. 3. \n Done.", ["By J. Doe in Fig. 3.", "Done."]),
      ("It is v1.0. and so on", ["It is v1.0. and so on"]),
      ("  ", []), ("", []), ("No end", ["No end"]),
    ])
  func ends(text: String, expected: [String]) { #expect(sentences(text) == expected) }
}
