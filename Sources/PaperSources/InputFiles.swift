import Glibc

/// The files that the names given by a user come to.
struct InputFiles {
  /// A file to read.
  struct File {
    /// Its path; `-` is standard input.
    var path: String
    /// Whether the user named the file, and not a folder that holds it.
    var isNamed: Bool
  }

  /// The files in reading order; a folder's are sorted by the bytes of their names.
  private(set) var files: [File] = []
  /// Folders that cannot be listed.
  private(set) var diagnostics: [SourceDiagnostic] = []

  /// Finds the files of an input: the file itself, or those below a folder.
  ///
  /// Names that start with a dot are left out, and so are links to folders, which may lead in
  /// circles.
  ///
  /// - Throws: `SourceDiagnostic` when there is no such input.
  init(of input: String) throws {
    var status = stat()
    if input == "-" {
      files = [File(path: input, isNamed: true)]
    } else if stat(input, &status) != 0 {
      throw FileInput.unreadable(input)
    } else if status.st_mode & S_IFMT == S_IFDIR {
      guard addFiles(below: input) else { throw FileInput.unreadable(input) }
    } else {
      files = [File(path: input, isNamed: true)]
    }
  }

  /// Adds the files of a folder; false if the system does not list it.
  private mutating func addFiles(below folder: String) -> Bool {
    guard let names = Self.names(in: folder) else { return false }
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if !addFiles(below: path) { diagnostics.append(FileInput.unreadable(path)) }
      } else if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
        files.append(File(path: path, isNamed: false))
      }
    }
    return true
  }

  private static func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
