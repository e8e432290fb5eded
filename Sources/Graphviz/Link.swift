/// Which links may stand in a picture, and how.
enum Link {
  /// The link, fit for a picture, or `nil` where it must not stand there.
  ///
  /// `http:`, `https:` and `mailto:` pass, and references without a scheme, such
  /// as `#part` or `other.svg`. Graphviz 2.42 copies links into an SVG without
  /// escaping: what no URI holds is percent-encoded, and `&` becomes
  /// `&amp;`, which later versions keep as it is.
  static func sanitized(_ value: Drawing.Value) -> String? {
    let link = value.string
    // Graphviz would put names that nobody has checked where these escapes stand.
    if case .escaped = value, link.utf8.contains(UInt8(ascii: "\\")) { return nil }
    let bytes = Array(link.utf8.drop { $0 <= 0x20 })
    guard isAllowed(bytes) else { return nil }
    var safe: [UInt8] = []
    safe.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "&"):
        safe.append(byte)
        let isEscaped = bytes[(index + 1)...].starts(with: "amp;".utf8)
        if !isEscaped { safe += Array("amp;".utf8) }
      case ...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "\\"):
        safe.append(UInt8(ascii: "%"))
        safe.append(hexadecimal(byte >> 4))
        safe.append(hexadecimal(byte & 15))
      default: safe.append(byte)
      }
    }
    return String(decoding: safe, as: UTF8.self)
  }

  private static func isAllowed(_ link: [UInt8]) -> Bool {
    guard !link.isEmpty, !link.starts(with: "//".utf8) else { return false }
    let delimiters = Array(":/?#".utf8)
    guard let end = link.firstIndex(where: { delimiters.contains($0) }),
      link[end] == UInt8(ascii: ":")
    else { return true }
    let scheme = String(decoding: link[..<end], as: UTF8.self).lowercased()
    return ["http", "https", "mailto"].contains(scheme)
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
  }
}
