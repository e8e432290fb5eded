import PaperModel

/// Turns entries into records.
struct BibTeXMapper {
  private let file: String
  private var latex = LaTeXDecoder()

  /// Creates a mapper for an input.
  init(file: String) { self.file = file }

  /// What a field means to a record.
  private enum Role {
    case title, subtitle, abstract, authors, orcids, year, month, day, date
    case venue, book, doi, eprint, isbn, pubMed, pubMedCentral, acl, address, keywords, citations
    case eprintType, dblp, openAlex, semanticScholar, mag, subjects, verbatim
  }

  private static let roles: [String: Role] = [
    "title": .title, "subtitle": .subtitle, "abstract": .abstract, "author": .authors,
    "author+an:orcid": .orcids, "year": .year, "month": .month, "day": .day, "date": .date,
    "journal": .venue, "journaltitle": .venue, "booktitle": .book, "doi": .doi,
    "eprint": .eprint, "arxivid": .eprint, "arxiv": .eprint, "isbn": .isbn, "pmid": .pubMed,
    "pmcid": .pubMedCentral, "pmc": .pubMedCentral, "url": .address, "link": .address,
    "ee": .address,
    "howpublished": .address, "keywords": .keywords, "keyword": .keywords,
    "author_keywords": .keywords, "times-cited": .citations, "citations": .citations,
    "citedby": .citations, "file": .verbatim, "pdf": .verbatim, "biburl": .verbatim,
    "adsurl": .verbatim, "bdsk-url-1": .verbatim, "bdsk-file-1": .verbatim,
    "eprinttype": .eprintType, "archiveprefix": .eprintType, "dblp": .dblp,
    "openalex": .openAlex, "semanticscholar": .semanticScholar, "mag": .mag,
    "fields": .subjects, "anthology": .acl, "crossref": .verbatim, "xdata": .verbatim,
  ]

  /// The types whose ISBN is their own, not that of a book they are part of.
  private static let bookTypes: Set<String> = [
    "book", "mvbook", "booklet", "collection", "mvcollection", "proceedings", "mvproceedings",
    "reference", "mvreference", "manual", "techreport", "report", "thesis", "phdthesis",
    "mastersthesis", "ebook",
  ]

  /// The record that an entry describes; fields without a place in it become `extra`.
  mutating func record(of entry: BibTeXEntry) -> PaperRecord {
    var record = PaperRecord(
      id: entry.key.isEmpty ? nil : entry.key, title: "", abstract: "",
      location: SourceLocation(file: file, line: entry.line))
    record.type = entry.type
    var parts = Parts()
    for field in entry.fields {
      read(entry.value(of: field), as: field.name, of: entry, into: &record, &parts)
    }
    finish(&record, parts)
    if entry.key.hasPrefix("DBLP:") {
      record.add(Identifier(.dblp, String(entry.key.dropFirst(5))))
    }
    return record
  }

  /// What several fields say together.
  private struct Parts {
    var subtitle = ""
    var date: PartialDate?
    var day: Int?
    var year = PartialDate()
    var orcids: [Int: String] = [:]
  }

  private mutating func read(
    _ value: ArraySlice<UInt8>, as name: String, of entry: BibTeXEntry,
    into record: inout PaperRecord, _ parts: inout Parts
  ) {
    guard let role = Self.roles[name] else {
      return keep(latex.decode(value), as: name, in: &record)
    }
    switch role {
    case .title: record.title = first(record.title, latex.decode(value), name, &record)
    case .abstract: record.abstract = first(record.abstract, latex.decode(value), name, &record)
    case .subtitle: parts.subtitle = latex.decode(value)
    case .authors: readAuthors(value, into: &record)
    case .orcids: readORCIDs(latex.decodeVerbatim(value), into: &parts)
    case .year, .month, .day, .date:
      readDate(latex.decode(value), as: role, named: name, into: &record, &parts)
    case .venue:
      record.venue = first(record.venue ?? "", latex.decode(value), name, &record)
      if record.venue?.utf8.contains(UInt8(ascii: ":")) == true {
        record.add(arXivOfVenue(record.venue ?? ""))
      }
    case .book: record.venue = first(record.venue ?? "", latex.decode(value), name, &record)
    case .keywords: record.keywords += Self.keywords(latex.decode(value))
    case .isbn:
      let text = latex.decode(value)
      let identifier = Self.bookTypes.contains(entry.type) ? Identifier.isbn(text) : nil
      take(identifier, text, name, &record)
    case .doi: take(Identifier.doi(latex.decodeVerbatim(value)), value, name, &record)
    case .pubMed: take(Identifier.pubMed(latex.decode(value)), value, name, &record)
    case .pubMedCentral: take(Identifier.pubMedCentral(latex.decode(value)), value, name, &record)
    case .eprint: take(eprint(value, of: entry), value, name, &record)
    case .eprintType:
      // Where the number is recognised, its kind is known with it.
      if entry.value("eprint").flatMap({ eprint($0, of: entry) }) == nil {
        keep(latex.decode(value), as: name, in: &record)
      }
    case .dblp: record.add(Identifier(.dblp, latex.decodeVerbatim(value)))
    case .openAlex: take(Identifier.openAlex(latex.decode(value)), value, name, &record)
    case .semanticScholar:
      record.add(Identifier(.semanticScholar, latex.decodeVerbatim(value)))
    case .mag:
      let text = latex.decode(value)
      take(Int(text).map { Identifier(.mag, String($0)) }, text, name, &record)
    case .subjects: record.fields += FieldRole.items(latex.decode(value))
    case .acl: take(Identifier.acl(latex.decodeVerbatim(value)), value, name, &record)
    case .address: readAddress(value, named: name, into: &record)
    case .citations:
      let text = latex.decode(value)
      record.citationCount = Int(text)
      if record.citationCount == nil { keep(text, as: name, in: &record) }
    case .verbatim: keep(latex.decodeVerbatim(value), as: name, in: &record)
    }
  }

