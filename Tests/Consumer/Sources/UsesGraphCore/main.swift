import GraphCore

let graph = CSRGraph(nodeCount: 3, edges: [WeightedEdge(0, 1, weight: 1)])
print(graph.connectedComponents().count)
