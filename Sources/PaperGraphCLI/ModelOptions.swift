import ArgumentParser
import Foundation
import PaperEncoder
import PaperGraph

/// How papers are compared beside their words, for commands that compare them.
struct ComparisonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Word vectors made by train, or none.", valueName: "file|none"))
  var vectors: String?

  @Option(
    help: ArgumentHelp(
      "A sentence encoder to compare by as well: a folder as sentence-transformers writes it.",
      valueName: "folder"))
  var model: String?

  /// The word vectors.
  ///
  /// - Throws: A failure that says what is wrong with the file.
  func words() throws -> WordVectors? { try VectorChoice(vectors).words() }

  /// The encoder, or nil if none is asked for.
  ///
  /// - Throws: A failure that says what is wrong with the model.
  func encoder(_ reading: ReadingOptions) throws -> PaperEncoding? {
    try model.map { directory in
      do {
        return PaperEncoding(
          try SentenceEncoder(directory: directory), threads: reading.threadCount,
          isQuiet: reading.quiet)
      } catch let error as EncoderError {
        throw CommandFailure(.noInput, error.description)
      }
    }
  }

  /// Makes a pipeline compare in this way.
  func configure(_ pipeline: inout Pipeline, _ reading: ReadingOptions) throws {
    pipeline.words = try words()
    if let encoder = try encoder(reading) {
      pipeline.spaces = { papers in [encoder.space(of: papers)] }
    }
  }
}

/// A sentence encoder with the vectors that it made before, kept in the user's cache folder.
struct PaperEncoding: Sendable {
  private let encoder: SentenceEncoder
  private let threads: Int
  private let isQuiet: Bool

  init(_ encoder: SentenceEncoder, threads: Int, isQuiet: Bool) {
    self.encoder = encoder
    self.threads = threads
    self.isQuiet = isQuiet
  }

  /// The places of papers.
  func space(of papers: [Paper]) -> FusedIndex.Space {
    encoder.space(of: vectors(of: papers.map { "\($0.record.title). \($0.record.abstract)" }))
  }

  /// The place of a text.
  func place(of text: String) -> DocumentVectors {
    encoder.documentVectors(vectors(of: [text]))
  }

  private func vectors(of texts: [String]) -> [Float] {
    let path = Self.folder + "/\(encoder.fingerprint).vectors"
    var cache = VectorCache(path: path, of: encoder)
    if cache.wasDamaged { Console.error("note: \(path) was damaged and is made anew") }
    let known = cache.count
    if !isQuiet { Console.progress("encode …") }
    let numbers = cache.vectors(of: texts, by: encoder, threads: threads)
    if cache.count > known || cache.wasDamaged { save(cache, to: path) }
    return numbers
  }

  private func save(_ cache: VectorCache, to path: String) {
    do {
      try FileManager.default.createDirectory(
        atPath: Self.folder, withIntermediateDirectories: true)
      try AtomicFile.write(cache.encoded(), to: path)
    } catch {
      if !isQuiet { Console.error("note: vectors are not kept: \(error)") }
    }
  }

  private static var folder: String {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return cache + "/papergraph"
    }
    return NSHomeDirectory() + "/.cache/papergraph"
  }
}
