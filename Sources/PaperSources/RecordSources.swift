/// Every format that is read, and how one is chosen for an input.
enum RecordSources {
  /// All sources, in the order that breaks ties of confidence.
  static let all: [any RecordSource] = [
    PaperListing(), JSONSource<LibraryJSON>(), JSONSource<DailyPapersEntries>(),
    JSONSource<CSLItems>(), JSONSource<OpenAlexWorks>(), JSONSource<SemanticScholarPapers>(),
    JSONSource<ArXivSnapshot>(), JSONSource<CrossrefWorks>(),
    DailyPapersPage(), BibTeXSource(), RISSource(), MEDLINESource(), WebOfScienceSource(),
    ScopusSource(), CSVSource(), ArXivFeed(), ACLAnthologySource(), MarkdownLinks(),
    PlainTextBlocks(),
  ]

  /// How many of the first bytes a source may look at.
  static let headLength = 1 << 16

  /// How sure a source must be of a file that the user did not name but a folder holds.
  static let confidenceInFolders = 0.5

  /// The source that is surest of an input, by its first bytes.
  ///
  /// - Parameters:
  ///   - head: The first bytes.
  ///   - isNamed: Whether the user named the file; else a weak resemblance does not count.
  /// - Returns: The source, or nil if none knows the form.
  static func source(
    for head: UnsafeBufferPointer<UInt8>, isNamed: Bool
  ) -> (any RecordSource)? {
    var best: (source: any RecordSource, confidence: Double)?
    for source in all {
      let confidence = source.confidence(head)
      if confidence > best?.confidence ?? 0 { best = (source, confidence) }
    }
    guard let best else { return nil }
    if best.confidence >= confidenceInFolders { return best.source }
    return isNamed && ForeignFormat.description(of: head) == nil ? best.source : nil
  }

  /// Why an input cannot be text of papers; nil if it can.
  static func complaint(about head: UnsafeBufferPointer<UInt8>) -> String? {
    if !head.contains(where: { $0 > 0x20 }) { return "is empty" }
    if head.starts(with: "%PDF-".utf8) { return "is a PDF; only bibliographic text is read" }
    if head.contains(0) { return "is a binary file" }
    let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
    return controls * 20 > head.count ? "is a binary file" : nil
  }
}
