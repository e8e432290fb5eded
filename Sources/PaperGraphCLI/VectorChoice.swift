import Foundation
import PaperGraph

/// Which word vectors a person wants: those that ship, a file's, or none.
struct VectorChoice {
  private let argument: String?

  init(_ argument: String?) { self.argument = argument }

  /// - Throws: A failure that says what is wrong with the file.
  func words() throws -> WordVectors? {
    guard let argument else { return .embedded }
    guard argument != "none" else { return nil }
    let bytes = try InputText.bytes(of: argument)
    do {
      return try WordVectors(fileBytes: bytes)
    } catch {
      throw CommandFailure(.noInput, "\(argument): \(error)")
    }
  }
}

/// Small inputs beside the papers.
enum InputText {
  static func bytes(of path: String) throws -> [UInt8] {
    do {
      if path == "-" { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw CommandFailure(.noInput, "cannot read \(path)")
    }
  }

  /// The text of a file; one of blanks alone is none.
  static func read(_ path: String) throws -> String {
    let text = String(decoding: try bytes(of: path), as: UTF8.self)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.noPaper, "no text in \(path)")
    }
    return text
  }

  /// The lines of a file that are not blank.
  static func lines(of path: String) throws -> [String] {
    let lines = try read(path).split(whereSeparator: \.isNewline)
    return lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
