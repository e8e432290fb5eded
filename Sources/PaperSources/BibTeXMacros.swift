/// The abbreviations that `@string` defines, and those of the months.
struct BibTeXMacros {
  private var values: [String: [UInt8]]
  private var size = 0

  /// How many bytes all definitions may have; further ones are not taken.
  private static let maximumSize = 4 << 20

  /// Creates the macros that every style predefines.
  init() {
    values = [:]
    for month in [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ] {
      values[month.prefix(3).lowercased()] = Array(month.utf8)
    }
  }

  /// Defines a macro; the name is in small letters.
  mutating func define(_ name: String, _ value: ArraySlice<UInt8>) {
    guard size + value.count <= Self.maximumSize else { return }
    size += value.count
    values[name] = Array(value)
  }

  /// What a name, in any case, stands for.
  func value(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
    values[BibTeXByte.lowercased(UnsafeBufferPointer(rebasing: name))]
  }
}
