/// Brings a word as written to the form in which words are compared.
enum TokenFolding {
  /// The word in lower case, without accents, hyphens, digit commas and LaTeX remnants.
  static func fold(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(word.count)
    var index = word.startIndex
    while index < word.endIndex {
      let byte = word[index]
      if ByteClass.isLetter(byte) {
        folded.append(byte | 0x20)
        index += 1
      } else if byte < 0x80 {
        if byte == UInt8(ascii: "\\") {
          index += 2  // the backslash and its accent
          continue
        }
        if ByteClass.isDigit(byte) || ".'+#".utf8.contains(byte) { folded.append(byte) }
        index += 1
      } else {
        let scalar = WideScalar.decode(word.base, at: index)
        scalar.appendFolded(to: &folded)
        index += scalar.length
      }
    }
    return folded
  }
}
