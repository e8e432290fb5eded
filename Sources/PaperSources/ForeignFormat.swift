/// Formats that are known and not read, so that a refusal can say what an input looks like.
enum ForeignFormat {
  /// What an input looks like and what to do about it; nil if it looks like none of them.
  ///
  /// - Parameter head: The first bytes of the input.
  /// - Returns: The end of a sentence that starts with the input.
  static func description(of head: UnsafeBufferPointer<UInt8>) -> String? {
    let text = String(decoding: head.prefix(1 << 14), as: UTF8.self)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let isMarkup =
      start.first == "<" && start.dropFirst().first.map { $0.isLetter || "!?".contains($0) } == true
    let name = isMarkup ? markup(text) : tagged(start)
    return name.map { "looks like \($0), which is not read; export BibTeX, RIS or CSL-JSON" }
  }

  /// XML and HTML by an element or namespace that only the format has.
  private static let marks: [(mark: String, name: String)] = [
    ("loc.gov/mods", "MODS"), ("<modsCollection", "MODS"), ("<mods", "MODS"),
    ("marcxml", "MARC XML"), ("MARC21/slim", "MARC XML"), ("<leader", "MARC XML"),
    ("searchRetrieveResponse", "an SRU reply"),
    ("PubmedArticle", "PubMed XML"), ("PubmedBookArticle", "PubMed XML"),
    ("MedlineCitation", "PubMed XML"),
    ("officeDocument/2006/bibliography", "Microsoft Word's Sources"),
    ("<b:Source", "Microsoft Word's Sources"), ("<Sources", "Microsoft Word's Sources"),
    ("EndNote", "EndNote XML"), ("<ref-type", "EndNote XML"),
    ("CitaviExchangeData", "a Citavi project"), ("zotero.org/namespaces", "Zotero RDF"),
    ("purl.org/ontology/bibo", "RDF of the Bibliographic Ontology"), ("<rdf:RDF", "RDF"),
    ("<RDF:RDF", "RDF"), ("tei-c.org", "TEI"), ("<TEI", "TEI"),
    ("JATS", "JATS XML"), ("<article-meta", "JATS XML"), ("OAI-PMH", "an OAI-PMH reply"),
    ("datacite.org/schema", "DataCite XML"), ("<crossref", "Crossref XML"),
    ("<dblp", "DBLP XML"), ("bibtexml", "BibTeXML"), ("<rss", "an RSS feed"),
    ("<feed", "an Atom feed that is not arXiv's"), ("<html", "a web page"),
    ("<!DOCTYPE html", "a web page"), ("<?xml", "XML of another kind"),
  ]

  private static func markup(_ text: String) -> String? {
    let lower = text.lowercased()
    if let found = marks.first(where: { lower.contains($0.mark.lowercased()) }) {
      return found.name
    }
    return text.contains("</") || text.contains("/>") ? "XML of another kind" : nil
  }

  /// Tagged text by the form of its first lines.
  private static func tagged(_ text: Substring) -> String? {
    let lines = text.split(whereSeparator: \.isNewline).prefix(40)
    guard let first = lines.first else { return nil }
    if lines.contains(where: { $0.hasPrefix("--") && $0.dropFirst(4).hasPrefix("-- ") }) {
      return "Biblioscape's tagged text"
    }
    if lines.contains(where: { $0.hasPrefix("%0 ") })
      || first.hasPrefix("%") && first.dropFirst(2).first == " "
        && first.dropFirst(1).first?.isLetter == true
    {
      return "EndNote's tagged text (Refer)"
    }
    if first.hasPrefix("<"), lines.contains("Accession Number") { return "an Ovid citation list" }
    if lines.contains(where: { isCopac($0) }), lines.contains(where: { $0.hasPrefix("TI- ") }) {
      return "Copac's tagged text"
    }
    if first.hasPrefix("Record"), first.contains("INSPEC") { return "an INSPEC listing" }
    if text.contains("nep.repec.org") { return "a RePEc NEP report" }
    if text.hasPrefix("00"), text.contains("\u{1E}") { return "MARC 21" }
    return nil
  }

  private static func isCopac(_ line: Substring) -> Bool {
    line.utf8.count > 4 && line.prefix(2).allSatisfy { $0.isUppercase }
      && line.dropFirst(2).hasPrefix("- ")
  }
}
