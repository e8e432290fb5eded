import PaperModel
import Testing

@Suite("Resolution over a corpus")
struct ResolverTests {
  @Test("an acronym defined in one paper joins every paper that uses it or spells it out")
  func acronymAcrossPapers() {
    let result = resolved([
      paper("a", "Circuits are And-Inverter Graphs (AIGs)."),
      paper("b", "We rewrite each AIG."),
      paper("c", "Optimisation of and-inverter graphs is hard."),
      paper("d", "Nothing to see."),
    ])
    let key = EntityKey(.term, "and inverter graph")
    let papers = result.relations.filter { $0.target == key }.map(\.source.name)
    #expect(papers == ["a", "b", "c"])
    #expect(result.relations.first { $0.target == key }?.kind == .defines)
  }

  @Test("an acronym inside a longer name is not a use of it")
  func insideName() {
    let result = resolved([
      paper("a", "Neural radiance fields (NeRFs) render."), paper("b", "D-NeRF is another name."),
    ])
    let key = EntityKey(.term, "neural radiance field")
    #expect(result.relations.filter { $0.target == key }.map(\.source.name) == ["a"])
  }

  @Test("two senses are two nodes; a use that fits neither says so; one that fits is resolved")
  func twoSenses() {
    let result = resolved([
      paper("a", "Principal component analysis (PCA) rotates."),
      paper("b", "Patient controlled analgesia (PCA) soothes."),
      paper("c", "We apply PCA."),
      paper("d", "We apply PCA and keep each principal component."),
    ])
    let targets = Dictionary(
      uniqueKeysWithValues: result.relations.filter { $0.target.kind == .term }
        .map { ($0.source.name, $0.target.name) })
    #expect(
      targets == [
        "a": "principal component analysis", "b": "patient controlled analgesia",
        "c": "pca (ambiguous)", "d": "principal component analysis",
      ])
  }

  @Test("spellings of one long form are one sense")
  func spellings() {
    let result = resolved([
      paper("a", "A multi-layer perceptron (MLP)."), paper("b", "Multilayer perceptrons (MLPs)."),
      paper("c", "Just an MLP."),
    ])
    #expect(Set(result.relations.map(\.target)).count == 1)
  }

  @Test("the same repository written three ways is one node")
  func repositories() {
    let result = resolved([
      paper("a", "See https://github.com/Owner/Name.git."), paper("b", "(github.com/owner/name)"),
      paper("c", "at https://www.github.com/OWNER/NAME/tree/main/src."),
    ])
    #expect(result.entities.map(\.key) == [EntityKey(.repository, "github.com/owner/name")])
    #expect(result.relations.map(\.kind) == [.linksTo, .linksTo, .linksTo])
  }
}
