// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let collections: Target.Dependency = .product(name: "Collections", package: "swift-collections")

let package = Package(
  name: "PaperGraph",
  products: [
    .library(name: "PaperGraph", targets: ["PaperGraph"]),
    .library(name: "GraphCore", targets: ["GraphCore"]),
    .library(name: "TextCore", targets: ["TextCore"]),
    .library(name: "Graphviz", targets: ["Graphviz"]),
    .executable(name: "papergraph", targets: ["PaperGraphCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    // The cores know nothing of papers; each can be used alone.
    .target(name: "GraphCore", swiftSettings: strict),
    .target(
      name: "TextCore", dependencies: [.product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict),
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .target(name: "Graphviz", dependencies: ["CGraphviz"], swiftSettings: strict),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),

    // The pipeline, in its order. No target imports a later one.
    .target(name: "PaperModel", dependencies: ["GraphCore"], swiftSettings: strict),
    .target(
      name: "PaperSources", dependencies: ["PaperModel", "CXML2", "CArchive"],
      swiftSettings: strict),
    .target(
      name: "PaperExtraction", dependencies: ["PaperModel", "TextCore"], swiftSettings: strict),
    .target(
      name: "PaperAnalysis", dependencies: ["PaperModel", "GraphCore", "TextCore"],
      swiftSettings: strict),
    .target(name: "GraphFormats", dependencies: ["CXML2", "Graphviz"], swiftSettings: strict),
    .target(
      name: "PaperExport",
      dependencies: ["PaperAnalysis", "PaperModel", "GraphFormats", "Graphviz", "GraphCore"],
      swiftSettings: strict),
    .target(
      name: "PaperGraph",
      dependencies: [
        "GraphCore", "TextCore", "Graphviz", "PaperModel", "PaperSources", "PaperExtraction",
        "PaperAnalysis", "GraphFormats", "PaperExport",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "PaperGraphCLI",
      dependencies: [
        "PaperGraph",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(name: "GraphCoreTests", dependencies: ["GraphCore"], swiftSettings: strict),
    .testTarget(name: "TextCoreTests", dependencies: ["TextCore"], swiftSettings: strict),
    .testTarget(name: "GraphvizTests", dependencies: ["Graphviz"], swiftSettings: strict),
    .testTarget(name: "PaperModelTests", dependencies: ["PaperModel"], swiftSettings: strict),
    .testTarget(
      name: "PaperSourcesTests", dependencies: ["PaperSources", "PaperModel"],
      swiftSettings: strict),
    .testTarget(
      name: "PaperExtractionTests", dependencies: ["PaperExtraction", "PaperModel"],
      swiftSettings: strict),
    .testTarget(
      name: "GraphFormatsTests", dependencies: ["GraphFormats"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
