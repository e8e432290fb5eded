/// Bytes on their way to a file: kept until there are enough of them, then handed on.
public struct GraphOutput {
  private var bytes: [UInt8] = []
  private let consume: ([UInt8]) throws -> Void
  private static let capacity = 1 << 16

  /// Creates an output that hands its bytes to a closure, some 64 KiB at a time.
  public init(_ consume: @escaping ([UInt8]) throws -> Void) {
    self.consume = consume
    bytes.reserveCapacity(Self.capacity + 4096)
  }

  /// Hands on what is still here.
  public mutating func finish() throws {
    guard !bytes.isEmpty else { return }
    try consume(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Hands the bytes on when there are enough; writers call it once a node or edge.
  mutating func flush() throws {
    if bytes.count >= Self.capacity { try finish() }
  }

  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(_ slice: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: slice) }

  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  /// Lets a function append to the bytes.
  mutating func append(_ body: (inout [UInt8]) -> Void) { body(&bytes) }

  mutating func write(_ number: Int) { write("\(number)") }
}

/// Texts that are written again and again, such as the quoted ids of nodes, spelled once.
struct SpelledTexts {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// Spells each text by a function that appends it.
  init(_ texts: some Collection<String>, _ spell: (String, inout [UInt8]) -> Void) {
    ends.reserveCapacity(texts.count + 1)
    for text in texts {
      spell(text, &bytes)
      ends.append(bytes.count)
    }
  }

  /// Writes the text at a place.
  func write(_ place: Int, to output: inout GraphOutput) {
    bytes.withUnsafeBufferPointer {
      output.write(UnsafeBufferPointer(rebasing: $0[ends[place]..<ends[place + 1]]))
    }
  }
}
