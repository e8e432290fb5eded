/// Parses JSON values, one at a time, to a flat list of nodes whose memory is used again.
///
/// RFC 8259. What is known as dirt is taken with a warning: unknown escapes and raw control
/// characters in strings, `NaN` and `Infinity` (null), a key twice (the last counts). Containers
/// may lie in each other 256 deep. Time O(n) and space O(n) for n bytes.
final class JSONTape {
  /// Containers may lie in each other this deep.
  static let maximumDepth = 256
  /// More warnings than these are not kept for one value.
  static let maximumWarnings = 8

  /// Dirt that was mended.
  struct Warning {
    var offset: Int
    var message: String
  }

  /// What was mended in the last value.
  private(set) var warnings: [Warning] = []
  private var nodes: UnsafeMutablePointer<JSONNode>
  private var count = 0
  private var capacity = 256
  private var open: [Int] = []
  private var hashes: [UInt32] = []

  init() { nodes = .allocate(capacity: capacity) }

  deinit { nodes.deallocate() }

  /// What the parser waits for.
  private enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd
  }

  /// Parses one value.
  ///
  /// - Parameters:
  ///   - bytes: The text; it must live as long as the value is used, 4 GiB at most.
  ///   - start: Where the value, or white space before it, starts.
  /// - Returns: The value, good until the next call, and the offset behind it.
  /// - Throws: `JSONError`; the nodes that were complete can then be seen by `partialValue`.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) -> (
    value: JSONValue, end: Int
  ) {
    count = 0
    warnings.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    var scanner = JSONScanner(bytes, at: start)
    var expectation = Expectation.value
    repeat {
      let byte = try scanner.next()
      switch expectation {
      case .value, .valueOrEnd:
        if byte == UInt8(ascii: "]"), expectation == .valueOrEnd {
          close(&scanner)
          expectation = .commaOrEnd
        } else {
          expectation = try takeValue(byte, &scanner)
        }
      case .key, .keyOrEnd:
        if byte == UInt8(ascii: "}"), expectation == .keyOrEnd {
          close(&scanner)
          expectation = .commaOrEnd
        } else {
          guard byte == UInt8(ascii: "\"") else {
            throw scanner.unexpected("a key in quotes")
          }
          try takeString(.key, &scanner)
          expectation = .colon
        }
      case .colon:
        guard byte == UInt8(ascii: ":") else { throw scanner.unexpected("a colon") }
        scanner.offset += 1
        expectation = .value
      case .commaOrEnd:
        let isObject = nodes[open[open.count - 1]].kind == .object
        if byte == UInt8(ascii: ",") {
          scanner.offset += 1
          expectation = isObject ? .key : .value
        } else if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          close(&scanner)
        } else {
          throw scanner.unexpected(isObject ? "a comma or }" : "a comma or ]")
        }
      }
    } while !open.isEmpty
    return (JSONValue(bytes, nodes, 0), scanner.offset)
  }

  /// What was complete of a value that `parse` could not read to its end.
  func partialValue(of bytes: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    while count > 0, nodes[count - 1].kind == .key { count -= 1 }
    guard count > 0 else { return nil }
    for index in open { nodes[index].next = UInt32(count) }
    return JSONValue(bytes, nodes, 0)
  }

  private func takeValue(
    _ byte: UInt8, _ scanner: inout JSONScanner
  ) throws(JSONError) -> Expectation {
    switch byte {
    case UInt8(ascii: "\""): try takeString(.string, &scanner)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if open.count == Self.maximumDepth {
        throw JSONError(
          kind: .tooDeep, offset: scanner.offset,
          message: "JSON is nested deeper than \(Self.maximumDepth)")
      }
      open.append(count)
      let isObject = byte == UInt8(ascii: "{")
      append(isObject ? .object : .array, scanner.offset, scanner.offset)
      scanner.offset += 1
      return isObject ? .keyOrEnd : .valueOrEnd
    default:
      let start = scanner.offset
      let kind = try scanner.scanScalar()
      if kind == .null, scanner.bytes[start] != UInt8(ascii: "n") {
        warn(start, "a number that is none was read as null")
      }
      append(kind, start, scanner.offset)
    }
    return .commaOrEnd
  }

  private func takeString(
    _ kind: JSONNode.Kind, _ scanner: inout JSONScanner
  ) throws(JSONError) {
    let start = scanner.offset + 1
    let string = try scanner.scanString { warn($0, $1) }
    append(kind, start, scanner.offset - 1)
    nodes[count - 1].flags = string
    if kind == .key { nodes[count - 1].next = hash(scanner.bytes[start..<(scanner.offset - 1)]) }
  }

  private func warn(_ offset: Int, _ message: String) {
    if warnings.count < Self.maximumWarnings {
      warnings.append(Warning(offset: offset, message: message))
    }
  }

  private func append(_ kind: JSONNode.Kind, _ start: Int, _ end: Int) {
    if count == capacity {
      let larger = UnsafeMutablePointer<JSONNode>.allocate(capacity: 2 * capacity)
      larger.update(from: nodes, count: count)
      nodes.deallocate()
      nodes = larger
      capacity *= 2
    }
    nodes[count] = JSONNode(
      kind: kind, flags: [], start: UInt32(start), end: UInt32(end), next: UInt32(count + 1))
    count += 1
  }

  private func close(_ scanner: inout JSONScanner) {
    let index = open.removeLast()
    scanner.offset += 1
    nodes[index].end = UInt32(scanner.offset)
    nodes[index].next = UInt32(count)
    if nodes[index].kind == .object { findRepeatedKey(of: index, scanner.bytes) }
  }

  /// FNV-1a.
  private func hash(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
    bytes.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  private func findRepeatedKey(of object: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    hashes.removeAll(keepingCapacity: true)
    var index = object + 1
    while index < count {
      hashes.append(nodes[index].next)
      index = Int(nodes[index + 1].next)
    }
    guard hasRepeatedHash() else { return }
    var keys: [UInt32: Int] = [:]
    index = object + 1
    while index < count {
      let key = nodes[index]
      if let other = keys.updateValue(index, forKey: key.next),
        bytes[Int(key.start)..<Int(key.end)]
          .elementsEqual(bytes[Int(nodes[other].start)..<Int(nodes[other].end)])
      {
        nodes[object].flags.insert(.hasRepeatedKey)
        warn(Int(key.start) - 1, "this key stands a second time; its last value counts")
      }
      index = Int(nodes[index + 1].next)
    }
  }

  private func hasRepeatedHash() -> Bool {
    if hashes.count > 48 {
      hashes.sort()
      return zip(hashes, hashes.dropFirst()).contains { $0 == $1 }
    }
    return hashes.withUnsafeBufferPointer { hashes in
      for index in hashes.indices {
        for other in 0..<index where hashes[other] == hashes[index] { return true }
      }
      return false
    }
  }
}
