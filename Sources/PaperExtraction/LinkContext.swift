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

  private static let words: [UInt64: String] = [
    Token.fold("demo"): "demo", Token.fold("demonstration"): "demo",
    Token.fold("dataset"): "dataset", Token.fold("datasets"): "dataset",
    Token.fold("corpus"): "dataset", Token.fold("data"): "dataset",
    Token.fold("benchmark"): "dataset", Token.fold("project"): "project page",
    Token.fold("website"): "project page", Token.fold("webpage"): "project page",
    Token.fold("homepage"): "project page", Token.fold("page"): "project page",
    Token.fold("video"): "video", Token.fold("videos"): "video",
    Token.fold("model"): "model", Token.fold("models"): "model",
    Token.fold("code"): "code", Token.fold("implementation"): "code",
  ]
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
