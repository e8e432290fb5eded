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
    let defined = Set(abbreviations.map { NameFold.name($0.name) })
    var fields = zip(texts, links).map { NameScanner().uses(in: $0, outside: $1) }
    for field in texts.indices {
      WorkCues().read(&fields[field], in: texts[field]) { $0.known.map { gazetteer.entries[$0].kind } }
      introduce(&fields[field], in: texts[field])
    }
    nameByTitle(&fields, texts)
    var works: [String: Work] = [:]
    for (uses, text) in zip(fields, texts) {
      for use in uses.uses { works[key(use, text), default: Work()].add(use) }
    }
    return zip(fields, texts).flatMap { uses, text in
      uses.uses.compactMap { use in
        let key = key(use, text)
        guard let work = works[key] else { return nil }
        return mention(use, work, isDefined: defined.contains(key), in: text)
      }
    }
  }

  private func introduce(_ uses: inout NameUses, in text: ScannedText) {
    guard text.field == .abstract else { return }
    let cues = IntroductionCues(text, uses, isForeign: isForeign)
    for introduction in cues.all() {
      let evidence: WorkEvidence =
        introduction.isDataset ? [.introduced, .presentedAsDataset] : .introduced
      uses.add(evidence, to: introduction.tokens)
    }
  }

  private func nameByTitle(_ fields: inout [NameUses], _ texts: [ScannedText]) {
    let title = TitleName(title: texts[0], abstract: texts[1])
    guard let found = title.found(fields[0], isForeign: { _ in false }) else { return }
    fields[0].add(found.isDataset ? [.titled, .presentedAsDataset] : .titled, to: found.tokens)
  }

  /// Whether a known name can hardly be what a paper presents.
  private func isForeign(_ use: NameUse) -> Bool { use.known != nil && !use.isExtended }

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
  var evidence: WorkEvidence = []
  var known: Int?
  var needsCue = true
  var shape = NameCandidate.Shape.capitalised

  mutating func add(_ use: NameUse) {
    evidence.formUnion(use.evidence)
    if let place = use.known, known == nil { known = place }
    if !use.needsCue { needsCue = false }
    shape = max(shape, use.shape)
  }

  var role: MentionRole {
    if isOwn { return .introduces }
    return evidence.contains(.used) ? .uses : .mentions
  }

  private var isOwn: Bool { has([.introduced, .titled]) }

  private func has(_ any: WorkEvidence) -> Bool { !evidence.isDisjoint(with: any) }

  /// What the name is and by which rule; nil if it is no work.
  func decision(_ kind: Gazetteer.Kind?, isDefined: Bool) -> (kind: MentionKind, rule: String)? {
    if isOwn {
      let isDataset =
        has(.presentedAsDataset) || kind == .dataset
        || (has(.datasetHead) && !has([.methodHead, .methodPeer]))
      return (isDataset ? .dataset : .method, has(.titled) ? "title-name" : "introduction")
    }
    switch kind {
    case .dataset:
      if needsCue, !has([.datasetHead, .datasetPeer, .measuredOn]) { return nil }
      return (.dataset, "gazetteer")
    case .method:
      if needsCue, !has([.methodHead, .methodPeer, .compared]) { return nil }
      return (.method, "gazetteer")
    case .generic: return nil
    case nil: return byCues(isDefined: isDefined)
    }
  }

  private func byCues(isDefined: Bool) -> (kind: MentionKind, rule: String)? {
    guard shape > .capitalised else { return nil }
    if has(.datasetHead), !has(.methodHead) { return (.dataset, "dataset-head") }
    if isDefined { return has([.methodPeer]) ? (.method, "method-list") : nil }
    if has(.datasetPeer) { return (.dataset, "dataset-list") }
    if has([.methodHead, .methodPeer]) { return (.method, "method-head") }
    if has([.compared, .named]) { return (.method, "comparison") }
    if has(.measuredOn) { return (.dataset, "measured-on") }
    guard shape == .distinctive else { return nil }
    return (.method, "name-shape")
  }
}
