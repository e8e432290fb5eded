import PaperModel

/// Text copied from a listing page: titles and abstracts, with or without blank lines and footers.
///
/// Title and abstract are told apart by their turns, and where a turn is in doubt by the look of
/// the line and of the one behind it: a paper may lack its abstract, an abstract may have several
/// paragraphs. A footer (number of authors, date, number of comments) ends its record.
public struct PaperListing: RecordSource {
  /// Creates a source.
  public init() {}

  /// The format.
  public var format: SourceFormat { .listing }

  /// How sure it is that an input is a listing, by furniture, footers and the turns of its lines.
  ///
  /// - Parameter head: The first bytes of the input.
  /// - Returns: 0 for certainly not, 1 for certainly so.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    guard let first = head.first(where: { $0 > 0x20 }), !"{[<@%".utf8.contains(first)
    else { return 0 }
    // The last line may be cut off by the end of the head.
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.trimmingSpaces() }.filter { !$0.isEmpty }.prefix(200)
    let kinds = lines.map { ListingLine($0) }
    if kinds.prefix(8).contains(.invitation) { return 0.95 }
    let footers = kinds.count { kind in
      if case .authorCount = kind { true } else if case .footer = kind { true } else { false }
    }
    let texts = zip(kinds, lines).filter { $0.0 == .text }.map(\.1)
    guard texts.count >= 2 else { return 0 }
    let turns = zip(texts, texts.dropFirst()).count { ListingReader.isTurn(from: $0, to: $1) }
    let share = Double(2 * turns) / Double(texts.count)
    if footers > 0, share > 0.5 { return 0.9 }
    return share > 0.8 ? (texts.count >= 6 ? 0.6 : 0.4) : 0
  }

  /// Reads the records to the end of the input.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: What takes records, diagnostics and counts of furniture.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    var listing = ListingReader(file: reader.file)
    while let line = try reader.nextLine(reportingTo: &sink) {
      listing.take(line, into: &sink)
    }
    listing.finish(into: &sink)
  }
}

/// Puts the lines of a listing together to records, one line behind its input.
struct ListingReader {
  /// A longer line is an abstract, in bytes.
  static let longestTitle = 300
  /// A shorter line is no abstract when a longer one follows, in bytes.
  static let shortestParagraph = 240
  /// A line that a full stop ends may be a shorter abstract still, in bytes.
  static let shortestSentence = 60

  private struct TextLine {
    var text: Substring
    var number: Int
  }

  private let file: String
  private var record: PaperRecord?
  /// A line that may be the abstract of `record` or the title of the next.
  private var pending: TextLine?
  /// Whether a footer closed the record.
  private var isClosed = false
  /// Whether only furniture came since the last record, so that a date is the page's.
  private var isInHeader = true
  /// Whether the line before was an invitation, so that the button may be glued to a title.
  private var isBehindInvitation = false
  private var footerHasCount = false

  init(file: String) { self.file = file }

  mutating func take(_ line: SourceReader.Line, into sink: inout some RecordSink) {
    let text = Substring(SourceText.folded(line.text))
    if text.isEmpty { return }
    if let warning = line.encoding.warning(file: file, line: line.number) { sink.report(warning) }
    let kind = ListingLine(text)
    switch kind {
    case .text: takeText(text, number: line.number, into: &sink)
    case .furniture, .invitation, .button:
      flush(into: &sink)
      isInHeader = true
      sink.skip(lines: 1)
    case .authorCount(let count):
      takeFooter(authorCount: count, line.number, into: &sink)
    case .separator:
      if record == nil { sink.skip(lines: 1) }
    case .date(let date, let commentCount):
      if isInHeader {
        sink.skip(lines: 1)
      } else {
        takeFooter(date: date, commentCount: commentCount, line.number, into: &sink)
      }
    case .footer(let count, let date, let commentCount):
      takeFooter(
        authorCount: count, date: date, commentCount: commentCount, line.number, into: &sink)
    }
    isBehindInvitation = kind == .invitation
  }

  /// Ends the last record.
  mutating func finish(into sink: inout some RecordSink) { flush(into: &sink) }

  private mutating func takeFooter(
    authorCount: Int? = nil, date: PartialDate? = nil, commentCount: Int? = nil, _ line: Int,
    into sink: inout some RecordSink
  ) {
    settlePending(nextIsParagraph: false, into: &sink)
    guard record != nil else {
      return sink.report(
        SourceDiagnostic(
          .warning, file: file, line: line, message: "a footer without a paper",
          expected: "a title"))
    }
    if let authorCount { record?.authorCount = authorCount }
    if let date { record?.date = date }
    if let commentCount { record?.commentCount = commentCount }
    isClosed = true
  }

  private mutating func takeText(
    _ text: Substring, number: Int, into sink: inout some RecordSink
  ) {
    var line = TextLine(text: text, number: number)
    if isBehindInvitation, text.hasPrefix(ListingLine.buttonText) {
      line.text = text.dropFirst(ListingLine.buttonText.count).trimmingSpaces()
    }
    isInHeader = false
    if isClosed { flush(into: &sink) }
    let looksLikeParagraph = Self.looksLikeParagraph(line.text)
    settlePending(nextIsParagraph: looksLikeParagraph, into: &sink)
    guard let current = record else { return start(line) }
    if current.abstract.isEmpty {
      if looksLikeParagraph {
        record?.abstract = String(line.text)
      } else {
        pending = line
      }
    } else if looksLikeParagraph, line.text.utf8.count > Self.longestTitle {
      record?.abstract += " " + line.text
    } else {
      flush(into: &sink)
      start(line)
    }
  }

  private mutating func start(_ line: TextLine) {
    record = PaperRecord(
      title: String(line.text), abstract: "",
      location: SourceLocation(file: file, line: line.number))
    isClosed = false
  }

  /// Decides what a short line behind a title was, now that the next line is known.
  private mutating func settlePending(
    nextIsParagraph: Bool, into sink: inout some RecordSink
  ) {
    guard let line = pending else { return }
    pending = nil
    if nextIsParagraph, !Self.endsSentence(line.text) {
      flush(into: &sink)
      start(line)
    } else {
      record?.abstract = String(line.text)
    }
  }

  /// Hands the current record over.
  private mutating func flush(into sink: inout some RecordSink) {
    settlePending(nextIsParagraph: false, into: &sink)
    guard let record else { return }
    if record.abstract.isEmpty {
      sink.report(
        SourceDiagnostic(
          .warning, file: file, line: record.location.line,
          message: "no abstract stands below this title"))
    }
    sink.add(record)
    self.record = nil
    isClosed = false
  }

  /// Whether a line looks like a title, and the next like its abstract.
  static func isTurn(from title: Substring, to abstract: Substring) -> Bool {
    let (before, behind) = (title.utf8.count, abstract.utf8.count)
    guard before <= longestTitle else { return false }
    return behind >= max(2 * before, shortestParagraph)
      || (behind > before && isSentence(abstract) && !isSentence(title))
  }

  private static func looksLikeParagraph(_ text: Substring) -> Bool {
    let length = text.utf8.count
    return length > longestTitle || (length >= shortestParagraph && endsSentence(text))
      || isSentence(text)
  }

  /// Whether a line is a short abstract: long for a title, and ended by a full stop.
  private static func isSentence(_ text: Substring) -> Bool {
    text.utf8.count >= shortestSentence && text.hasSuffix(".")
  }

  private static func endsSentence(_ text: Substring) -> Bool {
    guard let last = text.last(where: { !$0.isWhitespace }) else { return false }
    return ".!?)\"”".contains(last)
  }
}
