import PaperModel
import Testing

@testable import PaperExtraction

@Suite("Named works")
struct NamedWorkTests {
  private func works(_ text: String, title: String = "") -> [String] {
    (mentions(.dataset, in: text, title: title) + mentions(.method, in: text, title: title)).map {
      "\($0.kind.rawValue) \($0.name) \($0.role?.rawValue ?? "")"
    }
  }

  @Test(
    "a name that the sentence presents is introduced",
    arguments: [
      ("We propose FooNet, which is fast.", "method FooNet introduces"),
      ("In this paper we present a new framework called Zork.", "method Zork introduces"),
      ("We introduce a family of models, BarFormer, for text.", "method BarFormer introduces"),
      ("To this end, our new method, QuxGrad, is used.", "method QuxGrad introduces"),
      ("BazFlow is proposed to mend this.", "method BazFlow introduces"),
      ("We release QuuxQA, a large benchmark for reading.", "dataset QuuxQA introduces"),
      ("We propose Cross Sampling, a new layer.", "method Cross Sampling introduces"),
      (
        "We propose a method for Variance Instability Reduction within GNN Optimization (Virgo).",
        "method Virgo introduces"
      ),
      ("Our proposed long short hash trees (LSHT) are small.", "method LSHT introduces"),
      ("We refer to these models as Transformer Plans.", "method Transformer Plans introduces"),
      ("We propose the new Glass-Binding method.", "method Glass-Binding introduces"),
      (
        "The method that we propose is called slow melting and works.",
        "method slow melting introduces"
      ),
      (
        "We show how a net, termed the mutual cell code (MCC) network, learns.",
        "method MCC introduces"
      ),
    ])
  func introductionsByName(text: String, expected: String) {
    #expect(works(text).contains(expected), "\(works(text))")
  }

  @Test(
    "a name that the paper calls its own is introduced",
    arguments: [
      ("Our QuuxNet is small.", "method QuuxNet introduces"),
      ("The proposed method, Calm Search, is fast.", "method Calm Search introduces"),
    ])
  func introductions(text: String, expected: String) {
    #expect(works(text).contains(expected), "\(works(text))")
  }

  @Test(
    "what a sentence only works with is not introduced",
    arguments: [
      "We propose a method that extends FooNet.", "We present an LSTM decoder for speech.",
      "We propose a KNN-based search.", "FooNet has been proposed for this.",
      "Inspired by the recently proposed BarNet, we go on.",
      "Several new mixtures of BARs are proposed.", "Inspired by BarNet, the first model is slow.",
      "Machines referred to as Slow Tree Graphs (STGs) exist.",
      "We compare it with a baseline, namely Long Tree Pruning (LTP).",
    ])
  func noIntroduction(text: String) {
    #expect(!works(text).contains { $0.hasSuffix("introduces") }, "\(works(text))")
  }

  @Test("the name before the colon of a title is introduced; a phrase is not unless repeated")
  func titles() {
    #expect(works("", title: "FastFoo: Fast Things").contains("method FastFoo introduces"))
    #expect(works("", title: "QuxQA: A Large-Scale Dataset").contains("dataset QuxQA introduces"))
    #expect(works("Nothing.", title: "Grand Designs: A Study").isEmpty)
    #expect(
      works("We call this Grand Designs here.", title: "Grand Designs: A Study")
        .contains("method Grand Designs introduces"))
    #expect(works("", title: "A Large-Scale Dataset: Lessons").isEmpty)
    #expect(
      works("It is the QuxDepth Challenge.", title: "The QuxDepth Challenge: Methods")
        .contains("dataset QuxDepth Challenge introduces"))
  }

  @Test(
    "datasets are found by list, head and gazetteer",
    arguments: [
      ("Results on CIFAR10 and FooSet are good.", ["CIFAR-10", "FooSet"]),
      ("on the BAZ1 and QUUX2 datasets", ["BAZ1", "QUUX2"]),
      ("evaluated on datasets such as ABCD1 and EFGH2", ["ABCD1", "EFGH2"]),
      ("trained on the Street View Words dataset", ["Street View Words"]),
      ("on ImageNet-1K and NYU Depth v2", ["ImageNet", "NYU Depth v2"]),
      ("on CIFAR-10 and CIFAR-100", ["CIFAR-10", "CIFAR-100"]),
      ("on the Netflix dataset", ["Netflix"]),
      ("on the DUC 2005 dataset", ["DUC 2005"]),
      ("on the la1 data set", ["la1"]),
      ("on the Alice in Woodland (AIW) corpus", ["AIW"]),
      ("on FOOB; FOOB [3] is a large, clean dataset", ["FOOB", "FOOB"]),
      ("on the Brick Matting Dataset", ["Brick Matting Dataset"]),
    ])
  func datasets(text: String, expected: [String]) {
    #expect(names(.dataset, in: "We test it " + text + ".") == expected)
  }

  @Test(
    "ordinary words and other things are no datasets",
    arguments: [
      "We race to drop the spider.", "Variational quantum algorithms (VQAs) are slow.",
      "It gains 39% of mAP at 10M parameters.", "The quality of multiple results.",
      "People at Netflix gave us 2005 points.", "We overfit it, and RARE is a challenge.",
    ])
  func noDatasets(text: String) {
    #expect(names(.dataset, in: text).isEmpty)
  }

  @Test("a known method keeps its version; generic families and quantities are no methods")
  func methods() {
    #expect(
      names(.method, in: "We use ResNet-50, Llama 7B and WRN-28-8.") == [
        "ResNet-50", "Llama 7B", "WRN-28-8",
      ])
    // A plural head tells a kind of methods, a single one the name of one.
    #expect(names(.method, in: "We use Slow Tree models.").isEmpty)
    #expect(names(.method, in: "We use the Slow Tree algorithm.") == ["Slow Tree"])
    #expect(names(.method, in: "A CNN on a GPU with 66M weights at ICLR by NVIDIA.").isEmpty)
    #expect(mentions(.method, in: "It runs on a Raspberry Pi 4.").map(\.detail) == ["hardware"])
  }

  @Test("a paper uses what it works with and mentions the rest")
  func roles() {
    let found = mentions(.method, in: "We fine-tune using BERT. GPT-4 exists.")
    #expect(found.map(\.role) == [.uses, .mentions])
  }

  @Test("every name of the gazetteer is found where it stands alone")
  func gazetteer() {
    for entry in Gazetteer.shared.entries where entry.kind.isWork {
      let text = ScannedText(entry.name, field: .abstract)
      let match = Gazetteer.shared.match(in: text, at: 0, before: text.tokens.count)
      #expect(match != nil, "\(entry.name)")
    }
    let datasets = Gazetteer.shared.entries.count { $0.kind == .dataset }
    #expect(datasets > 700)
  }
}
