import TextCore

/// How much nearer papers are to their own topic than to the next.
///
/// The simplified silhouette (Vendramin, Campello, Hruschka 2010, DOI 10.1002/sam.10080): for each
/// paper (b − a) / max(a, b), where a is its distance from the mean of its topic's other papers, b
/// that from the nearest mean of the topics in which it has similar papers, 1 if there is none; a
/// distance is 1 − cosine.
struct TopicSilhouette {
  /// The mean over the papers that have a topic; 0 if none has.
  let mean: Double

  /// Measures topics.
  ///
  /// - Parameters:
  ///   - topics: The papers of each topic.
  ///   - topicOfPaper: The topic of each paper.
  ///   - similarity: The papers' terms and nearest others.
  /// - Complexity: Time O(k z), space O(n k + terms), for k neighbours, n papers, z weights.
  init(_ topics: [[Int]], topicOfPaper: [Int?], _ similarity: AbstractSimilarity) {
    /// For each topic the papers that must be compared with it.
    var visitors = topics
    for (paper, own) in topicOfPaper.enumerated() {
      guard let own else { continue }
      let others = Set(similarity.neighbors[paper].compactMap { topicOfPaper[$0.index] })
      for other in others.sorted() where other != own { visitors[other].append(paper) }
    }
    let vectors = similarity.index.vectors
    var near = [Double](repeating: 0, count: topicOfPaper.count)
    var far = [Double](repeating: 1, count: topicOfPaper.count)
    var centroid = [Double](repeating: 0, count: vectors.columnCount)
    for (topic, papers) in topics.enumerated() {
      for paper in papers { vectors.forEachWeight(paper) { centroid[$0] += $1 } }
      var squares = 0.0
      for paper in papers { vectors.forEachWeight(paper) { squares += centroid[$0] * $1 } }
      for paper in visitors[topic] {
        var product = 0.0
        vectors.forEachWeight(paper) { product += centroid[$0] * $1 }
        if topicOfPaper[paper] == topic {
          // Without the paper itself, whose vector has length 1.
          let others = (squares - 2 * product + 1).squareRoot()
          near[paper] = others > 1e-9 ? 1 - (product - 1) / others : 1
        } else if squares > 0 {
          far[paper] = min(far[paper], 1 - product / squares.squareRoot())
        }
      }
      for paper in papers { vectors.forEachWeight(paper) { column, _ in centroid[column] = 0 } }
    }
    var sum = 0.0
    var count = 0
    for paper in topicOfPaper.indices where topicOfPaper[paper] != nil {
      let larger = max(near[paper], far[paper])
      sum += larger > 0 ? (far[paper] - near[paper]) / larger : 0
      count += 1
    }
    mean = count > 0 ? sum / Double(count) : 0
  }
}

extension SparseMatrix {
  fileprivate func forEachWeight(_ row: Int, _ body: (_ column: Int, _ weight: Double) -> Void) {
    for index in offsets[row]..<offsets[row + 1] {
      body(Int(columns[index]), Double(values[index]))
    }
  }
}
