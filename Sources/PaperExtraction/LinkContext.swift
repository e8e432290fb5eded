import PaperModel

/// What the words before an address call it.
enum LinkContext {
  /// The finer kind of a link, from the nearest telling word of its sentence before it.
  static func detail(of span: TextSpan, in text: ScannedText) -> String? {
    guard let token = text.tokens.firstToken(endingAfter: span.start) else { return nil }
    let first = max(text.sentence(of: token).lowerBound, token - 12)
    for index in (first..<token).reversed() {
      if let detail = words[text.tokens[index].fold] { return detail }
    }
    return nil
  }

  private static let words = FoldTable([
    ("demo", "demo"), ("demonstration", "demo"),
    ("dataset", "dataset"), ("datasets", "dataset"),
    ("corpus", "dataset"), ("data", "dataset"),
    ("benchmark", "dataset"), ("project", "project page"),
    ("website", "project page"), ("webpage", "project page"),
    ("homepage", "project page"), ("page", "project page"),
    ("video", "video"), ("videos", "video"),
    ("model", "model"), ("models", "model"),
    ("code", "code"), ("implementation", "code"),
  ])
}

extension [Token] {
  /// The first token that ends behind an offset, by binary search.
  func firstToken(endingAfter offset: Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].end > offset { high = middle } else { low = middle + 1 }
    }
    return low < count ? low : nil
  }
}
