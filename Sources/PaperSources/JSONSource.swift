import PaperModel

/// One format of records written as JSON objects.
protocol JSONForm: Sendable {
  /// The format.
  static var format: SourceFormat { get }

  /// How sure it is, from 0 to 1, that an object is a record of this format, by its keys.
  static func confidence(_ object: JSONValue) -> Double

  /// Reads a record; values that it takes are marked, all others are kept by the caller.
  ///
  /// - Parameters:
  ///   - object: The record as JSON.
  ///   - notes: Takes what was mended, without place.
  /// - Returns: The record, its location unset; nil if the object is none.
  static func record(from object: JSONValue, notes: inout [String]) -> PaperRecord?
}

/// Reads the records of one JSON format, however they lie in the text.
struct JSONSource<Form: JSONForm>: RecordSource {
  var format: SourceFormat { Form.format }

  func confidence(_ head: UnsafeBufferPointer<UInt8>) -> Double {
    guard let parsed = JSONHead(head, isRecord: JSONForms.isRecord), let first = parsed.first
    else { return 0 }
    // Crossref says of a reply what it holds; a journal looks like a paper.
    let isOfPapers = parsed.outermost["message-type"]?.string.map {
      ["work", "work-list"].contains($0)
    }
    return isOfPapers == false ? 0 : Form.confidence(first)
  }

  func read(_ reader: SourceReader, into sink: inout some RecordSink) throws {
    let head = UnsafeBufferPointer(rebasing: reader.window.prefix(RecordSources.headLength))
    guard let layout = JSONHead(head, isRecord: JSONForms.isRecord)?.layout else { return }
    try JSONStream(reader, layout: layout).read(into: &sink) { value, sink in
      take(value, reader, into: &sink)
    }
  }

  /// A note that quotes a longer value gives the end of it, in characters.
  private static var longestNote: Int { 200 }

  private func take(_ value: JSONValue, _ reader: SourceReader, into sink: inout some RecordSink) {
    var notes: [String] = []
    guard value.isObject, var record = Form.record(from: value, notes: &notes) else {
      let severity: SourceDiagnostic.Severity = value.isNull ? .warning : .error
      return sink.report(
        reader.diagnostic(
          severity, at: 0, value.isNull ? "null stands for a paper" : "this is no paper",
          expected: Form.format.expectation))
    }
    record.date = JSONFields.checked(record.date, &notes)
    record.location = SourceLocation(file: reader.file, line: reader.line)
    record.addUntaken(of: value)
    if value.hasOtherEncoding { notes.append("bytes that are no UTF-8 were replaced") }
    for note in notes {
      let message = SourceText.folded(String(note.suffix(Self.longestNote)))
      sink.report(reader.diagnostic(.warning, at: 0, message))
    }
    sink.add(record)
  }
}

extension PaperRecord {
  /// Keeps the members of an object that nobody took, as they are written.
  mutating func addUntaken(of object: JSONValue) {
    for (key, value) in object.untakenMembers {
      extra.append(ExtraField(key.string ?? "", value.text ?? value.source))
    }
  }
}

extension SourceLocation {
  /// The place of a record whose place is set later.
  static let unset = SourceLocation(file: "", line: 0)
}

/// All JSON formats.
enum JSONForms {
  static let all: [any JSONForm.Type] = [
    LibraryJSON.self, DailyPapersEntries.self, CSLItems.self, OpenAlexWorks.self,
    SemanticScholarPapers.self, ArXivSnapshot.self, CrossrefWorks.self,
  ]

  /// Whether an object is a record of some format.
  static func isRecord(_ object: JSONValue) -> Bool {
    object.isObject && all.contains { $0.confidence(object) > 0 }
  }
}

extension SourceFormat {
  /// What is expected of a record, for a diagnostic.
  fileprivate var expectation: String {
    switch self {
    case .jsonLines: "an object with id, title and abstract"
    default: "an object with the keys of the format \(rawValue)"
    }
  }
}
