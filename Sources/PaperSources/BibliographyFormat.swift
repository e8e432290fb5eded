import PaperModel

/// A format in which papers are written for other programs.
public enum BibliographyFormat: String, Hashable, Sendable, CaseIterable {
  /// BibTeX with the fields of BibLaTeX, in UTF-8.
  case bibtex
  /// RIS.
  case ris
  /// CSL-JSON.
  case cslJSON = "csl-json"
  /// CSV with a header.
  case csv
  /// The project's own JSON Lines, which keeps every field.
  case jsonLines = "jsonl"

  /// Writes papers.
  ///
  /// Only JSON Lines keeps references and every extra field; the other formats keep what they
  /// have a place for, and extra fields that are plain text. Time and space O(n) for n bytes of
  /// output. Equal papers give equal bytes.
  ///
  /// - Parameter papers: The papers, written in this order.
  /// - Returns: The text in UTF-8.
  public func bytes(of papers: [Paper]) -> [UInt8] {
    switch self {
    case .bibtex: BibTeXWriter.bytes(of: papers)
    case .ris: RISWriter.bytes(of: papers)
    case .cslJSON: CSLWriter.bytes(of: papers)
    case .csv: CSVWriter.bytes(of: papers)
    case .jsonLines: JSONLinesWriter.bytes(of: papers)
    }
  }
}
