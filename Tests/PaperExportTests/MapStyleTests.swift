import Glibc
import PaperModel
import Testing

@testable import PaperExport

@Suite("Map style")
struct MapStyleTests {
  @Test("text has a contrast of 4.5 or more to whatever is behind it, in both themes")
  func contrast() throws {
    let fills =
      EntityKind.allCases.map { MapStyle.shape(of: $0).fill } + MapStyle.tints.map(\.fill)
      + [MapStyle.background]
    for fill in fills {
      for ink in [MapStyle.ink, MapStyle.muted] {
        #expect(try contrast(ink.light, fill.light) >= 4.5, "\(ink.light) on \(fill.light)")
        #expect(try contrast(ink.dark, fill.dark) >= 4.5, "\(ink.dark) on \(fill.dark)")
      }
    }
  }

  @Test("outlines have a contrast of 3 or more to the background")
  func outlines() throws {
    for shape in EntityKind.allCases.filter({ $0 != .paper }).map(MapStyle.shape) + MapStyle.tints {
      #expect(try contrast(shape.stroke.light, MapStyle.background.light) >= 3)
      #expect(try contrast(shape.stroke.dark, MapStyle.background.dark) >= 3)
    }
  }

  @Test("the style sheet turns dark as the theme says")
  func themes() {
    #expect(MapStyleSheet.css(theme: .auto).contains("prefers-color-scheme: dark"))
    #expect(!MapStyleSheet.css(theme: .light).contains(MapStyle.background.dark))
    #expect(MapStyleSheet.css(theme: .dark).contains(MapStyle.background.dark))
    #expect(!MapStyleSheet.css(theme: .dark).contains("prefers-color-scheme"))
  }

  /// The contrast ratio of two colours by WCAG 2.2.
  private func contrast(_ first: String, _ second: String) throws -> Double {
    let (one, other) = (try luminance(first), try luminance(second))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  private func luminance(_ color: String) throws -> Double {
    let value = try #require(Int(color.dropFirst(), radix: 16))
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { byte -> Double in
      let part = Double(byte) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
