import PaperModel

/// A form in which papers come.
public enum SourceFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// Text copied from a listing page, as in `seeds/`.
  case listing
  /// JSON Lines with `id`, `title`, `abstract`.
  case jsonLines
  /// A saved Hugging Face Daily Papers page.
  case dailyPapers
  /// BibTeX and BibLaTeX.
  case bibtex
  /// RIS.
  case ris
  /// CSL-JSON.
  case cslJSON
  /// OpenAlex works.
  case openAlex
  /// Semantic Scholar papers.
  case semanticScholar
  /// The arXiv metadata snapshot.
  case arxivJSON
  /// An arXiv Atom feed.
  case arxivAtom
  /// ACL Anthology XML.
  case aclAnthology
  /// Crossref works.
  case crossref
  /// PubMed's MEDLINE format (`.nbib`).
  case medline
  /// Web of Science tagged text.
  case webOfScience
  /// Scopus CSV.
  case scopus
  /// CSV or TSV with a header.
  case csv
  /// A Markdown list of links.
  case markdownLinks
  /// Blocks of plain text, a paper each.
  case plainText
}

/// What takes what a source reads, in the order of the input.
public protocol RecordSink {
  /// Takes a record.
  mutating func add(_ record: PaperRecord)
  /// Takes a diagnostic; an error stands for a record, or part of the input, that was left out.
  mutating func report(_ diagnostic: SourceDiagnostic)
  /// Counts lines that are known furniture of the format and hold no record.
  mutating func skip(lines: Int)
}

/// Reads the records of one format.
public protocol RecordSource: Sendable {
  /// The format.
  var format: SourceFormat { get }

  /// How sure it is, from 0 to 1, that an input is in this format, by its first bytes.
  ///
  /// - Parameter head: The first bytes of the input, 64 KiB at most, all of it if it is shorter.
  /// - Returns: 0 for certainly not, 1 for certainly so.
  func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double

  /// Reads the input to its end; a bad record is reported, and reading goes on behind it.
  ///
  /// - Throws: `SourceDiagnostic` when the input cannot be read further.
  func read(_ reader: SourceReader, into sink: inout some RecordSink) throws
}
