import PaperExtraction
import PaperModel
import Testing

@Suite("Terms and citations")
struct TermTests {
  @Test(
    "terms are noun phrases without the words around them",
    arguments: [
      ("We study phrase-based translation models.", ["phrase-based translation models"]),
      ("The parser uses dependency trees.", ["parser", "dependency trees"]),
      ("In this paper we show good results.", []),
      (
        "Using speech recognition, it quickly improves dialogue systems.",
        ["speech recognition", "dialogue systems"]
      ),
    ])
  func phrases(text: String, expected: [String]) {
    #expect(mentions(.term, in: text).map(\.surface) == expected)
  }

  @Test(
    "a verb, a lone adjective and one plain word are no terms that join papers",
    arguments: [
      "It achieves gains and decomposes scenes.", "They come with a guide.", "It is pre-trained.",
      "Motion in videos.",
    ])
  func plainWords(text: String) {
    let nodes = resolved([paper("a", text), paper("b", text)]).entities.map(\.key.name)
    #expect(nodes.isEmpty)
  }

  @Test("a capital A that opens a sentence or a title is an article")
  func articles() {
    let found = names(
      .term, in: "A neural network. We need vitamin A intake.", title: "A Framework")
    #expect(found == ["neural network", "vitamin a intake"])
  }

  @Test("one technical word joins papers, one plain word does not")
  func singleWords() {
    let result = resolved([
      paper("a", "Here quantization and motion are told."),
      paper("b", "There motion and quantization are shown."),
    ])
    #expect(result.entities.map(\.key) == [EntityKey(.term, "quantization")])
  }

  @Test("a task is a term that says so, and each term is told once")
  func tasks() {
    let found = mentions(.term, in: "Image classification. We like image classification.")
    #expect(found.map(\.detail) == ["task"])
    #expect(found.map(\.name) == ["image classification"])
  }

  @Test("a longer term that a corpus repeats outranks its part and a word of every paper")
  func ranking() {
    let texts = [
      "Sparse signal graphs.", "A sparse signal graph.", "Signal graphs and data trees.",
    ]
    let all = texts.map { text in mentions(.term, in: text) }
    let ranking = TermRanking(all)
    #expect(ranking.score(of: "sparse signal graph") > ranking.score(of: "data tree"))
    #expect(ranking.score(of: "no such term") == 0)
  }

  @Test(
    "citations left in the text are kept as unresolved ones",
    arguments: [
      ("as in (Foster and Rakhlin, 2020)", "citation:foster rakhlin 2020"),
      ("by Wortsman et al. (2020)", "citation:wortsman et al 2020"),
      ("Sun et al., 2019a", "citation:sun et al 2019a"),
      ("the method yao2023spike is", "citation:yao2023spike"),
      ("studied by Sak2014 with", "citation:Sak2014"),
      ("MAML finn:maml:DBLP:conf/icml/FinnAL17.", "citation:finn:maml:DBLP:conf/icml/FinnAL17"),
      ("see \\cite{foo2020bar}", "citation:foo2020bar"),
    ])
  func citations(text: String, name: String) {
    #expect(names(.identifier, in: text) == [name])
  }

  @Test("a year, a name and two joined names are no citation")
  func noCitations() {
    #expect(
      names(.identifier, in: "In 2020 Gauss and Newton met; ImageNet 2012; GPT4 too.").isEmpty)
  }

  @Test("an unresolved citation is a relation that says so")
  func relation() {
    let result = resolved([paper("a", "As Foster and Rakhlin (2020) show.")])
    #expect(result.relations.map(\.kind) == [.cites])
    #expect(result.relations.map(\.basis) == ["in-text citation"])
  }
}
