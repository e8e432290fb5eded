import PaperModel

/// Reads papers from plain text, a block each: a title, then its abstract.
///
/// Blocks are set apart by blank lines. A block of several lines has its title in the first; a
/// block of one short line is the title of the long one behind it. `Title:` and `Abstract:` are
/// heeded. This is the last resort: any other format goes before.
public struct PlainTextBlocks: RecordSource {
  /// Plain text.
  public let format = SourceFormat.plainText

  /// Creates a source.
  public init() {}

  /// A little, if there is a title with an abstract in the head.
  public func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    guard let first = head.first(where: { $0 > 0x20 }), !"{[<@".utf8.contains(first) else {
      return 0
    }
    var blocks = Blocks(file: "")
    var found = 0
    for line in String(decoding: head, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      if blocks.take(line, number: 0) != nil { found += 1 }
    }
    if blocks.finish() != nil { found += 1 }
    return found > 0 && blocks.skippedLines <= 2 * found ? 0.1 : 0
  }

  /// Reads every block that has a title and an abstract; other text is furniture.
  ///
  /// Time O(n) for n bytes, space that of the largest block.
  ///
  /// - Parameters:
  ///   - reader: The input.
  ///   - sink: Takes records and diagnostics.
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  public func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    var blocks = Blocks(file: reader.file)
    while let line = try reader.nextLine(reportingTo: &sink) {
      if let record = blocks.take(line.text[...], number: line.number) { sink.add(record) }
    }
    if let record = blocks.finish() { sink.add(record) }
    sink.skip(lines: blocks.skippedLines)
  }

  /// Puts lines together to blocks and blocks to records.
  private struct Blocks {
    private let file: String
    private var lines: [String] = []
    private var size = 0
    private var start = 0
    /// A lone line that may be the title of the next block.
    private var title: (text: String, line: Int)?
    /// How many lines are part of no record.
    private(set) var skippedLines = 0

    /// The longest title and the shortest abstract, in bytes.
    private static let longestTitle = 300
    private static let shortestAbstract = 120

    init(file: String) { self.file = file }

    /// Takes a line; gives the record that it ends.
    mutating func take(_ line: Substring, number: Int) -> PaperRecord? {
      guard line.utf8.contains(where: { !SourceText.isSpace($0) }) else { return finish() }
      if lines.isEmpty { start = number }
      if size < SourceReader.maximumRecordLength { lines.append(String(line)) }
      size += line.utf8.count
      return nil
    }

    /// Ends the block; gives the record, if it is one.
    mutating func finish() -> PaperRecord? {
      guard let first = lines.first.map({ Self.unlabelled($0, "title:") }) else { return nil }
      defer {
        lines = []
        size = 0
      }
      let rest = Self.unlabelled(
        SourceText.folded(lines.dropFirst().joined(separator: " ")), "abstract:")
      if lines.count > 1, first.utf8.count <= Self.longestTitle,
        rest.utf8.count >= Self.shortestAbstract, !Self.isSentence(first)
      {
        dropTitle()
        return record(first, rest, start)
      }
      let whole = Self.unlabelled(SourceText.folded(lines.joined(separator: " ")), "abstract:")
      if let title, whole.utf8.count >= Self.shortestAbstract {
        self.title = nil
        return record(title.text, whole, title.line)
      }
      dropTitle()
      let label = Self.unlabelled(whole, "title:")
      if label.utf8.count <= Self.longestTitle, !label.isEmpty {
        title = (label, start)
      } else {
        skippedLines += lines.count
      }
      return nil
    }

    private mutating func dropTitle() {
      if title != nil { skippedLines += 1 }
      title = nil
    }

    private func record(_ title: String, _ abstract: String, _ line: Int) -> PaperRecord {
      PaperRecord(
        title: title, abstract: abstract, location: SourceLocation(file: file, line: line))
    }

    /// Whether a line runs on like prose, so that it is no title.
    private static func isSentence(_ line: String) -> Bool {
      line.hasSuffix(".") && line.contains(". ") || line.hasSuffix(",")
    }

    private static func unlabelled(_ text: String, _ label: String) -> String {
      let text = SourceText.folded(text)
      guard text.lowercased().hasPrefix(label) else { return text }
      return SourceText.folded(String(text.dropFirst(label.count)))
    }
  }
}
