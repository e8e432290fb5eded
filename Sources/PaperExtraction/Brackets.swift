/// Pairs of brackets in a text, found in one pass.
struct Brackets {
  /// A pair, as places in the tokens of its text.
  struct Pair: Hashable {
    /// The opening bracket.
    let open: Int
    /// The closing bracket.
    let close: Int
  }

  /// The pairs of one sentence each, ordered by their opening bracket; at most 40 tokens apart.
  static func pairs(in text: ScannedText) -> [Pair] {
    var open: [Int] = []
    var result: [Pair] = []
    for (index, token) in text.tokens.enumerated() {
      guard let mark = token.mark else { continue }
      switch mark {
      case UInt8(ascii: "("), UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        let partner = mark == UInt8(ascii: ")") ? UInt8(ascii: "(") : UInt8(ascii: "[")
        guard let last = open.last, text.tokens[last].mark == partner else { continue }
        open.removeLast()
        if index - last <= 40 { result.append(Pair(open: last, close: index)) }
      default: continue
      }
    }
    return result.sorted { $0.open < $1.open }
  }
}
