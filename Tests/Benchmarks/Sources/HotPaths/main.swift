import Benchmark
import GraphCore
import TextCore

/// A graph of 20,000 nodes with communities of ten and 100,000 edges.
let graph: CSRGraph = {
  var random = SplitMix64(seed: 1)
  let edges = (0..<100_000).map { index in
    let source = random.next(below: 20_000)
    let target =
      index % 4 == 0 ? random.next(below: 20_000) : source / 10 * 10 + random.next(below: 10)
    return WeightedEdge(source, target, weight: 0.1 + random.nextUnit())
  }
  return CSRGraph(nodeCount: 20_000, edges: edges)
}()

let edges = graph.edges

benchmark("build") { blackHole(CSRGraph(nodeCount: 20_000, edges: edges)) }
benchmark("components") { blackHole(graph.connectedComponents()) }
benchmark("core numbers") { blackHole(graph.coreNumbers()) }
benchmark("PageRank") { blackHole(PageRank().scores(of: graph)) }
benchmark("Leiden") { blackHole(Leiden().communities(of: graph)) }
benchmark("triangles") { blackHole(graph.triangleCounts()) }
benchmark("betweenness, 16 sources") {
  blackHole(graph.betweenness(estimatedFrom: graph.randomNodes(16)))
}

@inline(never) func blackHole(_ value: some Any) {}

Benchmark.main()
