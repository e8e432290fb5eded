// swift-tools-version: 6.2
import PackageDescription

// Imports each product as a user's package would, one a target, and compiles the README's snippets.
let package = Package(
  name: "Consumer",
  dependencies: [.package(name: "PaperGraph", path: "../..")],
  targets: [
    .executableTarget(
      name: "UsesPaperGraph",
      dependencies: [.product(name: "PaperGraph", package: "PaperGraph")]),
    .executableTarget(
      name: "UsesGraphCore", dependencies: [.product(name: "GraphCore", package: "PaperGraph")]),
    .executableTarget(
      name: "UsesGraphviz", dependencies: [.product(name: "Graphviz", package: "PaperGraph")]),
  ],
  swiftLanguageModes: [.v6]
)
