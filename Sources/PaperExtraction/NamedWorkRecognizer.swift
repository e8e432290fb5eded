import PaperModel

/// Finds datasets and named methods, models, tools and hardware, and what the paper does with them.
///
/// Names come from the gazetteer and from their shape; what the sentences around tell of a name
/// counts for every place that prints it. Time and space are linear in the text.
struct NamedWorkRecognizer: Sendable {
  private let gazetteer = Gazetteer.shared

  /// The named works of one paper.
  ///
  /// - Parameters:
  ///   - texts: The title and the abstract.
  ///   - links: The addresses in each; no name is read in them.
  ///   - abbreviations: The definitions of both.
  /// - Returns: The mentions of datasets and methods, by field and place.
  func mentions(
    in texts: [ScannedText], outside links: [[TextSpan]], abbreviations: [Mention]
  ) -> [Mention] {
    let definitions = texts.map { Definitions(abbreviations, in: $0) }
    var fields = texts.indices.map {
      NameScanner().uses(in: texts[$0], outside: links[$0], definitions[$0])
    }
    for field in texts.indices {
      WorkCues(definitions: definitions[field]).read(&fields[field], in: texts[field]) {
        $0.known.map { gazetteer.entries[$0].kind }
      }
    }
    introduce(&fields[1], in: texts[1], definitions[1])
    nameByTitle(&fields, texts)
    let works = works(fields, texts, foreign: otherwiseDefined(texts, definitions))
    let defined = Set(abbreviations.map { NameFold.name($0.name) })
    return zip(fields, texts).flatMap { uses, text in
      uses.uses.compactMap { use in
        let key = key(use, text)
        return works[key].flatMap { mention(use, $0, isDefined: defined.contains(key), in: text) }
      }
    }
  }

  /// What all uses of each name tell, by folded name; names in `foreign` are left out.
  private func works(
    _ fields: [NameUses], _ texts: [ScannedText], foreign: Set<String>
  ) -> [String: Work] {
    var works: [String: Work] = [:]
    for (uses, text) in zip(fields, texts) {
      for use in uses.uses {
        let key = key(use, text)
        if foreign.contains(key) { continue }
        works[key, default: Work(name: name(use, text))].add(use)
      }
    }
    // A variant of an own work is an own work: `DDRNet-23-slim` beside `DDRNet`.
    let own = Set(
      works.values.filter { $0.name.utf8.count >= 4 && $0.isOwn }
        .flatMap { [$0.name, Plural.singular($0.name)] })
    guard !own.isEmpty else { return works }
    return works.mapValues { work in
      var work = work
      if work.known == nil, work.shape > .capitalised, Self.isVariant(work.name, ofAny: own) {
        work.evidence.insert(.introduced)
      }
      return work
    }
  }

  /// Whether a name goes on one of others with a mark or a digit: `DDRNet-23-slim`.
  private static func isVariant(_ name: String, ofAny others: Set<String>) -> Bool {
    name.indices.dropFirst().contains { index in
      !name[index].isLetter && others.contains(String(name[..<index]))
    }
  }

  /// Known short acronyms that the paper spells out as common words: `Variational quantum algorithms
  /// (VQAs)` are not the dataset VQA.
  private func otherwiseDefined(_ texts: [ScannedText], _ definitions: [Definitions]) -> Set<String>
  {
    var result: Set<String> = []
    for (text, definitions) in zip(texts, definitions) {
      for definition in definitions.all where !definition.isCapitalised {
        let (short, long) = (definition.short, definition.long)
        guard text.span(short).end - text.span(short).start <= 5,
          let match = gazetteer.match(in: text, at: short.lowerBound, before: short.upperBound)
        else { continue }
        let spelt = gazetteer.match(in: text, at: long.lowerBound, before: long.upperBound)
        if spelt?.entry != match.entry {
          result.insert(NameFold.name(gazetteer.entries[match.entry].name))
        }
      }
    }
    return result
  }

  private func introduce(_ uses: inout NameUses, in text: ScannedText, _ definitions: Definitions) {
    let cues = IntroductionCues(text: text, uses: uses, definitions: definitions)
    for introduction in cues.all() {
      let evidence: WorkEvidence =
        introduction.isDataset ? [.introduced, .presentedAsDataset] : .introduced
      uses.add(evidence, to: introduction.tokens)
    }
    uses.sort()
  }

