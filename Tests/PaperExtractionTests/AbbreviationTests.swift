import PaperModel
import Testing

@Suite("Abbreviations")
struct AbbreviationTests {
  @Test(
    "a definition is found with the right long form",
    arguments: [
      ("can be formulated as And-Inverter graphs (AIGs), enabling", "AIGs", "And-Inverter graphs"),
      ("We use convolutional neural networks (CNNs).", "CNNs", "convolutional neural networks"),
      ("on a Deep Q-Network (DQN) agent", "DQN", "Deep Q-Network"),
      ("with NAS (neural architecture search) we", "NAS", "neural architecture search"),
      ("a convolutional network [CN] is", "CN", "convolutional network"),
      (
        "Monocular DEtection with a depth-guided TRansformer, named MonoDETR.", "MonoDETR",
        "Monocular DEtection with a depth-guided TRansformer"
      ),
      ("MIT, short for Mixed Integer Training, is", "MIT", "Mixed Integer Training"),
      ("graph neural network (GNN, also GraphNet)", "GNN", "graph neural network"),
      ("Notes: TQ = terse question TI = title.", "TQ", "terse question"),
      ("conjuncts (CONJ) and cold cases (CC)", "CC", "cold cases"),
      ("two notions: 1) HMM: hidden Markov model, and others", "HMM", "hidden Markov model"),
    ])
  func definition(text: String, short: String, long: String) {
    let all = mentions(.abbreviation, in: text).compactMap(\.abbreviation)
    let found = all.first { $0.acronym == short }
    #expect(found?.acronym == short)
    #expect(found?.long == long)
    #expect(found?.longSpan.text(in: text) == long)
  }

  @Test(
    "a bracket that spells nothing defines nothing",
    arguments: [
      "several tasks (e.g., Atari)", "a gain (39%)", "as shown (Smith et al., 2019)",
      "two steps (i) and (ii)", "accepted (ICLR)", "the method (see Table 1)",
      "shown by Brill (Brill, 1995)", "for some conditions (CN=XYZ)",
      "image translation and a benchmark called VisDA",
    ])
  func noDefinition(text: String) {
    #expect(mentions(.abbreviation, in: text).isEmpty)
  }

  @Test("a title defines its name only if its letters spell it")
  func title() {
    let spelt = mentions(
      .abbreviation, in: "",
      title: "INSTINCT: INSTruction optimization usIng Neural bandits Coupled with Transformers")
    #expect(spelt.map(\.name) == ["INSTINCT"])
    #expect(
      mentions(
        .abbreviation, in: "",
        title: "FastDepth: Fast Monocular Depth Estimation on Embedded Systems"
      ).isEmpty)
  }
}
