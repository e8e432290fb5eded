import Foundation

/// The tensors of a `safetensors` file, mapped into memory.
///
/// The format: eight bytes with the length of a JSON header, the header, then the tensors' bytes,
/// all little-endian. Every offset and shape is checked before it is used.
struct SafeTensors {
  private struct Header: Decodable {
    let dtype: String
    let shape: [Int]
    let data_offsets: [Int]
  }

  let path: String
  private let data: Data
  private let body: Int
  private let headers: [String: Header]

  /// Maps a file and reads its header.
  init(path: String) throws(EncoderError) {
    self.path = path
    data = try ModelFiles.read(path, mapped: true)
    guard data.count >= 8 else { throw .malformed(path: path, reason: "shorter than its header") }
    let length = data.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self).littleEndian }
    guard length <= UInt64(data.count - 8) else {
      throw .malformed(path: path, reason: "the header is longer than the file")
    }
    body = 8 + Int(length)
    do {
      // The entry `__metadata__` is of another shape than the tensors.
      headers = try JSONDecoder().decode([String: Entry].self, from: data[8..<body])
        .compactMapValues(\.header)
    } catch {
      throw .malformed(path: path, reason: "the header is not the JSON of a safetensors file")
    }
  }

  private struct Entry: Decodable {
    let header: Header?

    init(from decoder: any Decoder) { header = try? Header(from: decoder) }
  }

  /// Whether there is a tensor of this name.
  func contains(_ name: String) -> Bool { headers[name] != nil }

  /// A tensor's numbers in row-major order.
  ///
  /// - Throws: `EncoderError.malformed` if it is missing, has another shape, or lies outside the
  ///   file.
  func tensor(_ name: String, shape: [Int]) throws(EncoderError) -> [Float] {
    guard let header = headers[name] else { throw malformed("no tensor \(name)") }
    guard header.shape == shape else {
      throw malformed("\(name) has the shape \(header.shape), expected \(shape)")
    }
    let count = shape.reduce(1, *)
    guard let type = ElementType(rawValue: header.dtype) else {
      throw malformed("\(name) has the type \(header.dtype), expected F32, F16 or BF16")
    }
    let offsets = header.data_offsets
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1],
      offsets[1] <= data.count - body, offsets[1] - offsets[0] == count * type.width
    else { throw malformed("\(name) does not lie within the file") }
    return data.withUnsafeBytes { bytes in
      type.floats(UnsafeRawBufferPointer(rebasing: bytes[(body + offsets[0])...]), count: count)
    }
  }

  private func malformed(_ reason: String) -> EncoderError {
    .malformed(path: path, reason: reason)
  }

  private enum ElementType: String {
    case single = "F32"
    case half = "F16"
    case brain = "BF16"

    var width: Int { self == .single ? 4 : 2 }

    func floats(_ bytes: UnsafeRawBufferPointer, count: Int) -> [Float] {
      (0..<count).map { index in
        let offset = index * width
        switch self {
        case .single:
          return Float(
            bitPattern: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
        case .half:
          return Float16.widened(
            bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self).littleEndian)
        case .brain:
          let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self).littleEndian
          return Float(bitPattern: UInt32(bits) << 16)
        }
      }
    }
  }
}

extension Float16 {
  fileprivate static func widened(_ bits: UInt16) -> Float { Float(Float16(bitPattern: bits)) }
}
