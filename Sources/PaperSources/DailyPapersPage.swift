import PaperModel

/// Reads a saved page of Hugging Face Daily Papers: the data embedded in it, or else what it shows.
public struct DailyPapersPage: RecordSource {
  /// A Daily Papers page.
  public let format = SourceFormat.dailyPapers

  /// Creates a source.
  public init() {}

  /// Whether the head is HTML that speaks of Daily Papers.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    let text = String(decoding: head, as: UTF8.self)
    guard text.prefix(2048).lowercased().contains("<html") else { return 0 }
    if text.contains("DailyPapers") { return 0.95 }
    return text.contains("Daily Papers") && text.contains("/papers/") ? 0.8 : 0
  }

  /// Reads every paper of the page.
  ///
  /// Time O(n) for n bytes. The page is held, 16 MiB at most.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the page is too long or cannot be read.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    while reader.window.count <= SourceReader.maximumRecordLength, try reader.fill() {}
    guard reader.window.count <= SourceReader.maximumRecordLength else {
      throw reader.tooLong("page")
    }
    guard let page = HTMLPage(reader.window), let root = page.root else {
      throw SourceDiagnostic(.error, file: reader.file, message: "no HTML page")
    }
    let data = root.first { $0.attribute("data-target") == "DailyPapers" }
    if let data, let properties = data.attribute("data-props") {
      if try Self.readData(properties, at: data.line, of: reader.file, into: &sink) > 0 { return }
      sink.report(
        SourceDiagnostic(
          .warning, file: reader.file, line: data.line,
          message: "the data of the page holds no paper; what it shows is read"))
    }
    for record in Self.shownRecords(root, file: reader.file) { sink.add(record) }
  }

  /// Reads the data of a page; gives the number of papers in it.
  private static func readData(
    _ json: String, at line: Int, of file: String, into sink: inout some RecordSink
  ) throws -> Int {
    var located = LocatedSink(base: sink, line: line)
    defer { sink = located.base }
    let reader = SourceReader(MemoryInput(json), file: file)
    while try reader.fill() {}
    try JSONSource<DailyPapersEntries>().read(reader, into: &located)
    return located.count
  }

  /// The papers that a page shows: a heading that links to `/papers/ID`, and the text beside it.
  private static func shownRecords(_ root: XMLElement, file: String) -> [PaperRecord] {
    var records: [PaperRecord] = []
    root.forEach { element in
      guard element.name == "article" || element.name == "main" else { return }
      if element.name == "main", element.first(where: { $0.name == "article" }) != nil { return }
      guard let heading = element.first(where: { ["h1", "h3"].contains($0.name) }),
        !heading.text.isEmpty
      else { return }
      var record = PaperRecord(
        title: heading.text, abstract: "", location: SourceLocation(file: file, line: heading.line))
      let link = element.first {
        $0.name == "a" && $0.attribute("href")?.contains("/papers/") == true
      }
      if let name = link?.attribute("href")?.split(separator: "/").last {
        record.add(Identifier.arXiv(name))
        record.id = record.identifiers.first?.value
      }
      if let paragraph = element.first(where: { $0.name == "p" && $0.text.utf8.count >= 200 }) {
        record.abstract = paragraph.text
      }
      if record.id != nil || !record.abstract.isEmpty { records.append(record) }
    }
    return records
  }
}
