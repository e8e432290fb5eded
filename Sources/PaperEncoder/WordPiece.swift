import Foundation

/// Cuts text into the word pieces of a BERT vocabulary.
///
/// As in Devlin et al. 2019, doi:10.18653/v1/N19-1423: control characters are dropped, ideographs
/// and punctuation marks stand alone, letters are folded where the model is uncased, and a word is
/// cut greedily into its longest known beginnings. Takes time linear in the text.
struct WordPiece {
  private let vocabulary: [String: Int32]
  private let isLowerCased: Bool
  private let stripsAccents: Bool
  private let separatesIdeographs: Bool
  private let unknown: Int32
  private let start: Int32
  private let end: Int32
  /// A longer word is unknown, as in the reference implementation.
  private static let longestWord = 100

  /// Reads `tokenizer.json`, or `vocab.txt` and `tokenizer_config.json`.
  init(directory: String, vocabularySize: Int) throws(EncoderError) {
    let settings = try ModelFiles.decodeIfPresent(
      Settings.self, from: directory + "/tokenizer_config.json")
    var isLowerCased = settings?.do_lower_case ?? true
    var stripsAccents = settings?.strip_accents
    var separatesIdeographs = settings?.tokenize_chinese_chars ?? true
    let path = directory + "/tokenizer.json"
    let source: String
    if let file = try ModelFiles.decodeIfPresent(TokenizerFile.self, from: path) {
      guard file.model.type ?? "WordPiece" == "WordPiece" else {
        throw .unsupported("its tokenizer is \(file.model.type ?? "unknown"), expected WordPiece")
      }
      vocabulary = file.model.vocab
      isLowerCased = file.normalizer?.lowercase ?? isLowerCased
      stripsAccents = file.normalizer?.strip_accents ?? stripsAccents
      separatesIdeographs = file.normalizer?.handle_chinese_chars ?? separatesIdeographs
      source = path
    } else {
      source = directory + "/vocab.txt"
      vocabulary = Self.lines(try ModelFiles.read(source))
    }
    self.isLowerCased = isLowerCased
    self.stripsAccents = stripsAccents ?? isLowerCased
    self.separatesIdeographs = separatesIdeographs
    guard let unknown = vocabulary["[UNK]"], let start = vocabulary["[CLS]"],
      let end = vocabulary["[SEP]"]
    else { throw .malformed(path: source, reason: "[UNK], [CLS] or [SEP] is missing") }
    guard vocabulary.values.allSatisfy({ $0 >= 0 && $0 < vocabularySize }) else {
      throw .malformed(
        path: source, reason: "the vocabulary does not fit the model's \(vocabularySize) words")
    }
    self.unknown = unknown
    self.start = start
    self.end = end
  }

  /// The numbers of a text's pieces between `[CLS]` and `[SEP]`, cut to a length of 2 or more.
  func pieces(of text: String, limit: Int) -> [Int32] {
    var pieces = [start]
    for word in words(of: text) {
      guard pieces.count < limit - 1 else { break }
      appendPieces(of: word, to: &pieces)
    }
    return pieces.prefix(limit - 1) + [end]
  }

  private func appendPieces(of word: String.UnicodeScalarView, to pieces: inout [Int32]) {
    let scalars = Array(word)
    guard scalars.count <= Self.longestWord else { return pieces.append(unknown) }
    var found: [Int32] = []
    var first = 0
    while first < scalars.count {
      var next = scalars.count
      var piece: Int32?
      while next > first, piece == nil {
        var candidate = first > 0 ? "##" : ""
        candidate.unicodeScalars.append(contentsOf: scalars[first..<next])
        piece = vocabulary[candidate]
        if piece == nil { next -= 1 }
      }
      guard let piece else { return pieces.append(unknown) }
      found.append(piece)
      first = next
    }
    pieces += found
  }

  /// Words and single marks, folded.
  private func words(of text: String) -> [String.UnicodeScalarView] {
    var words: [String.UnicodeScalarView] = []
    var word = String.UnicodeScalarView()
    func finish() {
      if !word.isEmpty { words.append(word) }
      word = String.UnicodeScalarView()
    }
    for scalar in folded(text).unicodeScalars {
      switch scalar.role {
      case .space: finish()
      case .dropped: break
      case .mark:
        finish()
        words.append(String.UnicodeScalarView([scalar]))
      case .ideograph where separatesIdeographs:
        finish()
        words.append(String.UnicodeScalarView([scalar]))
      case .ideograph, .letter: word.append(scalar)
      }
    }
    finish()
    return words
  }

  private func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return isLowerCased ? text.lowercased() : text }
    var text = text
    if isLowerCased { text = text.lowercased() }
    guard stripsAccents else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private static func lines(_ data: Data) -> [String: Int32] {
    var vocabulary: [String: Int32] = [:]
    let lines = String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      let word = line.hasSuffix("\r") ? line.dropLast() : line
      vocabulary[String(word)] = Int32(number)
    }
    return vocabulary
  }

  private struct Settings: Decodable {
    let do_lower_case: Bool?
    let strip_accents: Bool?
    let tokenize_chinese_chars: Bool?
  }

  private struct TokenizerFile: Decodable {
    let normalizer: Normalizer?
    let model: Model

    struct Normalizer: Decodable {
      let lowercase: Bool?
      let strip_accents: Bool?
      let handle_chinese_chars: Bool?
    }

    struct Model: Decodable {
      let type: String?
      let vocab: [String: Int32]
    }
  }
}

extension Unicode.Scalar {
  fileprivate enum Role {
    case space, dropped, mark, ideograph, letter
  }

  fileprivate var role: Role {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20: return .space
    case 0, 0xFFFD: return .dropped
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return .mark
    case 0x30...0x7A: return .letter
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2CEAF,
      0xF900...0xFAFF, 0x2F800...0x2FA1F:
      return .ideograph
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return .dropped
    case .spaceSeparator: return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return .mark
    default: return .letter
    }
  }
}
