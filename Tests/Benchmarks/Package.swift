// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "PaperGraph", path: "../.."),
    .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
  ],
  targets: [
    // Makes a similarity graph and times the graph algorithms on it, for benchmark_graph.py.
    .executableTarget(
      name: "GraphTimings",
      dependencies: [
        .product(name: "GraphCore", package: "PaperGraph"),
        .product(name: "TextCore", package: "PaperGraph"),
      ]),
    // Writes a graph of a million edges in each format: swift run -c release ExportTimings
    .executableTarget(
      name: "ExportTimings",
      dependencies: [.product(name: "GraphFormats", package: "PaperGraph")]),
    // Encodes texts with a model, for benchmark_encoder.py.
    .executableTarget(
      name: "EncoderTimings",
      dependencies: [.product(name: "PaperEncoder", package: "PaperGraph")]),
    // Prints the topics of papers, for score_topics.py and for reading.
    .executableTarget(
      name: "TopicReport", dependencies: [.product(name: "PaperGraph", package: "PaperGraph")]),
    // Compares the join with brute force and times queries: swift run -c release JoinCheck CORPUS
    .executableTarget(
      name: "JoinCheck", dependencies: [.product(name: "PaperGraph", package: "PaperGraph")]),
    // The hot paths on synthetic input: swift run -c release HotPaths
    .executableTarget(
      name: "HotPaths",
      dependencies: [
        .product(name: "GraphCore", package: "PaperGraph"),
        .product(name: "TextCore", package: "PaperGraph"),
        .product(name: "Benchmark", package: "swift-benchmark"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
