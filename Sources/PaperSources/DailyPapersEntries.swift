import PaperModel

/// Entries of Hugging Face Daily Papers, as its API and the data of its pages write them.
enum DailyPapersEntries: JSONForm {
  static let format = SourceFormat.dailyPapers

  static func confidence(_ object: JSONValue) -> Double {
    if let paper = object["paper"] {
      return paper.has("summary") || paper.has("upvotes") ? 1 : paper.has("title") ? 0.4 : 0
    }
    return object.has("summary") && object.has("title")
      && (object.has("upvotes") || object.has("publishedAt")) ? 0.9 : 0
  }

  static func record(from object: JSONValue, notes: inout [String]) -> PaperRecord? {
    let paper = object.take("paper") ?? object
    guard let id = paper.take("id")?.text else { return nil }
    let outerTitle = object.take("title")
    let outerSummary = object.take("summary")
    var record = PaperRecord(
      id: id, title: (paper.take("title") ?? outerTitle)?.folded ?? "",
      abstract: (paper.take("summary") ?? outerSummary)?.folded ?? "", location: .unset)
    record.add(Identifier.arXiv(id))
    record.authors = JSONFields.authors(paper.take("authors"))
    let shown = object.take("publishedAt")
    record.date = JSONFields.date(paper.take("publishedAt") ?? shown, &notes)
    record.commentCount = object.take("numComments")?.integer
    record.urls = ["https://huggingface.co/papers/" + id].filter { _ in
      record.identifiers.count == 1
    }
    record.keywords = JSONFields.texts(paper.take("ai_keywords"))
    if object.has("paper") { record.addUntaken(of: paper) }
    return record
  }
}
