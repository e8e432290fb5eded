import PaperModel

/// How a number of shared references becomes a weight from 0 to 1.
///
/// With `s` shared, and `a` and `b` in all. See van Eck and Waltman, "How to normalize
/// cooccurrence data?", JASIST 2009, doi:10.1002/asi.21075.
public enum CouplingNormalization: String, Hashable, Sendable, Codable, CaseIterable {
  /// `s / (a · b)`.
  case associationStrength = "association"
  /// Salton's cosine, `s / √(a · b)`.
  case cosine
  /// Jaccard's index, `s / (a + b − s)`.
  case jaccard
  /// The inclusion index, `s / min(a, b)`.
  case inclusion

  func weight(shared: Int, _ a: Int, _ b: Int) -> Double {
    let (s, a, b) = (Double(shared), Double(a), Double(b))
    return switch self {
    case .associationStrength: s / (a * b)
    case .cosine: s / (a * b).squareRoot()
    case .jaccard: s / (a + b - s)
    case .inclusion: s / min(a, b)
    }
  }
}

/// Papers joined by what they cite, or by what cites them.
///
/// Bibliographic coupling (Kessler 1963, doi:10.1002/asi.5090140103) joins papers that cite the
/// same works; co-citation (Small 1973, doi:10.1002/asi.4630240406) papers that the same papers
/// cite. A paper keeps its strongest partners, and a pair is joined if either keeps the other.
public struct ReferenceCoupling: Hashable, Sendable {
  /// How counts become weights.
  public var normalization: CouplingNormalization
  /// How many partners a paper keeps; 1 or more.
  public var limit: Int
  /// How many works two papers must share; 1 or more.
  public var minimumShared: Int

  /// Creates a way of coupling.
  ///
  /// - Parameters:
  ///   - normalization: How counts become weights.
  ///   - limit: How many partners a paper keeps; 1 or more.
  ///   - minimumShared: How many works two papers must share; 1 or more.
  public init(
    normalization: CouplingNormalization = .cosine, limit: Int = 20, minimumShared: Int = 2
  ) {
    precondition(limit >= 1 && minimumShared >= 1, "a couple needs a partner and a shared work")
    self.normalization = normalization
    self.limit = limit
    self.minimumShared = minimumShared
  }

  /// Joins papers that cite the same works.
  ///
  /// - Parameters:
  ///   - papers: The corpus.
  ///   - index: Its references.
  /// - Returns: Relations of kind `coupledWith`, sorted by paper.
  /// - Complexity: Time in the sum over works of the square of their citing papers; space in the
  ///   references and the result.
  public func coupled(_ papers: [Paper], by index: ReferenceIndex) -> [Relation] {
    var numbers: [ReferenceIndex.Target: Int] = [:]
    let rows = index.targets.map { targets in
      targets.map { target -> Int in
        if let number = numbers[target] { return number }
        numbers[target] = numbers.count
        return numbers.count - 1
      }
    }
    return relations(of: .coupledWith, papers, rows: rows, columnCount: numbers.count)
  }

  /// Joins papers of the corpus that the same papers cite.
  ///
  /// - Parameters:
  ///   - papers: The corpus.
  ///   - index: Its references.
  /// - Returns: Relations of kind `coCitedWith`, sorted by paper.
  /// - Complexity: Time in the sum over papers of the square of their references within the
  ///   corpus; space in the references and the result.
  public func coCited(_ papers: [Paper], by index: ReferenceIndex) -> [Relation] {
    var citing = [[Int]](repeating: [], count: papers.count)
    for (place, targets) in index.targets.enumerated() {
      for case .paper(let cited) in targets { citing[cited].append(place) }
    }
    return relations(of: .coCitedWith, papers, rows: citing, columnCount: papers.count)
  }

  private func relations(
    of kind: RelationKind, _ papers: [Paper], rows: [[Int]], columnCount: Int
  ) -> [Relation] {
    pairs(rows: rows, columnCount: columnCount).map { pair in
      Relation(papers[pair.first].key, kind, papers[pair.second].key, weight: pair.weight)
    }
  }

  private struct Pair: Hashable {
    let first, second: Int
    let weight: Double
  }

  private func pairs(rows: [[Int]], columnCount: Int) -> [Pair] {
    var rowsOfColumn = [[Int]](repeating: [], count: columnCount)
    for (row, columns) in rows.enumerated() {
      for column in columns { rowsOfColumn[column].append(row) }
    }
    var counts = [Int](repeating: 0, count: rows.count)
    var kept: Set<Pair> = []
    for (row, columns) in rows.enumerated() {
      var partners: [Int] = []
      for column in columns {
        for partner in rowsOfColumn[column] where partner != row {
          if counts[partner] == 0 { partners.append(partner) }
          counts[partner] += 1
        }
      }
      let weighted = partners.filter { counts[$0] >= minimumShared }.map { partner in
        Pair(
          first: min(row, partner), second: max(row, partner),
          weight: normalization.weight(
            shared: counts[partner], columns.count, rows[partner].count))
      }
      kept.formUnion(weighted.sorted(by: Self.precedes).prefix(limit))
      for partner in partners { counts[partner] = 0 }
    }
    return kept.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  private static func precedes(_ a: Pair, _ b: Pair) -> Bool {
    a.weight != b.weight ? a.weight > b.weight : (a.first, a.second) < (b.first, b.second)
  }
}
