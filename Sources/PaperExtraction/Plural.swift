/// English plurals of nouns, folded to the singular by their endings.
enum Plural {
  /// Endings of plurals with the singular's, longest first.
  static let endings: [(ending: [UInt8], replacement: [UInt8])] = [
    ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zes", "z"),
    ("ices", "ex"), ("s", ""),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// The singular of the last word of a phrase; a phrase that is no plural comes back as it is.
  static func singular(_ phrase: String) -> String {
    var bytes = Array(phrase.utf8)
    if let head = headOfCompound(bytes) {
      let tail = bytes[head...]
      bytes = Array(bytes[..<head])
      makeSingular(&bytes, from: 0)
      bytes += tail
    } else {
      makeSingular(&bytes, from: bytes.lastIndex(where: " -/".utf8.contains).map { $0 + 1 } ?? 0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where the head of `Systems-on-Chip` ends, whose plural stands inside.
  private static func headOfCompound(_ phrase: [UInt8]) -> Int? {
    guard !phrase.contains(UInt8(ascii: " ")),
      let hyphen = phrase.firstIndex(of: UInt8(ascii: "-")),
      ["-on-", "-in-", "-of-"].contains(where: { phrase.hasFolded($0, at: hyphen) })
    else { return nil }
    return hyphen
  }

  /// Turns the word that fills `bytes` from an offset on into its singular.
  ///
  /// An irregular plural comes out in small letters, any other in its own case.
  static func makeSingular(_ bytes: inout [UInt8], from start: Int) {
    guard let last = bytes.last?.lowered, bytes.count > start, endsOfPlurals.contains(last) else {
      return
    }
    var fold = FoldHash()
    for byte in bytes[start...] { fold.add(byte) }
    if let known = irregular[fold.value] {
      bytes.replaceSubrange(start..., with: known.utf8)
      return
    }
    guard last == UInt8(ascii: "s"), bytes.count - start > 3,
      !["ss", "us", "is"].contains(where: { bytes.hasFolded($0, endingAt: bytes.count) }),
      !invariant.contains(fold.value)
    else { return }
    if bytes.hasFolded("ies", endingAt: bytes.count), bytes.count - start > 4 {
      bytes.removeLast(3)
      bytes.append(UInt8(ascii: "y"))
      return
    }
    let isLong = ["sses", "shes", "ches", "xes", "zzes"].contains {
      bytes.count - start >= $0.utf8.count && bytes.hasFolded($0, endingAt: bytes.count)
    }
    bytes.removeLast(isLong ? 2 : 1)
  }

  /// The hash of a word in the singular, as `Token.fold` has it.
  static func singularFold(_ token: Token, in bytes: [UInt8]) -> UInt64 {
    guard endsOfPlurals.contains(bytes[token.end - 1].lowered) else { return token.fold }
    var word = Array(bytes[token.start..<token.end])
    makeSingular(&word, from: 0)
    var fold = FoldHash()
    for byte in word { fold.add(byte) }
    return fold.value
  }

  /// The last letters of all plurals that are listed or regular.
  private static let endsOfPlurals = Array("saen".utf8)

  private static let irregular = FoldTable([
    ("automata", "automaton"), ("matrices", "matrix"), ("vertices", "vertex"), ("indices", "index"),
    ("corpora", "corpus"), ("criteria", "criterion"), ("phenomena", "phenomenon"), ("data", "data"),
    ("hypotheses", "hypothesis"), ("analyses", "analysis"), ("bases", "basis"), ("axes", "axis"),
    ("syntheses", "synthesis"), ("simplices", "simplex"), ("quanta", "quantum"),
    ("spectra", "spectrum"),
    ("media", "media"), ("codices", "codex"), ("mice", "mouse"), ("children", "child"),
    ("people", "people"),
    ("biases", "bias"), ("losses", "loss"), ("lenses", "lens"), ("processes", "process"),
    ("gases", "gas"),
    ("databases", "database"),
  ])

  private static let invariant = FoldSet([
    "series", "species", "physics", "mathematics", "statistics", "robotics", "dynamics",
    "mechanics", "linguistics", "semantics", "ethics", "economics", "optics", "genomics",
    "proteomics", "kinematics", "analytics", "graphics", "mathematics", "aerodynamics",
    "electronics", "acoustics", "bioinformatics", "informatics", "pragmatics", "syntactics",
    "ergonomics", "photonics", "spintronics", "always", "towards", "news", "lens", "bias", "gas",
    "canvas", "atlas", "chaos", "kudos", "cosmos",
  ])
}
