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

  /// A paper that is joined with another, and how closely.
  public struct Partner: Hashable, Sendable, Codable {
    /// The place of the paper in the corpus.
    public var paper: Int
    /// How many works they share.
    public var shared: Int
    /// The normalised count.
    public var weight: Double
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
    relations(of: .coupledWith, papers, Incidence(citedBy: index))
  }

  /// The papers that cite the same works as one paper.
  ///
  /// - Parameters:
  ///   - place: The paper.
  ///   - index: The references of the corpus.
  /// - Returns: The closest, at most `limit`, those of lower places first among equals.
  /// - Complexity: Time and space in the references.
  public func coupled(with place: Int, by index: ReferenceIndex) -> [Partner] {
    var incidence = Incidence(citedBy: index)
    return closest(to: place, &incidence)
  }

  /// The papers that the same papers cite as one paper.
  ///
  /// - Parameters:
  ///   - place: The paper.
  ///   - index: The references of the corpus.
  /// - Returns: The closest, at most `limit`, those of lower places first among equals.
  /// - Complexity: Time and space in the references.
  public func coCited(with place: Int, by index: ReferenceIndex) -> [Partner] {
    var incidence = Incidence(citing: index)
    return closest(to: place, &incidence)
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
    relations(of: .coCitedWith, papers, Incidence(citing: index))
  }

  private func relations(
    of kind: RelationKind, _ papers: [Paper], _ incidence: Incidence
  ) -> [Relation] {
    var incidence = incidence
    var weights: [Pair: Double] = [:]
    for row in incidence.rows.indices {
      for partner in closest(to: row, &incidence) {
        let pair = Pair(first: min(row, partner.paper), second: max(row, partner.paper))
        weights[pair] = partner.weight
      }
    }
    return weights.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }.map {
      Relation(papers[$0.key.first].key, kind, papers[$0.key.second].key, weight: $0.value)
    }
  }

  private struct Pair: Hashable {
    let first, second: Int
  }

  /// The partners of a row that share enough, closest first, at most `limit`.
  private func closest(to row: Int, _ incidence: inout Incidence) -> [Partner] {
    let partners = incidence.partners(of: row).filter { $0.shared >= minimumShared }.map {
      Partner(
        paper: $0.row, shared: $0.shared,
        weight: normalization.weight(
          shared: $0.shared, incidence.rows[row].count, incidence.rows[$0.row].count))
    }
    return Array(
      partners.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.paper < $1.paper }
        .prefix(limit))
  }
}

/// Which papers have what in common: a row a paper, a column what it may share.
private struct Incidence {
  let rows: [[Int]]
  private var rowsOfColumn: [[Int]]
  /// How many columns each row shares with the one at hand; 0 between calls.
  private var counts: [Int]

  /// A column for each work that is cited.
  init(citedBy index: ReferenceIndex) {
    var numbers: [ReferenceIndex.Target: Int] = [:]
    let rows = index.targets.map { targets in
      targets.map { target -> Int in
        if let number = numbers[target] { return number }
        numbers[target] = numbers.count
        return numbers.count - 1
      }
    }
    self.init(rows: rows, columnCount: numbers.count)
  }

  /// A column for each paper that cites.
  init(citing index: ReferenceIndex) {
    var citing = [[Int]](repeating: [], count: index.targets.count)
    for (place, targets) in index.targets.enumerated() {
      for case .paper(let cited) in targets { citing[cited].append(place) }
    }
    self.init(rows: citing, columnCount: index.targets.count)
  }

  private init(rows: [[Int]], columnCount: Int) {
    self.rows = rows
    rowsOfColumn = [[Int]](repeating: [], count: columnCount)
    counts = [Int](repeating: 0, count: rows.count)
    for (row, columns) in rows.enumerated() {
      for column in columns { rowsOfColumn[column].append(row) }
    }
  }

  /// The other rows that share a column with one, and how many they share.
  mutating func partners(of row: Int) -> [(row: Int, shared: Int)] {
    var partners: [Int] = []
    for column in rows[row] {
      for partner in rowsOfColumn[column] where partner != row {
        if counts[partner] == 0 { partners.append(partner) }
        counts[partner] += 1
      }
    }
    let shared = partners.map { (row: $0, shared: counts[$0]) }
    for partner in partners { counts[partner] = 0 }
    return shared
  }
}
