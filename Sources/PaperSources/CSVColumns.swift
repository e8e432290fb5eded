/// What the columns of a table say, by the many names that databases and people give them.
struct CSVColumns {
  /// The names as printed.
  let names: [String]
  /// What each column says; nil for one the model has no word for.
  let roles: [FieldRole?]

  /// Reads a header.
  init(_ names: [String]) {
    self.names = names.map { SourceText.folded($0) }
    var roles = self.names.map { Self.roles[Self.key($0)] }
    // Names in full are better than initials where a table has both.
    let keys = self.names.map(Self.key)
    if let full = keys.firstIndex(of: "authorfullnames"), keys.contains("authors") {
      for index in roles.indices where index != full && roles[index] == .authors {
        roles[index] = nil
      }
    }
    if roles.contains(.date), let year = keys.firstIndex(of: "year"), roles[year] == nil {
      roles[year] = .date
    }
    self.roles = roles
  }

  /// Whether there is a column of titles.
  var hasTitle: Bool { roles.contains(.title) }

  /// How many columns the model has a word for.
  var knownCount: Int { roles.count { $0 != nil } }

  /// Whether a name is among them, whatever its case and punctuation.
  func contains(_ name: String) -> Bool { names.contains { Self.key($0) == Self.key(name) } }

  /// A name as it is compared: small letters and digits only.
  private static func key(_ name: String) -> String {
    String(
      name.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.value < 0x80 && ("0"..."9").contains($0)
      })
  }

  private static let spellings: [(FieldRole, String)] = [
    (
      .title,
      """
      title, document title, item title, article title, paper title, display name, primary title, \
      ti, titel, titre, título, name of paper, publication title primary
      """
    ),
    (.abstract, "abstract, abstract note, ab, summary, description, paper abstract, resumen"),
    (
      .authors,
      """
      authors, author, author names, author/s, author full names, author name, first authors, \
      authorships.author.display_name, creators, creator, au, author list, autor, autores
      """
    ),
    (
      .venue,
      """
      source title, publication title, source, journal, journal title, venue, journal name, \
      booktitle, book title, host, publication name, primary_location.source.display_name, \
      alternate title 3, container title, proceedings, journal/book, conference, series title, \
      secondary title
      """
    ),
    (
      .date,
      """
      year, publication year, date, publication date, date published, py, published, pub year, \
      originalpaperdate, cover date, issued, published date, release date, create date
      """
    ),
    (.doi, "doi, item doi, di, digital object identifier, article doi, originalpaperdoi, doi link"),
    (.arxiv, "arxiv, arxiv id, arxivid, arxiv_id"),
    (.pubMed, "pubmed id, pmid, ids.pmid, pm, pubmedid"),
    (.pubMedCentral, "pmcid, pmc, ids.pmcid, pmc id"),
    (.acl, "acl id, anthology id"),
    (.openAlex, "openalex id, openalex"),
    (.semanticScholar, "semantic scholar id, s2 id, corpus id"),
    (.mag, "microsoft academic id, mag id, mag"),
    (.isbn, "isbn, isbns"),
    (
      .address,
      """
      url, link, urls, pdf link, html link, external url, source urls, paper url, pdf, web, \
      landing page url, primary_location.landing_page_url, open url link, pdf url, abs url
      """
    ),
    (
      .keywords,
      """
      keywords, keyword, author keywords, authors keywords, index keywords, manual tags, \
      automatic tags, tags, de, keywords plus
      """
    ),
    (
      .subjects,
      """
      fields of study, field of study, subject, subjects, subject areas, mesh terms, ieee terms, \
      research areas, wos categories, web of science categories, primary_topic.display_name, \
      categories, topics, category, field
      """
    ),
    (
      .citationCount,
      """
      cited by, cited_by_count, citation count, citations, article citation count, \
      citing works count, times cited, times cited, wos core, times cited, all databases, \
      cites, num citations, citedby, tc, citationcount
      """
    ),
    (
      .type,
      """
      document type, publication type, type, item type, content type, articletype, \
      type of reference, article type, dt
      """
    ),
    (
      .id,
      """
      id, key, eid, lens id, ut (unique wos id), ut, record id, cite key, citation key, paper id, \
      paperid, accession number, unique id
      """
    ),
    (.scopusReferences, "references"),
    (.citedWork, "cited references"),
    (.referenceIDs, "referenced_works, reference ids"),
  ]

  private static let roles: [String: FieldRole] = {
    var roles: [String: FieldRole] = [:]
    for (role, names) in spellings {
      for name in names.split(separator: ",") { roles[key(String(name))] = role }
    }
    return roles
  }()
}
