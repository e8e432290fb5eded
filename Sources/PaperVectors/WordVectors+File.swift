import TextCore

extension WordVectors {
  /// Why bytes are not a table of word vectors.
  public enum FileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file does not begin as one of word vectors.
    case notVectors
    /// The file is of a later form.
    case unknownVersion(UInt32)
    /// Fewer or more bytes than the head of the file promises.
    case wrongLength(expected: Int, found: Int)
    /// The dimension, the number of words or the words themselves cannot be.
    case wrongShape(String)
    /// The bytes are not those that were written.
    case damaged

    /// What is wrong, in a line.
    public var description: String {
      switch self {
      case .notVectors: "not a file of word vectors, as papergraph train writes it"
      case .unknownVersion(let version): "word vectors of form \(version), expected form 1"
      case .wrongLength(let expected, let found):
        "word vectors are cut short or run on: expected \(expected) bytes, found \(found)"
      case .wrongShape(let what): "word vectors of a wrong shape: \(what)"
      case .damaged: "word vectors are damaged: the checksum differs"
      }
    }
  }

  private static let magic = Array("PGWORDS\n".utf8)
  private static let version: UInt32 = 1
  private static let headLength = magic.count + 5 * 4

  /// The table as a file: a head, the origin, the words, a scale and the bytes of each row.
  ///
  /// Numbers are little-endian: 8 bytes of magic, then version, dimension, number of words, bytes
  /// of the origin and bytes of the words; the origin; the words, each closed by a line feed; a
  /// 32-bit float a word; `dimension` signed bytes a word; and an FNV-1a checksum in 64 bits of
  /// all before it.
  public func fileBytes() -> [UInt8] {
    let origin = Array(origin.utf8)
    var text: [UInt8] = []
    for word in 0..<words.count { text += words[bytes: word] + [UInt8(ascii: "\n")] }
    var file = Self.magic
    for number in [
      Self.version, UInt32(dimension), UInt32(words.count), UInt32(origin.count),
      UInt32(text.count),
    ] {
      file.append(number: number)
    }
    file += origin
    file += text
    for scale in rows.scales { file.append(number: scale.bitPattern) }
    for row in 0..<rows.count {
      let start = row * rows.stride
      file += rows.bytes[start..<(start + dimension)].map { UInt8(bitPattern: $0) }
    }
    file.append(number: Self.checksum(file[...]))
    return file
  }

  /// Reads a table as ``fileBytes()`` writes it.
  ///
  /// - Parameter file: All bytes of the file.
  /// - Throws: `FileError` for anything else.
  public init(fileBytes file: [UInt8]) throws(FileError) {
    guard file.starts(with: Self.magic) else { throw .notVectors }
    guard file.count >= Self.headLength else {
      throw .wrongLength(expected: Self.headLength, found: file.count)
    }
    let head = (0..<5).map { file.number(at: Self.magic.count + $0 * 4, as: UInt32.self) }
    guard head[0] == Self.version else { throw .unknownVersion(head[0]) }
    let (dimension, count) = (Int(head[1]), Int(head[2]))
    let (originLength, textLength) = (Int(head[3]), Int(head[4]))
    guard (1...65_536).contains(dimension) else { throw .wrongShape("dimension \(dimension)") }
    let textStart = Self.headLength + originLength
    let scaleStart = textStart + textLength
    let rowStart = scaleStart + count * 4
    let end = rowStart + count * dimension
    guard file.count == end + 8 else {
      throw .wrongLength(expected: end + 8, found: file.count)
    }
    guard file.number(at: end, as: UInt64.self) == Self.checksum(file[..<end]) else {
      throw .damaged
    }
    let words = file[textStart..<scaleStart].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).dropLast().map { String(decoding: $0, as: UTF8.self) }
    let vocabulary = Vocabulary(words)
    guard words.count == count, vocabulary.count == count,
      words.indices.allSatisfy({ vocabulary[$0] == words[$0] })
    else { throw .wrongShape("the words are not \(count) sorted ones") }
    let scales = (0..<count).map {
      Float(bitPattern: file.number(at: scaleStart + $0 * 4, as: UInt32.self))
    }
    guard scales.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw .wrongShape("a row's scale is no number of 0 or more")
    }
    self.init(
      origin: String(decoding: file[Self.headLength..<textStart], as: UTF8.self),
      words: vocabulary,
      rows: QuantizedRows(dimension: dimension, packed: file[rowStart..<end], scales: scales))
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number
  {
    withUnsafeBytes { bytes in
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }
}
