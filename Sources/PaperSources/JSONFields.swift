import PaperModel

/// Fields that several JSON formats write alike.
enum JSONFields {
  /// The text of a scalar, folded; nil if there is none.
  static func text(_ value: JSONValue) -> String? {
    let text = value.kind == .string ? value.folded : value.text ?? ""
    return text.isEmpty ? nil : text
  }

  /// The texts of an array, or the one text of a scalar.
  static func texts(_ value: JSONValue?) -> [String] {
    guard let value else { return [] }
    return value.isArray ? value.elements.compactMap(text) : [text(value)].compactMap(\.self)
  }

  /// Authors as names, or as objects with `name`, or `family` and `given`, and `orcid`.
  static func authors(_ value: JSONValue?) -> [Author] {
    guard let value else { return [] }
    guard value.isArray else { return text(value).map { authors(inOneText: $0) } ?? [] }
    return value.elements.compactMap { element in
      if let name = text(element) { return Author(name: name) }
      let family = element["family"].flatMap(text)
      let given = element["given"].flatMap(text)
      let joined = [given, family].compactMap(\.self).joined(separator: " ")
      guard let name = element["name"].flatMap(text) ?? (joined.isEmpty ? nil : joined)
      else { return nil }
      return Author(
        name: name, family: family, given: given, orcid: element["orcid"].flatMap(orcid))
    }
  }

  /// Names in one text, apart by `;`, ` and ` or, where neither stands, commas.
  private static func authors(inOneText text: String) -> [Author] {
    var names = text.split(separator: ";")
    if names.count == 1 { names = text.split(separator: " and ") }
    if names.count == 1 { names = text.split(separator: ",") }
    return names.map { Author(name: String($0.trimmingSpaces())) }.filter { !$0.name.isEmpty }
  }

  /// An ORCID without its resolver; nil for another text.
  static func orcid(_ value: JSONValue) -> String? {
    guard let last = value.string?.split(separator: "/").last, last.utf8.count == 19 else {
      return nil
    }
    let isORCID = last.utf8.enumerated().allSatisfy { index, byte in
      index % 5 == 4
        ? byte == UInt8(ascii: "-")
        : (0x30...0x39).contains(byte) || (index == 18 && byte | 0x20 == UInt8(ascii: "x"))
    }
    return isORCID ? last.uppercased() : nil
  }

  /// A date from a text such as `2020-05-01` or, without one, from a year; checked.
  static func date(
    _ value: JSONValue?, year: JSONValue? = nil, _ notes: inout [String]
  ) -> PartialDate? {
    var date = value?.text.flatMap { PartialDate($0) ?? PartialDate.read($0) }
    if let value, date == nil { notes.append("\(value.source) is no date and is left out") }
    if let year {
      if let number = year.integer {
        date = PartialDate(year: date?.year ?? number, month: date?.month, day: date?.day)
      } else {
        notes.append("\(year.source) is no year and is left out")
      }
    }
    return checked(date, &notes)
  }

  /// A date without the day, or the month, that no calendar has.
  static func checked(_ date: PartialDate?, _ notes: inout [String]) -> PartialDate? {
    if let complaint = date?.complaint { notes.append(complaint) }
    let possible = date?.possible
    return possible == PartialDate() ? nil : possible
  }

  /// The ISBNs under the key `ISBN`, taken only if there are some.
  static func takeISBNs(_ object: JSONValue) -> [Identifier] {
    let isbns = texts(object["ISBN"]).flatMap { $0.split(separator: " ") }
      .compactMap { Identifier.isbn($0) }
    if !isbns.isEmpty { _ = object.take("ISBN") }
    return isbns
  }

  /// `{"scheme","value"}`, as the library format writes identifiers.
  static func identifier(_ value: JSONValue) -> Identifier? {
    guard let scheme = value["scheme"]?.string.flatMap(Identifier.Scheme.init),
      let name = value["value"]?.text
    else { return nil }
    return Identifier(scheme, name)
  }

  /// A reference as an identifier, an id of the same source, a text, or an object of these.
  static func reference(_ value: JSONValue) -> Reference? {
    if let text = text(value) { return Reference(printed: text) }
    guard value.isObject else { return nil }
    var reference = Reference(
      id: value["id"]?.text, title: value["title"].flatMap(text), year: value["year"]?.integer,
      text: value["text"].flatMap(text))
    reference.identifiers = (value["identifiers"]?.elements ?? []).compactMap(identifier)
    if let doi = value["doi"]?.string.flatMap({ Identifier.doi($0) }),
      !reference.identifiers.contains(doi)
    {
      reference.identifiers.append(doi)
    }
    return reference == Reference() ? nil : reference
  }
}

extension JSONValue {
  /// The identifier under a key; taken only if it is one, so that another text is kept.
  func takeIdentifier(_ key: StaticString, _ read: (String) -> Identifier?) -> Identifier? {
    let identifier = self[key]?.text.flatMap(read)
    if identifier != nil { _ = take(key) }
    return identifier
  }
}

extension Reference {
  /// A reference from one text: an identifier, else an id, or a printed reference if it has blanks.
  init(printed text: String) {
    let isWord = !text.utf8.contains(UInt8(ascii: " "))
    if isWord, let identifier = Identifier.doi(text) ?? Identifier.ofAddress(text) {
      self.init(identifiers: [identifier])
    } else if isWord, text.lowercased().hasPrefix("arxiv:"), let id = Identifier.arXiv(text) {
      self.init(identifiers: [id])
    } else {
      self.init(id: isWord ? text : nil, text: isWord ? nil : text)
    }
  }
}

extension PartialDate {
  /// Reads what `description` writes: `2020`, `2020-05`, `2020-05-01`, `--05-01`.
  init?(_ description: String) {
    let hasNoYear = description.hasPrefix("--")
    let text = hasNoYear ? description.dropFirst(2) : description[...]
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.utf8.count <= 4 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    let parts = (hasNoYear ? [nil] : []) + numbers
    guard parts.count <= 3, !numbers.contains(nil) else { return nil }
    self.init(
      year: parts[0], month: parts.count > 1 ? parts[1] : nil,
      day: parts.count > 2 ? parts[2] : nil)
  }

  /// The date without the day, or the month, that no calendar has.
  var possible: PartialDate {
    guard complaint != nil else { return self }
    guard hasPossibleYear else { return PartialDate() }
    let isMonth = month.map { (1...12).contains($0) } ?? false
    return PartialDate(year: year, month: isMonth ? month : nil)
  }

  private var hasPossibleYear: Bool { year.map { (0...9999).contains($0) } ?? true }

  /// What is wrong with the date; nil if the calendar has it.
  var complaint: String? {
    guard hasPossibleYear else { return "\(self) is no date: no such year" }
    let isMonth = month.map { (1...12).contains($0) } ?? true
    guard isMonth, let day else { return isMonth ? nil : "\(self) is no date: no such month" }
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var length = month.map { lengths[$0 - 1] } ?? 31
    if month == 2, let year, year % 4 != 0 || (year % 100 == 0 && year % 400 != 0) { length = 28 }
    return (1...length).contains(day) ? nil : "\(self) is no date: no such day"
  }
}
