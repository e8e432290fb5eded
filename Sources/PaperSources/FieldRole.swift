import PaperModel

/// What a named field of a flat format, such as a RIS tag or a CSV column, says of a paper.
enum FieldRole {
  case id, type, title, abstract, venue, date
  /// One author, or several set apart by semicolons.
  case author, authors
  case keyword, keywords, subjects
  case doi, arxiv, pubMed, pubMedCentral, acl, openAlex, semanticScholar, mag, isbn
  case address, citationCount
  /// References as Web of Science prints them, and as Scopus does; ids in the same source.
  case citedWork, scopusReferences, referenceIDs

  /// The items of a field that semicolons or bars set apart.
  static func items(_ text: String) -> [String] {
    SourceText.items(text) { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "|") }
  }
}

extension PaperRecord {
  /// Takes the value of a field.
  ///
  /// What has no place, or does not fit the place it has, is kept in `extra` under its own name.
  ///
  /// - Parameters:
  ///   - value: The text, without line breaks.
  ///   - role: What the field says; nil if the model has no word for it.
  ///   - name: The source's name of the field.
  mutating func take(_ value: String, as role: FieldRole?, of name: String) {
    guard !value.isEmpty, !take(value, as: role) else { return }
    extra.append(ExtraField(name, value))
  }

  /// Takes a value if it fits.
  private mutating func take(_ value: String, as role: FieldRole?) -> Bool {
    switch role {
    case nil: return false
    case .id: return set(\.id, value)
    case .type: return set(\.type, value)
    case .venue: return set(\.venue, value)
    case .title: return set(\.title, value)
    case .abstract: return set(\.abstract, value)
    case .date: return take(date: value)
    case .author: return take(authors: [value])
    case .authors: return take(authors: FieldRole.items(value))
    case .keyword: keywords.append(value)
    case .keywords: keywords += FieldRole.items(value)
    case .subjects: fields += FieldRole.items(value)
    case .doi: return take(value) { Identifier.doi($0) }
    case .arxiv: return take(value) { Identifier.arXiv($0) }
    case .pubMed: return take(value) { Identifier.pubMed($0) }
    case .pubMedCentral: return take(value) { Identifier.pubMedCentral($0) }
    case .acl: return take(value) { Identifier.acl($0) ?? Identifier.acl("aclanthology.org/" + $0) }
    case .openAlex: return take(value) { Identifier.openAlex($0) }
    case .semanticScholar: return take(value) { Identifier.semanticScholar($0) }
    case .mag: return take(value) { Int($0).map { Identifier(.mag, String($0)) } }
    case .isbn: return Self.isBook(type) && take(value) { Identifier.isbn($0) }
    case .address: return take(addresses: value)
    case .citationCount: return take(citationCount: value)
    case .citedWork: references.append(Reference(webOfScience: value))
    case .scopusReferences: references += Reference.scopus(value)
    case .referenceIDs: references += FieldRole.items(value).map { Reference(id: $0) }
    }
    return true
  }

  private mutating func set(_ path: WritableKeyPath<PaperRecord, String>, _ value: String) -> Bool {
    if self[keyPath: path].isEmpty { self[keyPath: path] = value }
    return self[keyPath: path] == value
  }

  private mutating func set(_ path: WritableKeyPath<PaperRecord, String?>, _ value: String) -> Bool
  {
    if self[keyPath: path] == nil { self[keyPath: path] = value }
    return self[keyPath: path] == value
  }

  private mutating func take(authors names: [String]) -> Bool {
    let people = names.map { Author(printed: $0) }.filter { !$0.name.isEmpty }
    authors += people
    return !people.isEmpty
  }

  /// Takes the more precise of two dates that agree.
  private mutating func take(date text: String) -> Bool {
    guard let read = PartialDate.read(text) else { return false }
    let new = read.possible
    guard let old = date else {
      date = new == PartialDate() ? nil : new
      return new == read
    }
    let agrees =
      (old.year == nil || new.year == nil || old.year == new.year)
      && (old.month == nil || new.month == nil || old.month == new.month)
    if agrees {
      date = PartialDate(
        year: old.year ?? new.year, month: old.month ?? new.month, day: old.day ?? new.day)
    }
    return agrees && new == read
  }

  /// Takes an identifier, or several that `; ` sets apart.
  private mutating func take(_ text: String, _ read: (String) -> Identifier?) -> Bool {
    let found = text.split(separator: "; ").map { read(String($0)) }
    guard !found.isEmpty, !found.contains(nil) else { return false }
    found.forEach { add($0) }
    return true
  }

  private mutating func take(addresses: String) -> Bool {
    let parts = addresses.split { $0 == " " || $0 == ";" || $0 == "|" }
    guard parts.allSatisfy({ SourceText.webAddress($0) != nil }) else { return false }
    for part in parts { addAddress(part, field: "") }
    return true
  }

  private mutating func take(citationCount text: String) -> Bool {
    guard let count = Int(text), count >= 0 else { return false }
    if citationCount == nil { citationCount = count }
    return citationCount == count
  }

  /// Whether a source's word for the kind of work says that an ISBN is the work's own.
  private static func isBook(_ type: String?) -> Bool {
    guard let type = type?.lowercased() else { return false }
    return ["book", "ebook", "edbook", "thes", "rprt", "conf", "thesis", "report"].contains(type)
  }
}
