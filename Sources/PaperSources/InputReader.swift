import PaperModel

/// Reads inputs record by record, without holding them: files, folders, archives, standard input.
struct InputReader<Sink: RecordSink & AnyObject> {
  private var sink: Sink
  private let hashes: Bool
  private let onInput: (Corpus.Input) -> Void

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - sink: What takes records and diagnostics.
  ///   - hashes: Whether to compute SHA-256 of what is read.
  ///   - onInput: Told of each input, and each member of an archive, when it was read.
  init(into sink: Sink, hashes: Bool, onInput: @escaping (Corpus.Input) -> Void) {
    self.sink = sink
    self.hashes = hashes
    self.onInput = onInput
  }

  /// Reads one input as the user named it.
  ///
  /// - Throws: `SourceDiagnostic` when there is no such input, or the system does not let it be
  ///   opened.
  mutating func read(_ input: String) throws {
    let found = try InputFiles(of: input)
    var recordCount = 0
    var holdsFiles = found.files.first?.isNamed != true
    for file in found.files {
      do {
        let bytes = CountedInput(try FileInput(file.path), hashes: hashes)
        let inputs = read(
          bytes, Place(name: file.path, isNamed: file.isNamed, limit: ExpansionLimit(bytes)))
        inputs.forEach(onInput)
        recordCount += inputs.reduce(0) { $0 + $1.records }
        holdsFiles = holdsFiles || inputs.count > 1 || inputs[0].isArchive
      } catch let error as SourceDiagnostic where !file.isNamed {
        sink.report(error)
      }
    }
    found.diagnostics.forEach { sink.report($0) }
    if recordCount == 0, holdsFiles {
      sink.report(SourceDiagnostic(.error, file: input, message: "holds no file of papers"))
    }
  }

  /// Where some bytes stand.
  private struct Place {
    /// The file, with `!member` for each archive that was opened on the way.
    var name: String
    /// Whether the user named it, and not a folder or archive that holds it.
    var isNamed: Bool
    var limit: ExpansionLimit
    var depth = 0
  }

  /// Reads a file or a member of an archive, and gives the account of it and of its own members.
  private mutating func read(_ bytes: CountedInput, _ place: Place) -> [Corpus.Input] {
    var account = AccountingSink(base: sink, input: Corpus.Input(file: place.name))
    var members: [Corpus.Input] = []
    do {
      try readContent(of: PeekableInput(bytes), place, into: &account, members: &members)
    } catch {
      account.report(error, file: place.name)
    }
    do {
      if place.depth == 0 || !place.limit.isExceeded {
        account.input.sha256 = try bytes.finish()
      }
    } catch {
      account.report(error, file: place.name)
    }
    account.input.bytes = bytes.count
    return [account.input] + members
  }

  private mutating func readContent(
    of content: PeekableInput, _ place: Place, into account: inout AccountingSink<Sink>,
    members: inout [Corpus.Input]
  ) throws {
    guard ArchiveInput.recognises(try content.peek(512)) else {
      return try readText(content, place, into: &account)
    }
    if place.depth == ExpansionLimit.maximumDepth {
      throw SourceDiagnostic(
        .error, file: place.name,
        message: "archives lie in each other more than \(place.depth) deep")
    }
    var inner = place
    inner.depth += 1
    let archive = try ArchiveInput(content, file: place.name, limit: place.limit)
    while let member = try archive.nextMember(), !place.limit.isExceeded {
      if member.isEmpty {
        let expanded = PeekableInput(archive.member(named: place.name))
        try readContent(of: expanded, inner, into: &account, members: &members)
      } else if !Self.isHidden(member) {
        inner.name = place.name + "!" + member
        inner.isNamed = false
        let bytes = CountedInput(archive.member(named: inner.name), hashes: hashes)
        members += read(bytes, inner)
      }
    }
  }

  /// Whether a part of a member's path starts with a dot and is more than a way up.
  private static func isHidden(_ member: String) -> Bool {
    member.split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." }
  }

  private func readText(
    _ content: PeekableInput, _ place: Place, into account: inout AccountingSink<Sink>
  ) throws {
    let head = try content.peek(512)
    var text: any ByteInput = content
    if let order = UTF16Input.order(of: head) {
      if head.first == 0xFF || head.first == 0xFE { content.skip(2) }
      text = UTF16Input(content, order: order)
    } else if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      content.skip(3)
    }
    let reader = SourceReader(try LineEndInput.repairing(text), file: place.name)
    while reader.window.count < RecordSources.headLength, try reader.fill() {}
    let start = UnsafeBufferPointer(
      rebasing: reader.window.prefix(RecordSources.headLength))
    let source = RecordSources.source(for: start, isNamed: place.isNamed)
    guard let source, RecordSources.complaint(about: start) == nil else {
      return refuse(start, place, into: &account)
    }
    try source.read(reader, into: &account)
    let isEmpty = account.input.records == 0 && account.input.errors == 0
    // A text of no format, such as a README, is no bibliography that lacks its papers.
    let isText = [.markdownLinks, .plainText, .listing].contains(source.format)
    if isEmpty, isText, !place.isNamed { return }
    account.input.format = source.format
    if isEmpty {
      account.report(
        SourceDiagnostic(
          .warning, file: place.name, message: "holds no paper (\(source.format.rawValue))"))
    }
  }

  /// Says why nothing can be read; of what lies beside papers in a folder, only if it looks like
  /// a bibliography.
  private func refuse(
    _ head: UnsafeBufferPointer<UInt8>, _ place: Place, into account: inout AccountingSink<Sink>
  ) {
    let complaint = RecordSources.complaint(about: head)
    let description =
      complaint == nil
      ? JSONReply.description(of: head) ?? ForeignFormat.description(of: head) : nil
    if place.isNamed {
      account.report(
        SourceDiagnostic(
          .error, file: place.name,
          message: complaint ?? description ?? "is in no known form of papers"))
    } else if let description {
      account.report(SourceDiagnostic(.warning, file: place.name, message: description))
    }
  }
}

extension Corpus.Input {
  /// Whether nothing was read and nothing was wrong, as of an archive, whose members count.
  fileprivate var isArchive: Bool { format == nil && errors == 0 }
}

/// Counts what passes on its way to another sink.
private struct AccountingSink<Base: RecordSink & AnyObject>: RecordSink {
  var base: Base
  var input: Corpus.Input

  mutating func add(_ record: PaperRecord) {
    input.records += 1
    base.add(record)
  }

  mutating func report(_ diagnostic: SourceDiagnostic) {
    if diagnostic.severity == .error { input.errors += 1 }
    base.report(diagnostic)
  }

  mutating func skip(lines: Int) {
    input.furnitureLines += lines
    base.skip(lines: lines)
  }

  /// Reports why reading ended early.
  mutating func report(_ error: any Error, file: String) {
    report(
      error as? SourceDiagnostic ?? SourceDiagnostic(.error, file: file, message: "\(error)"))
  }
}
