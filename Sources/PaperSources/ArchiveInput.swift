import CArchive

/// How far compressed bytes may grow.
///
/// Bibliographies shrink to a tenth; what grows far more is meant to exhaust its reader.
final class ExpansionLimit {
  /// The growth that is refused, once `freeBytes` came out.
  static let maximumRatio = 250
  /// What may come out however little went in.
  static let freeBytes = 64 << 20
  /// What may come out of one input in all.
  static let maximumBytes = 256 << 30
  /// How many members one archive may have.
  static let maximumMembers = 100_000
  /// How many archives may lie in each other.
  static let maximumDepth = 4

  private let stored: CountedInput
  private var expanded = 0
  /// Whether it was exceeded, so that nothing more is to be read.
  private(set) var isExceeded = false

  init(_ stored: CountedInput) { self.stored = stored }

  /// Counts bytes that came out; a diagnostic's message when it is too much.
  func complaint(adding count: Int) -> String? {
    expanded += count
    isExceeded = true
    if expanded > Self.maximumBytes {
      return "expands to more than \(Self.maximumBytes >> 30) GiB and is not read further"
    }
    if expanded > Self.freeBytes, expanded / Self.maximumRatio > stored.count {
      return "expands more than \(Self.maximumRatio)-fold and is not read further"
    }
    isExceeded = false
    return nil
  }
}

/// A compressed file or an archive, read through libarchive member after member.
///
/// Nothing is written to the file system: names of members are labels only.
final class ArchiveInput {
  private let archive: OpaquePointer
  private let source: ArchiveSource
  private let file: String
  private let limit: ExpansionLimit
  private var memberCount = 0

  /// Whether bytes start as a compressed file or an archive does.
  static func recognises(_ head: ArraySlice<UInt8>) -> Bool {
    let magics: [[UInt8]] = [
      [0x1F, 0x8B], Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], [0x28, 0xB5, 0x2F, 0xFD],
      Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8),
    ]
    return magics.contains { head.starts(with: $0) }
      || head.dropFirst(257).starts(with: Array("ustar".utf8))
  }

  /// Opens an archive.
  ///
  /// - Parameters:
  ///   - input: Its bytes.
  ///   - file: Its name, for diagnostics.
  ///   - limit: How far it may grow.
  /// - Throws: `SourceDiagnostic` when it is damaged or of no known kind.
  init(_ input: any ByteInput, file: String, limit: ExpansionLimit) throws {
    guard let archive = archive_read_new() else {
      throw SourceDiagnostic(.error, file: file, message: "no memory to expand it")
    }
    self.archive = archive
    self.file = file
    self.limit = limit
    source = ArchiveSource(input)
    archive_read_support_filter_gzip(archive)
    archive_read_support_filter_bzip2(archive)
    archive_read_support_filter_xz(archive)
    archive_read_support_filter_zstd(archive)
    archive_read_support_format_zip_streamable(archive)
    archive_read_support_format_tar(archive)
    archive_read_support_format_raw(archive)
    let context = Unmanaged.passUnretained(source).toOpaque()
    let status = archive_read_open(
      archive, context, nil,
      { _, context, block in
        guard let context else { return -1 }
        return Unmanaged<ArchiveSource>.fromOpaque(context).takeUnretainedValue().next(block)
      }, nil)
    if status < ARCHIVE_WARN { throw failure() }
  }

  deinit { archive_read_free(archive) }

  /// Moves to the next member that is a file.
  ///
  /// - Returns: Its name, empty for a compressed file without one; nil behind the last member.
  /// - Throws: `SourceDiagnostic` when the archive is damaged or has too many members.
  func nextMember() throws -> String? {
    while true {
      var entry: OpaquePointer?
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return nil }
      if status < ARCHIVE_WARN { throw failure() }
      memberCount += 1
      if memberCount > ExpansionLimit.maximumMembers {
        throw SourceDiagnostic(
          .error, file: file,
          message: "has more than \(ExpansionLimit.maximumMembers) members and is not read further")
      }
      guard archive_entry_filetype(entry) == 0o100000 || isRaw else { continue }
      return isRaw ? "" : Self.name(of: entry)
    }
  }

  /// The bytes of the member that `nextMember` moved to.
  func member(named name: String) -> any ByteInput { Member(archive: self, name: name) }

  private var isRaw: Bool { archive_format(archive) == ARCHIVE_FORMAT_RAW }

  private static func name(of entry: OpaquePointer?) -> String {
    guard let path = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    else { return "unnamed" }
    return String(
      String.UnicodeScalarView(
        String(cString: path).unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 })
    )
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer, of name: String) throws -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    if count < 0 { throw failure(in: name) }
    if let complaint = limit.complaint(adding: count) {
      throw SourceDiagnostic(.error, file: name, message: complaint)
    }
    return count
  }

  private func failure(in name: String? = nil) -> SourceDiagnostic {
    if let error = source.error { return error }
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "unknown reason"
    return SourceDiagnostic(
      .error, file: name ?? file, message: "cannot be expanded: \(reason)")
  }

  private final class Member: ByteInput {
    private let archive: ArchiveInput
    private let name: String

    init(archive: ArchiveInput, name: String) {
      self.archive = archive
      self.name = name
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      try archive.read(into: buffer, of: name)
    }
  }
}

/// Hands the bytes of an input to libarchive, which asks for them through C.
private final class ArchiveSource {
  private let input: any ByteInput
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
  /// Why the input could not be read.
  private(set) var error: SourceDiagnostic?

  init(_ input: any ByteInput) { self.input = input }

  deinit { buffer.deallocate() }

  func next(_ block: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    do {
      let count = try input.read(into: buffer)
      block?.pointee = UnsafeRawPointer(buffer.baseAddress)
      return count
    } catch {
      self.error = error as? SourceDiagnostic
      return -1
    }
  }
}
