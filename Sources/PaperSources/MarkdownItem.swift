import PaperModel

/// The lines of one list item, table row or paragraph of Markdown.
struct MarkdownItem {
  private var text = ""
  private var line = 0
  private var isListed = false
  /// How many lines there are.
  private(set) var lineCount = 0

  private static let maximumLength = 1 << 16

  /// Adds a line.
  mutating func append(_ text: Substring, line: Int, isListed: Bool) {
    if lineCount == 0 {
      self.line = line
      self.isListed = isListed
    }
    lineCount += 1
    guard self.text.utf8.count + text.utf8.count < Self.maximumLength else { return }
    self.text += (self.text.isEmpty ? "" : " ") + text
  }

  /// The papers that it links to.
  ///
  /// A link whose text is a title is a paper. In a list, where links are just called `paper` or
  /// `pdf`, the title is what stands in bold, or first.
  func records(file: String, heading: String?) -> [PaperRecord] {
    guard text.utf8.contains(UInt8(ascii: ":")) else { return [] }
    let markdown = MarkdownText(text)
    let papers = markdown.links.filter { PaperAddress.isPaper($0.address) }
    guard !papers.isEmpty else { return [] }
    let titled = papers.filter { Self.isTitle($0.text) }
    if titled.count > 1 || titled.count == 1 && !isListed {
      return titled.map { paper($0.text, [$0], markdown, file, heading) }
    }
    let title = titled.first?.text ?? Self.title(of: markdown)
    guard isListed, let title else { return [] }
    var record = paper(title, papers, markdown, file, heading)
    for link in markdown.links where !papers.contains(where: { $0.address == link.address }) {
      if SourceText.webAddress(link.address) != nil, !PaperAddress.isImage(link.address) {
        record.extra.append(ExtraField("link", link.address))
      }
    }
    if markdown.plain != title { record.extra.append(ExtraField("text", markdown.plain)) }
    return [record]
  }

  private func paper(
    _ title: String, _ links: [MarkdownText.Link], _ markdown: MarkdownText, _ file: String,
    _ heading: String?
  ) -> PaperRecord {
    var record = PaperRecord(
      title: title, abstract: "", location: SourceLocation(file: file, line: line))
    for link in links { record.addAddress(link.address, field: "link") }
    if let heading, !heading.isEmpty { record.fields = [heading] }
    return record
  }

  /// Whether the text of a link is a title, and not just `paper`, `arXiv` or some names.
  private static func isTitle(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.count >= 3 && text.utf8.count >= 15 && !text.contains("et al")
      || words.count == 2 && text.utf8.count >= 20
  }

  /// What stands in bold, in the text of another link, or before the first link.
  private static func title(of markdown: MarkdownText) -> String? {
    if let bold = markdown.bold, bold.utf8.count >= 8 { return bold }
    if let other = markdown.links.first(where: { isTitle($0.text) }) { return other.text }
    var lead = (markdown.lead ?? "")[...]
    lead = lead.drop { "-*+0123456789. ".contains($0) }
    // Authors and venue follow the title behind a full stop.
    if let stop = lead.firstRange(of: ". "), lead[..<stop.lowerBound].utf8.count >= 15 {
      lead = lead[..<stop.lowerBound]
    }
    while let last = lead.last, " .,:;([-–—\"'".contains(last) { lead.removeLast() }
    return lead.utf8.count >= 8 ? String(lead.drop { "\"'".contains($0) }) : nil
  }
}
