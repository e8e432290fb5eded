import Foundation
import Glibc

/// The folder of a run: files appear whole, those of an earlier run that this one lacks go.
///
/// A journal names what is being written, so that the run after one that was killed can tell its
/// files from others'. Nothing else in the folder is touched.
public final class OutputFolder {
  /// Where it is.
  public let path: String
  /// The names of the files written so far, in their order.
  public private(set) var files: [String] = []

  private static let journal = ".papergraph-journal"
  private static let report = "report.json"
  /// What earlier runs wrote, finished or not.
  private var earlier: Set<String>
  private var journaled: Set<String> = []

  /// Opens or makes the folder and removes temporary files of runs that were killed.
  ///
  /// - Parameter path: The folder.
  /// - Throws: `OutputError` where there can be no such folder.
  public init(path: String) throws(OutputError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: path, reason: "no folder can be made there")
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw OutputError(path: path, reason: String(cString: strerror(errno)))
    }
    earlier = Self.reported(in: path).union(Self.lines(of: path + "/" + Self.journal))
      .filter(Self.isOurs)
    for folder in [path, path + "/data"] { Self.removeTemporaryFiles(in: folder) }
  }

  /// Writes a file under its name in the folder.
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws(OutputError) {
    precondition(Self.isOurs(name), "files of a run have plain names")
    try note([name])
    if name.hasPrefix("data/") {
      try? FileManager.default.createDirectory(
        atPath: path + "/data", withIntermediateDirectories: true)
    }
    try AtomicFile.write(bytes, to: path + "/" + name)
    files.append(name)
  }

  /// Opens a file that is written piece by piece; it counts as written.
  public func open(_ name: String) throws(OutputError) -> AtomicFile {
    precondition(Self.isOurs(name), "files of a run have plain names")
    try note([name])
    files.append(name)
    return try AtomicFile(path: path + "/" + name)
  }

  /// Writes the report, then removes what earlier runs wrote and this one did not.
  public func finish(report: [UInt8]) throws(OutputError) {
    try write(report, to: Self.report)
    for name in earlier.subtracting(files).sorted() { unlink(path + "/" + name) }
    rmdir(path + "/data")
    unlink(path + "/" + Self.journal)
  }

  /// Adds names to the journal before their files are there.
  private func note(_ names: [String]) throws(OutputError) {
    let new = names.filter { journaled.insert($0).inserted && !earlier.contains($0) }
    guard !new.isEmpty else { return }
    let text = earlier.union(journaled).sorted().joined(separator: "\n") + "\n"
    try AtomicFile.write(text.utf8, to: path + "/" + Self.journal)
  }

  /// The files that the report of an earlier run names.
  private static func reported(in path: String) -> Set<String> {
    struct Files: Decodable {
      var program: String
      var files: [String]
    }
    guard let data = FileManager.default.contents(atPath: path + "/" + report),
      let report = try? JSONDecoder().decode(Files.self, from: data),
      report.program == RunReport.program
    else { return [] }
    return Set(report.files)
  }

  private static func lines(of path: String) -> Set<String> {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  /// Whether a name could be that of a file of ours: nothing that leads elsewhere.
  private static func isOurs(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 2 && parts[0] == "data" else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".")
        && part.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
          default: false
          }
        }
    }
  }

  private static func removeTemporaryFiles(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted()
    where name.hasPrefix(".") && name.hasSuffix(AtomicFile.temporarySuffix) {
      unlink(folder + "/" + name)
    }
  }
}
