/// How wide text is, by a table that is the same on every machine.
///
/// The widths are those of Adobe's Helvetica and Times-Roman, which the usual
/// substitutes (Arial, Liberation, TeX Gyre) share; a monospaced letter is 0.6 em.
/// Other letters count 0.6 em, ideographs and emoji 1 em, combining marks nothing.
public enum TextMetrics {
  /// The height of a line in ems, as Graphviz has it.
  public static let lineHeight = 1.2

  /// The width of one line of text.
  ///
  /// - Parameters:
  ///   - text: The text, without line breaks.
  ///   - size: The font's size in points.
  ///   - font: The font's name; its beginning tells Helvetica and Arial, and
  ///     Courier, from the rest, which counts as Times.
  /// - Returns: The width in the unit of `size`.
  /// - Complexity: O(*n*) in the length of the text.
  public static func width(of text: String, size: Double, font: String = "Helvetica") -> Double {
    let table = table(of: font)
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += width(of: scalar, in: table) }
    return Double(thousandths) * size / 1000
  }

  private static func table(of font: String) -> [Int] {
    let name = font.lowercased()
    if name.hasPrefix("cour") || name.contains("mono") { return [] }
    let isSans = name.hasPrefix("helvetica") || name.hasPrefix("arial") || name.contains("sans")
    return isSans ? helvetica : times
  }

  /// The width of one scalar in thousandths of an em; an empty table is a monospaced font.
  private static func width(of scalar: Unicode.Scalar, in table: [Int]) -> Int {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: 0
    case 0x20..<0x7F: table.isEmpty ? 600 : table[Int(scalar.value) - 0x20]
    case 0x1100..<0x1160, 0x2E80..<0xA4D0, 0xAC00..<0xD7A4, 0xF900..<0xFB00, 0xFE30..<0xFE70,
      0xFF00..<0xFF61, 0x1F300..<0x1FB00, 0x20000..<0x40000:
      1000
    default: isZeroWidth(scalar) ? 0 : 600
    }
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  private static let helvetica = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  private static let times = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
  ]
}
