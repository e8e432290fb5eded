import PaperModel

extension SHA256 {
  /// The digest of a resource in Base64 (RFC 4648), by which a page tells a browser what may run.
  static func base64(of resource: [UInt8]) -> String {
    var hash = SHA256()
    resource.withUnsafeBytes { hash.update($0) }
    let bytes = hash.digest()
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for digit in 0..<4 {
        let isPadding = digit > group.count
        text.append(isPadding ? UInt8(ascii: "=") : alphabet[value >> (18 - 6 * digit) & 63])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
