/// English plurals of nouns, folded to the singular by their endings.
enum Plural {
  /// Endings of plurals with the singular's, longest first.
  static let endings: [(ending: [UInt8], replacement: [UInt8])] = [
    ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zes", "z"),
    ("ices", "ex"), ("s", ""),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// The singular of the last word of a phrase; a phrase that is no plural comes back as it is.
  static func singular(_ phrase: String) -> String {
    if let head = headOfCompound(phrase) {
      return singularWord(String(phrase[..<head])) + phrase[head...]
    }
    let start = phrase.lastIndex { $0 == " " || $0 == "-" || $0 == "/" }
    let word = start.map { phrase[phrase.index(after: $0)...] } ?? phrase[...]
    return phrase[..<word.startIndex] + singularWord(String(word))
  }

  /// Where the head of `Systems-on-Chip` ends, whose plural stands inside.
  private static func headOfCompound(_ phrase: String) -> String.Index? {
    guard !phrase.contains(" "), let hyphen = phrase.firstIndex(of: "-") else { return nil }
    let rest = phrase[hyphen...].lowercased()
    return ["-on-", "-in-", "-of-"].contains(where: rest.hasPrefix) ? hyphen : nil
  }

  /// The singular of one word, in the word's own case but for irregular ones.
  static func singularWord(_ word: String) -> String {
    let lower = word.lowercased()
    if let known = irregular[lower] { return known }
    guard lower.utf8.count > 3, lower.hasSuffix("s"), !lower.hasSuffix("ss"),
      !lower.hasSuffix("us"), !lower.hasSuffix("is"), !invariant.contains(lower)
    else { return word }
    if lower.hasSuffix("ies"), lower.utf8.count > 4 { return word.dropLast(3) + "y" }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] where lower.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    return String(word.dropLast())
  }

  private static let irregular = [
    "automata": "automaton", "matrices": "matrix", "vertices": "vertex", "indices": "index",
    "corpora": "corpus", "criteria": "criterion", "phenomena": "phenomenon", "data": "data",
    "hypotheses": "hypothesis", "analyses": "analysis", "bases": "basis", "axes": "axis",
    "syntheses": "synthesis", "simplices": "simplex", "quanta": "quantum", "spectra": "spectrum",
    "media": "media", "codices": "codex", "mice": "mouse", "children": "child", "people": "people",
    "biases": "bias", "losses": "loss", "lenses": "lens", "processes": "process", "gases": "gas",
    "databases": "database", "knowledge bases": "knowledge base",
  ]

  private static let invariant: Set<String> = [
    "series", "species", "physics", "mathematics", "statistics", "robotics", "dynamics",
    "mechanics", "linguistics", "semantics", "ethics", "economics", "optics", "genomics",
    "proteomics", "kinematics", "analytics", "graphics", "mathematics", "aerodynamics",
    "electronics", "acoustics", "bioinformatics", "informatics", "pragmatics", "syntactics",
    "ergonomics", "photonics", "spintronics", "always", "towards", "news", "lens", "bias", "gas",
    "canvas", "atlas", "chaos", "kudos", "cosmos",
  ]
}