  private func nameByTitle(_ fields: inout [NameUses], _ texts: [ScannedText]) {
    let title = TitleName(title: texts[0], abstract: texts[1])
    guard let found = title.found(fields[0]) else { return }
    fields[0].add(found.isDataset ? [.titled, .presentedAsDataset] : .titled, to: found.tokens)
    fields[0].sort()
  }

  /// The folded name under which uses of one work fall together.
  private func key(_ use: NameUse, _ text: ScannedText) -> String {
    NameFold.name(name(use, text))
  }

  private func name(_ use: NameUse, _ text: ScannedText) -> String {
    if let known = use.known, !use.isExtended { return gazetteer.entries[known].name }
    let printed = text.string(text.span(use.tokens)).filter { !"${}\\".contains($0) }
    return ShortForm.singular(printed)
  }

  private func mention(
    _ use: NameUse, _ work: Work, isDefined: Bool, in text: ScannedText
  ) -> Mention? {
    let kind = work.known.map { gazetteer.entries[$0].kind }
    guard let decision = work.decision(kind, isDefined: isDefined) else { return nil }
    let span = text.span(use.tokens)
    var detail: String?
    if case .method(let word) = kind { detail = word }
    return Mention(
      kind: decision.kind, name: name(use, text), surface: text.string(span), field: text.field,
      span: span, rule: decision.rule, role: work.role,
      detail: decision.kind == .method ? detail : nil)
  }
}

/// What all uses of one name tell together.
private struct Work {
  /// The name as first printed.
  let name: String
  var evidence: WorkEvidence = []
  var known: Int?
  var needsCue = true
  var shape = NameCandidate.Shape.capitalised

  private var isPhrase = false

  init(name: String) { self.name = name }

  mutating func add(_ use: NameUse) {
    evidence.formUnion(use.evidence)
    if let place = use.known, known == nil { known = place }
    if !use.needsCue { needsCue = false }
    if use.isPhrase { isPhrase = true }
    shape = max(shape, use.shape)
  }

  var role: MentionRole {
    if isOwn { return .introduces }
    return evidence.contains(.used) ? .uses : .mentions
  }

  var isOwn: Bool { has([.introduced, .titled]) }

  private func has(_ any: WorkEvidence) -> Bool { !evidence.isDisjoint(with: any) }

  /// What the name is and by which rule; nil if it is no work.
  func decision(_ kind: Gazetteer.Kind?, isDefined: Bool) -> (kind: MentionKind, rule: String)? {
    if isOwn {
      let isDataset =
        has(.presentedAsDataset) || kind == .dataset || (has(.directDataset) && !has(.methodHead))
      return (isDataset ? .dataset : .method, has(.titled) ? "title-name" : "introduction")
    }
    switch kind {
    case .dataset:
      if needsCue, !has([.datasetHead, .datasetPeer, .measuredOn]) { return nil }
      return (.dataset, "gazetteer")
    case .method:
      if needsCue, !has([.methodHead, .methodPeer, .compared]) { return nil }
      return (.method, "gazetteer")
    case .generic, .maker: return nil
    case nil: return byCues(isDefined: isDefined)
    }
  }

  private func byCues(isDefined: Bool) -> (kind: MentionKind, rule: String)? {
    if isPhrase, shape == .capitalised {
      if has([.directDataset, .datasetPeer, .datasetHead]), !has(.methodHead) {
        return (.dataset, "dataset-phrase")
      }
      return has([.directMethod, .methodPeer]) ? (.method, "method-phrase") : nil
    }
    guard shape > .capitalised else { return nil }
    if has(.datasetHead), !has(.methodHead) { return (.dataset, "dataset-head") }
    if isDefined { return has([.methodPeer, .appliedName]) ? (.method, "applied-name") : nil }
    if has(.datasetPeer) { return (.dataset, "dataset-list") }
    if has([.methodHead, .methodPeer]) { return (.method, "method-head") }
    if has([.compared, .named]) { return (.method, "comparison") }
    if has(.measuredOn) { return (.dataset, "measured-on") }
    guard shape == .distinctive, name.utf8.count >= 4 else { return nil }
    return (.method, "name-shape")
  }
}
