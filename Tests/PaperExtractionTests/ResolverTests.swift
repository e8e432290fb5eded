import PaperExtraction
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

  @Test("the plural of a work's name is the work, where papers have the singular")
  func pluralNames() {
    let result = resolved([
      paper("a", "We propose i-FooNet, a new model."), paper("b", "The i-FooNets are slow."),
    ])
    #expect(
      result.relations.filter { $0.target.kind == .method }.map(\.target.name)
        == ["ifoonet", "ifoonet"])
  }

  @Test("a paper that names another's work cites it, with the sentence")
  func namedWork() {
    let result = resolved([
      paper("a", "We propose FooNet, a new model."),
      paper("b", "Much was done. FooNet is slow. We go on."),
    ])
    let cited = result.relations.filter { $0.kind == .cites }
    #expect(cited.map(\.source.name) == ["b"])
    #expect(cited.map(\.target.name) == ["a"])
    #expect(cited.first?.basis == "named work")
    let span = cited.first?.evidence.first?.span
    #expect(
      span?.text(in: "Much was done. FooNet is slow. We go on.") == "FooNet is slow.")
  }

  @Test("the order of the papers and the number of threads never change the result")
  func shuffled() {
    let papers = [
      paper("a", "We propose FooNet on ImageNet. Principal component analysis (PCA) rotates."),
      paper("b", "FooNet beats ResNet-50 on CIFAR-10; see github.com/x/y."),
      paper("c", "Patient controlled analgesia (PCA) soothes. As Gauss et al. (2020) say."),
      paper("d", "We apply PCA to image classification and graph data."),
      paper("e", "Image classification with FooNet and graph data on ImageNet-1K."),
      paper("f", "See http://foo.org/x and HTTPS://foo.org/x. Large fine trees (LFT) are methods."),
      paper("g", "See https://foo.org/x. Local free terms (LFT): we propose LFT, a new model."),
    ]
    let expected = resolved(papers)
    for seed in UInt64(0)..<20 {
      var random = SplitMix(seed: seed)
      let mixed = papers.shuffled(using: &random)
      let mentions = mixed.map { StandardExtractor().mentions(in: $0.record) }
      let result = EntityResolver().resolve(mixed, mentions: mentions, threads: 1 + Int(seed % 3))
      #expect(result.entities == expected.entities, "seed \(seed)")
      #expect(result.relations == expected.relations, "seed \(seed)")
    }
  }
}
