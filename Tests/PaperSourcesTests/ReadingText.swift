import Foundation
import PaperModel
import PaperSources

/// Reads a text as if it were a file.
func corpus(ofText text: String, named name: String = "input") throws -> Corpus {
  try corpus(ofBytes: Array(text.utf8), named: name)
}

/// Reads bytes as if they were a file.
func corpus(ofBytes bytes: [UInt8], named name: String = "input") throws -> Corpus {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: name)
  try Data(bytes).write(to: file)
  return try CorpusReader().read([file.path(percentEncoded: false)])
}
