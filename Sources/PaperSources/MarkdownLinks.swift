import PaperModel

/// Reads lists of papers in Markdown, such as an "awesome" list or a README with references.
///
/// A list item, table row or paragraph that links to a paper (arXiv, a DOI, a publisher, a
/// conference) is a record; its other addresses are kept with it. Fenced BibTeX is read as BibTeX.
public struct MarkdownLinks: RecordSource {
  /// A Markdown list of links.
  public let format = SourceFormat.markdownLinks

  /// Creates a source.
  public init() {}

  /// By headings and by items or rows with links.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    let text = String(decoding: head, as: UTF8.self)
    guard let first = text.first(where: { !$0.isWhitespace }), !"{@%".contains(first) else {
      return 0
    }
    var headings = 0
    var links = 0
    var fences = 0
    for line in text.split(whereSeparator: \.isNewline).prefix(2000) {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("#"), line.drop(while: { $0 == "#" }).first == " " { headings += 1 }
      if line.hasPrefix("```") { fences += 1 }
      if line.contains("](http") { links += 1 }
    }
    if headings > 0, links + fences > 1 { return 0.97 }
    return links >= 3 ? 0.85 : headings > 2 || links > 0 ? 0.3 : 0
  }

  /// Reads every item that links to a paper.
  ///
  /// Time O(n) for n bytes, space that of the largest item.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    var item = MarkdownItem()
    var heading: String?
    func finish() {
      let records = item.records(file: reader.file, heading: heading)
      records.forEach { sink.add($0) }
      if records.isEmpty { sink.skip(lines: item.lineCount) }
      item = MarkdownItem()
    }
    while let line = try reader.nextLine(reportingTo: &sink) {
      let text = line.text.drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("```") {
        finish()
        try readFence(text, from: line.number + 1, reader, &sink)
      } else if text.isEmpty || text.hasPrefix("#") {
        finish()
        if !text.isEmpty { heading = MarkdownText(text.drop { $0 == "#" }).plain }
        sink.skip(lines: 1)
      } else {
        let startsItem = Self.startsItem(text)
        if startsItem { finish() }
        item.append(text, line: line.number, isListed: startsItem)
      }
    }
    finish()
  }

  /// Passes over a fenced block; BibTeX in it is read.
  private func readFence(
    _ opening: Substring, from number: Int, _ reader: SourceReader, _ sink: inout some RecordSink
  ) throws {
    var text = ""
    var count = 1
    while let line = try reader.nextLine(reportingTo: &sink) {
      count += 1
      if line.text.drop(while: { $0 == " " }).hasPrefix("```") { break }
      if text.utf8.count < SourceReader.maximumRecordLength {
        text += (count > 2 ? "\n" : "") + line.text
      }
    }
    let isBibTeX =
      opening.lowercased().contains("bib") || text.drop { $0.isWhitespace }.hasPrefix("@")
    guard isBibTeX else { return sink.skip(lines: count) }
    var located = LocatedSink(base: sink, line: number, hasLines: true)
    defer { sink = located.base }
    try BibTeXSource().read(SourceReader(MemoryInput(text), file: reader.file), into: &located)
  }

  private static func startsItem(_ text: Substring) -> Bool {
    if text.hasPrefix("|") { return true }
    let digits = text.prefix { $0.isNumber }
    if !digits.isEmpty { return text.dropFirst(digits.count).hasPrefix(". ") }
    return ["- ", "* ", "+ "].contains { text.hasPrefix($0) }
  }
}
