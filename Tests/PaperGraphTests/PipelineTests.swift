import Foundation
import PaperGraph
import Testing

/// The five listings of this repository, analysed once for all tests.
enum Seeds {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("seeds").path

  static let analyzed = Task { try await Pipeline(threads: 2).analyze([folder]) }
}

@Suite("Pipeline")
struct PipelineTests {
  @Test("every record of the five listings comes out, and every paper once")
  func counts() async throws {
    let corpus = try await Seeds.analyzed.value.corpus
    let listings = corpus.inputs.filter { $0.format == .listing }
    #expect(listings.map(\.records) == [53, 46, 194, 131, 99])
    #expect(corpus.recordCount == 523)
    #expect(corpus.papers.count == 484)
    #expect(corpus.papers.reduce(0) { $0 + $1.sources.count } == 523)
    #expect(Set(corpus.papers.map(\.id)).count == 484)
  }

  @Test(
    "a shared term joins every paper that names it",
    arguments: [
      ("AIG", ["Circuit Representation Learning with", "ShortCircuit"]),
      (
        "NeRF",
        [
          "SparseNeRF", "Equivariant Architectures", "Progressive Volume Distillation", "Re-ReND",
          "NeRF-DS", "Hardware Acceleration of Neural Graphics", "Vision-Only Robot Navigation",
          "RT-NeRF", "BirdNeRF", "Gaussian Splatting with NeRF", "DDMI",
          "Efficient View Synthesis with Neural Radiance",
        ]
      ),
    ])
  func sharedTerm(name: String, beginnings: [String]) async throws {
    let analyzed = try await Seeds.analyzed.value
    let titles = Dictionary(
      uniqueKeysWithValues: analyzed.papers.map { ($0.key, $0.record.title) })
    let term = try #require(
      analyzed.graph.entities.first { $0.key.kind != .paper && $0.surfaceForms.contains(name) },
      "no entity is written \(name)")
    let joined = Set(
      analyzed.graph.relations.filter { $0.target == term.key }.compactMap { titles[$0.source] })
    for beginning in beginnings {
      #expect(joined.contains { $0.hasPrefix(beginning) }, "\(beginning) is not joined to \(name)")
    }
    #expect(joined.count == beginnings.count, "\(joined.sorted())")
  }

  @Test("the result is the same on any number of threads")
  func threads() async throws {
    let one = try await Pipeline(threads: 1).analyze([Seeds.folder])
    let two = try await Seeds.analyzed.value
    #expect(one.graph.entities == two.graph.entities)
    #expect(one.graph.relations == two.graph.relations)
    #expect(one.topics.topics == two.topics.topics)
  }

  @Test("every relation has weight, and what was read from a text has its evidence")
  func evidence() async throws {
    let analyzed = try await Seeds.analyzed.value
    let papers = Dictionary(uniqueKeysWithValues: analyzed.papers.map { ($0.id, $0.record) })
    for relation in analyzed.graph.relations {
      #expect(relation.weight > 0)
      switch relation.kind {
      case .similarTo: #expect(!relation.sharedTerms.isEmpty)
      case .introduces, .uses, .mentions, .defines, .linksTo: #expect(!relation.evidence.isEmpty)
      default: break
      }
      for evidence in relation.evidence {
        let text = try #require(papers[evidence.paper]).text(evidence.field)
        #expect(evidence.span.text(in: text) != nil)
      }
    }
  }
}
