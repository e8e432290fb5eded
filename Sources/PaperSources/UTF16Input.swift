/// UTF-16 as UTF-8; a lone surrogate is U+FFFD.
final class UTF16Input: ByteInput {
  /// Which byte of a code unit comes first.
  enum ByteOrder { case little, big }

  private let input: any ByteInput
  private let order: ByteOrder
  private var lead: UInt16?
  private var odd: UInt8?
  private var units: [UInt8]
  private var ready: [UInt8] = []
  private var readyStart = 0

  init(_ input: any ByteInput, order: ByteOrder) {
    self.input = input
    self.order = order
    units = [UInt8](repeating: 0, count: 1 << 15)
  }

  /// The byte order of UTF-16 text by its byte order mark, or by the zeros of its Latin letters.
  static func order(of head: ArraySlice<UInt8>) -> ByteOrder? {
    if head.starts(with: [0xFF, 0xFE]) { return .little }
    if head.starts(with: [0xFE, 0xFF]) { return .big }
    let pairs = head.count / 2
    guard pairs >= 2 else { return nil }
    let first = head.startIndex
    let zeros = (0..<pairs).reduce(into: (even: 0, odd: 0)) { counts, pair in
      if head[first + 2 * pair] == 0 { counts.even += 1 }
      if head[first + 2 * pair + 1] == 0 { counts.odd += 1 }
    }
    // A character such as U+1F600 puts a zero on the other side now and then.
    if zeros.odd * 10 > pairs * 7, zeros.even * 10 < zeros.odd { return .little }
    if zeros.even * 10 > pairs * 7, zeros.odd * 10 < zeros.even { return .big }
    return nil
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while readyStart == ready.count {
      let count = try units.withUnsafeMutableBytes { try input.read(into: $0) }
      ready.removeAll(keepingCapacity: true)
      readyStart = 0
      if count == 0 {
        if lead == nil, odd == nil { return 0 }
        (lead, odd) = (nil, nil)
        append("\u{FFFD}")
      }
      for byte in units[..<count] { take(byte) }
    }
    let length = min(buffer.count, ready.count - readyStart)
    buffer.copyBytes(from: ready[readyStart..<readyStart + length])
    readyStart += length
    return length
  }

  private func take(_ byte: UInt8) {
    guard let first = odd else {
      odd = byte
      return
    }
    odd = nil
    let (low, high) = order == .little ? (first, byte) : (byte, first)
    take(UInt16(high) << 8 | UInt16(low))
  }

  private func take(_ unit: UInt16) {
    if let lead {
      self.lead = nil
      if UTF16.isTrailSurrogate(unit) {
        let value = 0x10000 + (UInt32(lead) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        return append(Unicode.Scalar(value) ?? "\u{FFFD}")
      }
      append("\u{FFFD}")
    }
    if UTF16.isLeadSurrogate(unit) {
      lead = unit
    } else {
      append(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
  }

  private func append(_ scalar: Unicode.Scalar) {
    ready.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
  }
}
