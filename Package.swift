// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let realModule: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

let package = Package(
  name: "PaperGraph",
  products: [
    .library(name: "PaperGraph", targets: ["PaperGraph"]),
    .library(name: "PaperEncoder", targets: ["PaperEncoder"]),
    .library(name: "GraphCore", targets: ["GraphCore"]),
    .library(name: "TextCore", targets: ["TextCore"]),
    .library(name: "Graphviz", targets: ["Graphviz"]),
    .library(name: "GraphFormats", targets: ["GraphFormats"]),
    .executable(name: "papergraph", targets: ["PaperGraphCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    // Dense kernels, chosen at run time by what the processor can do, and the allocator's setting.
    .target(name: "CKernels"),

    // The cores know nothing of papers; each can be used alone.
    .target(name: "GraphCore", swiftSettings: strict),
    .target(name: "TextCore", dependencies: ["CKernels", realModule], swiftSettings: strict),
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .target(name: "Graphviz", dependencies: ["CGraphviz"], swiftSettings: strict),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "GraphFormats", dependencies: ["CXML2", "Graphviz"], swiftSettings: strict),

    // Resources, embedded so that a copied binary has them.
    .target(name: "CGazetteer", exclude: ["Resources"]),
    .target(name: "CWordVectors", exclude: ["Resources"]),
    .target(name: "CExplorer", exclude: ["Resources"]),

    // The pipeline, in its order. No target imports a later one.
    .target(name: "PaperModel", dependencies: ["GraphCore"], swiftSettings: strict),
    .target(
      name: "PaperSources", dependencies: ["PaperModel", "CXML2", "CArchive"],
      swiftSettings: strict),
    .target(
      name: "PaperExtraction", dependencies: ["PaperModel", "TextCore", "CGazetteer", realModule],
      swiftSettings: strict),
    .target(
      name: "PaperVectors", dependencies: ["TextCore", "CKernels", "CWordVectors", realModule],
      swiftSettings: strict),
    .target(
      name: "PaperEncoder", dependencies: ["PaperVectors", "TextCore", "CKernels"],
      swiftSettings: strict),
    .target(
      name: "PaperAnalysis",
      dependencies: ["PaperModel", "GraphCore", "TextCore", "PaperVectors", realModule],
      swiftSettings: strict),
    .target(
      name: "PaperExport",
      dependencies: [
        "PaperAnalysis", "PaperModel", "GraphFormats", "Graphviz", "GraphCore", "CExplorer",
        "CXML2",
      ],
      swiftSettings: strict),
    .target(
      name: "PaperGraph",
      dependencies: [
        "GraphCore", "TextCore", "Graphviz", "PaperModel", "PaperSources", "PaperExtraction",
        "PaperVectors", "PaperAnalysis", "GraphFormats", "PaperExport",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "PaperGraphCLI",
      dependencies: ["PaperGraph", "PaperEncoder", "CKernels", argumentParser],
      swiftSettings: strict),

    .testTarget(
      name: "GraphCoreTests", dependencies: ["GraphCore"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "TextCoreTests", dependencies: ["TextCore"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(name: "GraphvizTests", dependencies: ["Graphviz"], swiftSettings: strict),
    .testTarget(
      name: "GraphFormatsTests", dependencies: ["GraphFormats", "Graphviz"],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(name: "PaperModelTests", dependencies: ["PaperModel"], swiftSettings: strict),
    .testTarget(
      name: "PaperSourcesTests", dependencies: ["PaperSources", "PaperModel"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "PaperExtractionTests",
      dependencies: ["PaperExtraction", "PaperModel", "PaperSources"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "PaperVectorsTests", dependencies: ["PaperVectors", "TextCore"],
      swiftSettings: strict),
    .testTarget(
      name: "PaperEncoderTests", dependencies: ["PaperEncoder"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "PaperAnalysisTests",
      dependencies: ["PaperAnalysis", "PaperModel", "GraphCore", "TextCore"],
      swiftSettings: strict),
    .testTarget(
      name: "PaperExportTests",
      dependencies: ["PaperExport", "PaperAnalysis", "PaperModel", "GraphFormats", "Graphviz"],
      swiftSettings: strict),
    .testTarget(name: "PaperGraphTests", dependencies: ["PaperGraph"], swiftSettings: strict),
    // Runs the built command as a user would.
    .testTarget(name: "CommandTests", dependencies: ["PaperGraphCLI"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