  /// The first of two values of one field; the second is kept as a further field.
  private func first(
    _ old: String, _ new: String, _ name: String, _ record: inout PaperRecord
  ) -> String {
    if old.isEmpty { return new }
    keep(new, as: name, in: &record)
    return old
  }

  private func keep(_ value: String, as name: String, in record: inout PaperRecord) {
    if !value.isEmpty { record.extra.append(ExtraField(name, value)) }
  }

  private mutating func take(
    _ identifier: Identifier?, _ value: ArraySlice<UInt8>, _ name: String,
    _ record: inout PaperRecord
  ) {
    take(identifier, identifier == nil ? latex.decodeVerbatim(value) : "", name, &record)
  }

  private func take(
    _ identifier: Identifier?, _ text: String, _ name: String, _ record: inout PaperRecord
  ) {
    if identifier == nil { keep(text, as: name, in: &record) }
    record.add(identifier)
  }

  private mutating func readAuthors(_ value: ArraySlice<UInt8>, into record: inout PaperRecord) {
    let list = BibTeXNames(value)
    for name in list.names { record.authors.append(BibTeXNames.author(name, &latex)) }
    if list.hasOthers { keep("others", as: "author", in: &record) }
  }

  /// `1="0000-0002-4751-4637"; 2="…"`, BibLaTeX's annotation of a list.
  private func readORCIDs(_ text: String, into parts: inout Parts) {
    for item in text.split(separator: ";") {
      let sides = item.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, let number = UInt16(SourceText.folded(String(sides[0]))) else {
        continue
      }
      parts.orcids[Int(number)] = String(sides[1])
    }
  }

  private func readDate(
    _ text: String, as role: Role, named name: String, into record: inout PaperRecord,
    _ parts: inout Parts
  ) {
    var isRead = false
    switch role {
    case .date:
      parts.date = PartialDate.read(text)
      isRead = parts.date != nil
    case .year:
      parts.year.year = PartialDate.read(text)?.year
      isRead = parts.year.year != nil
    case .month:
      let date = PartialDate.read(text)
      parts.year.month = date?.month ?? Self.number(text, 1...12)
      parts.year.day = date?.day
      isRead = parts.year.month != nil
    default:
      parts.day = Self.number(text, 1...31)
      isRead = parts.day != nil
    }
    if !isRead { keep(text, as: name, in: &record) }
  }

  private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self)).flatMap { range.contains($0) ? $0 : nil }
  }

  private func finish(_ record: inout PaperRecord, _ parts: Parts) {
    if !parts.subtitle.isEmpty {
      record.title = record.title.isEmpty ? parts.subtitle : record.title + ": " + parts.subtitle
    }
    var date = parts.date ?? parts.year
    if date.year == nil { date.year = parts.year.year }
    if date.month == nil, date.year == parts.year.year {
      (date.month, date.day) = (parts.year.month, parts.year.day)
    }
    if date.day == nil, date.month != nil { date.day = parts.day }
    if date.complaint != nil { keep(date.description, as: "date", in: &record) }
    if date.possible != PartialDate() { record.date = date.possible }
    for (number, orcid) in parts.orcids where record.authors.indices.contains(number - 1) {
      _ = record.authors[number - 1].take(orcid: orcid)
    }
  }

  /// The identifier that a number of a preprint server is, if the server is known.
  private mutating func eprint(_ value: ArraySlice<UInt8>, of entry: BibTeXEntry) -> Identifier? {
    var type = "arxiv"
    for field in ["eprinttype", "archiveprefix"] {
      if let value = entry.value(field) { type = latex.decode(value).lowercased() }
    }
    let text = latex.decodeVerbatim(value)
    return switch type {
    case "pubmed", "pmid": Identifier.pubMed(text)
    case "arxiv": Identifier.arXiv(text)
    default: nil
    }
  }

  /// `arXiv preprint arXiv:1706.03762`, as Google Scholar writes it.
  private func arXivOfVenue(_ venue: String) -> Identifier? {
    venue.lowercased().contains("arxiv:") ? Identifier.arXiv(venue) : nil
  }

  private mutating func readAddress(
    _ value: ArraySlice<UInt8>, named name: String, into record: inout PaperRecord
  ) {
    let text = latex.decodeVerbatim(value)
    if SourceText.webAddress(text) != nil { return record.addAddress(text, field: name) }
    // Several addresses in one field are set apart by blanks.
    for address in text.split(separator: " ") where SourceText.webAddress(address) != nil {
      record.addAddress(address, field: name)
    }
    if !text.split(separator: " ").allSatisfy({ SourceText.webAddress($0) != nil }) {
      keep(name == "howpublished" ? latex.decode(value) : text, as: name, in: &record)
    }
  }

  /// Keywords in one field, set apart by semicolons, else by commas.
  static func keywords(_ text: String) -> [String] {
    let separator = UInt8(ascii: text.utf8.contains(UInt8(ascii: ";")) ? ";" : ",")
    return SourceText.items(text) { $0 == separator }
  }
}
