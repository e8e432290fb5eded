import Graphviz

/// Running text broken into lines of about equal length.
enum TextLines {
  /// Breaks a text.
  ///
  /// Lines break between words and beside ideographs; a word wider than a line is cut. Of all ways
  /// to break, the one with the least sum of squared rests is taken (Knuth and Plass 1981,
  /// doi:10.1002/spe.4380111102, without stretching). Controls of text direction are left out, so
  /// that no text can turn what stands around it.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - size: The font's size.
  ///   - width: How wide a line may be, in the unit of `size`.
  ///   - limit: How many lines there may be; the last ends in `…` if that is not enough.
  /// - Returns: The lines, at least one.
  static func broken(_ text: String, size: Double, width: Double, limit: Int) -> [String] {
    let words = words(text, size: size, width: width)
    guard !words.isEmpty else { return [""] }
    let space = TextMetrics.width(of: " ", size: size)
    // The least cost of setting the words from each place on, and where the next line starts.
    var cost = [Double](repeating: .infinity, count: words.count) + [0]
    var next = [Int](repeating: words.count, count: words.count)
    for start in words.indices.reversed() {
      var length = 0.0
      for end in start..<words.count {
        length += words[end].width + (end > start && words[end].hasSpace ? space : 0)
        guard length <= width || end == start else { break }
        let rest = width - length
        let total = rest * rest + cost[end + 1] + width * width
        if total < cost[start] {
          cost[start] = total
          next[start] = end + 1
        }
      }
    }
    var lines: [String] = []
    var start = 0
    while start < words.count {
      if lines.count == limit {
        lines[limit - 1] = ellipsized(lines[limit - 1], size: size, width: width)
        break
      }
      var line = ""
      for (index, word) in words[start..<next[start]].enumerated() {
        line += (index > 0 && word.hasSpace ? " " : "") + word.text
      }
      lines.append(line)
      start = next[start]
    }
    return lines
  }

  /// The text without controls of direction, and with single spaces.
  static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: continue
      case 0..<0x20, 0x7F..<0xA0: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The beginning of a text, cut between words, with `…` if it goes on.
  static func beginning(of text: String, limit: Int) -> String {
    let text = plain(text)
    guard text.count > limit else { return text }
    let cut = text.prefix(limit)
    let end = cut.lastIndex(of: " ") ?? cut.endIndex
    return cut[..<end] + " …"
  }

  private struct Word {
    var text: String
    var width: Double
    var hasSpace: Bool
  }

  private static func words(_ text: String, size: Double, width: Double) -> [Word] {
    var words: [Word] = []
    for word in plain(text).split(separator: " ") {
      var piece = ""
      var length = 0.0
      var hasSpace = true
      func end() {
        guard !piece.isEmpty else { return }
        words.append(Word(text: piece, width: length, hasSpace: hasSpace))
        piece = ""
        length = 0
        hasSpace = false
      }
      for character in word {
        let advance = TextMetrics.width(of: String(character), size: size)
        if length + advance > width || isIdeograph(character) { end() }
        piece.append(character)
        length += advance
        if isIdeograph(character) { end() }
      }
      end()
    }
    return words
  }

  private static func isIdeograph(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return (0x2E80..<0xA4D0).contains(scalar.value) || (0xAC00..<0xD7A4).contains(scalar.value)
  }

  private static func ellipsized(_ line: String, size: Double, width: Double) -> String {
    var line = line
    while !line.isEmpty, TextMetrics.width(of: line + " …", size: size) > width {
      line.removeLast()
    }
    return line + " …"
  }
}
