import Foundation

/// Vectors of one model on disk, by the content of their texts.
///
/// A file is a header (magic, model, dimension), then records of a text's hash, its numbers and a
/// check sum. A damaged file is not trusted from its first bad record on: what is missing is
/// encoded again, and `wasDamaged` says so.
public struct VectorCache: Sendable {
  /// Whether a file was there that could not be read to its end.
  public private(set) var wasDamaged = false
  /// The number of vectors at hand.
  public var count: Int { places.count }

  private let path: String
  private let dimension: Int
  private let header: Data
  private var places: [ContentHash: Int] = [:]
  private var numbers: [Float] = []
  private var order: [ContentHash] = []

  private static let magic = Array("papergraph vectors 1\n".utf8)

  /// Opens the cache of a model; a missing file is an empty cache.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - encoder: The model whose vectors it holds.
  public init(path: String, of encoder: SentenceEncoder) {
    self.init(path: path, fingerprint: encoder.fingerprint, dimension: encoder.dimension)
  }

  init(path: String, fingerprint: ContentHash, dimension: Int) {
    self.path = path
    self.dimension = dimension
    var header = Data(Self.magic)
    header.append(Self.bytes(of: fingerprint.value))
    header.append(Self.bytes(of: UInt32(dimension)))
    self.header = header
    if let data = try? Data(contentsOf: URL(fileURLWithPath: path)) { read(data) }
  }

  /// The vectors of texts, from the cache where it has them, encoded and kept where not.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - encoder: The model that the cache was opened for.
  ///   - threads: How many batches are worked on at a time.
  ///   - progress: Called with the number of texts done since the last call, on any thread.
  /// - Returns: `texts.count × dimension` numbers, row by row.
  public mutating func vectors(
    of texts: [String], by encoder: SentenceEncoder, threads: Int,
    progress: (@Sendable (Int) -> Void)? = nil
  ) -> [Float] {
    let hashes = texts.map { ContentHash($0) }
    var missing: [Int] = []
    var asked: Set<ContentHash> = []
    for (text, hash) in hashes.enumerated() where places[hash] == nil {
      if asked.insert(hash).inserted { missing.append(text) }
    }
    progress?(texts.count - missing.count)
    let fresh = encoder.encode(missing.map { texts[$0] }, threads: threads, progress: progress)
    for (row, text) in missing.enumerated() {
      append(hashes[text], fresh[(row * dimension)..<((row + 1) * dimension)])
    }
    return hashes.flatMap { hash in
      let start = (places[hash] ?? 0) * dimension
      return numbers[start..<start + dimension]
    }
  }

  /// The cache as bytes of its file.
  public func encoded() -> [UInt8] {
    var data = header
    for (place, hash) in order.enumerated() {
      data.append(record(hash, numbers[(place * dimension)..<((place + 1) * dimension)]))
    }
    return Array(data)
  }

  private mutating func append(_ hash: ContentHash, _ vector: ArraySlice<Float>) {
    places[hash] = order.count
    order.append(hash)
    numbers += vector
  }

  private func record(_ hash: ContentHash, _ vector: ArraySlice<Float>) -> Data {
    var data = Data(Self.bytes(of: hash.value))
    for number in vector { data.append(Self.bytes(of: number.bitPattern)) }
    var sum = ContentHash.Builder()
    sum.add(data)
    data.append(Self.bytes(of: UInt32(truncatingIfNeeded: sum.value.value)))
    return data
  }

  private mutating func read(_ data: Data) {
    let length = 16 + dimension * 4 + 4
    guard data.starts(with: header) else {
      // A file of another model is not damaged, only of no use.
      wasDamaged = !data.starts(with: Self.magic)
      return
    }
    let body = data.dropFirst(header.count)
    wasDamaged = !body.count.isMultiple(of: length)
    body.withUnsafeBytes { bytes in
      for start in stride(from: 0, through: bytes.count - length, by: length) {
        let hash = ContentHash(
          value: bytes.loadUnaligned(fromByteOffset: start, as: UInt128.self).littleEndian)
        let vector = (0..<dimension).map { column in
          Float(
            bitPattern: bytes.loadUnaligned(
              fromByteOffset: start + 16 + column * 4, as: UInt32.self
            ).littleEndian)
        }
        guard record(hash, vector[...]).elementsEqual(bytes[start..<start + length]) else {
          wasDamaged = true
          return
        }
        if places[hash] == nil { append(hash, vector[...]) }
      }
    }
  }

  private static func bytes(of value: some FixedWidthInteger) -> Data {
    withUnsafeBytes(of: value.littleEndian) { Data($0) }
  }
}
