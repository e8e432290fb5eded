/// A character outside ASCII, as the tokenizer sees it.
struct WideScalar {
  enum Kind {
    case letter
    /// A letter of a script that writes no spaces.
    case unspaced
    /// Part of a word without being compared: combining marks, soft hyphens, joiners.
    case ignorable
    case apostrophe
    case hyphen
    case separator
  }

  let scalar: Unicode.Scalar
  /// Length in bytes.
  let length: Int

  /// The character at `index`; a byte that is not UTF-8 gives U+FFFD of length 1.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> WideScalar {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return invalid }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return invalid }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let isShortest = length == 2 || value >= (length == 3 ? 0x800 : 0x10000)
    guard isShortest, let scalar = Unicode.Scalar(value) else { return invalid }
    return WideScalar(scalar: scalar, length: length)
  }

  private static let invalid = WideScalar(scalar: "\u{FFFD}", length: 1)

  var kind: Kind {
    switch scalar.value {
    case 0xD7, 0xF7: return .separator
    case 0xC0...0x24F, 0x1E00...0x1EFF: return .letter
    case 0xAD, 0x300...0x36F, 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F, 0xFEFF: return .ignorable
    case 0x2019: return .apostrophe
    case 0x2010, 0x2011: return .hyphen
    case 0x30FB: return .separator
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      return isWordForming ? .unspaced : .separator
    case 0x2000...0x2BFF where scalar.properties.generalCategory != .letterNumber:
      return .separator
    default: return isWordForming ? .letter : .separator
    }
  }

  private var isWordForming: Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber:
      true
    default: false
    }
  }

  /// Appends the lower-case form, in ASCII where the letter is a Latin one.
  func appendFolded(to folded: inout [UInt8]) {
    let value = scalar.value
    switch value {
    case 0xC0...0x24F where !LatinFolding.basic[Int(value) - 0xC0].isEmpty:
      folded += LatinFolding.basic[Int(value) - 0xC0]
    case 0x1E00...0x1EFF where !LatinFolding.additional[Int(value) - 0x1E00].isEmpty:
      folded += LatinFolding.additional[Int(value) - 0x1E00]
    case 0x2019: folded.append(UInt8(ascii: "'"))
    case 0xFB00...0xFB06:
      folded += ["ff", "fi", "fl", "ffi", "ffl", "st", "st"][Int(value) - 0xFB00].utf8
    case 0xFF10...0xFF19: folded.append(UInt8(value - 0xFF10) + UInt8(ascii: "0"))
    case 0xFF21...0xFF3A: folded.append(UInt8(value - 0xFF21) + UInt8(ascii: "a"))
    case 0xFF41...0xFF5A: folded.append(UInt8(value - 0xFF41) + UInt8(ascii: "a"))
    case 0x1D400...0x1D6A3:  // mathematical letters, 26 capital and 26 small in turn
      folded.append(UInt8((value - 0x1D400) % 26) + UInt8(ascii: "a"))
    default:
      if kind == .letter || kind == .unspaced {
        folded += scalar.properties.lowercaseMapping.utf8
      }
    }
  }
}
