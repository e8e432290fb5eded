/// The types that the values of one attribute can have in formats with declared types.
enum AttributeType: String {
  case boolean, integer, double, string, list

  init(_ value: AttributeValue) {
    self =
      switch value {
      case .boolean: .boolean
      case .integer: .integer
      case .double: .double
      case .string, .markup: .string
      case .list: .list
      }
  }

  /// The type that holds the values of both.
  func union(_ other: AttributeType) -> AttributeType {
    if self == other { return self }
    let isNumeric = [self, other].allSatisfy { $0 == .integer || $0 == .double }
    return isNumeric ? .double : .string
  }
}

/// The attributes of all nodes, or of all edges, with one type each.
///
/// Stands in the order of first use, so the same graph always declares the same columns.
struct AttributeColumns {
  struct Column {
    let name: String
    var type: AttributeType
  }

  private(set) var columns: [Column] = []
  private var indices: [String: Int] = [:]

  init(_ rows: some Sequence<Attributes>, without excluded: Set<String> = []) {
    /// The names of the row before, each with its column; most rows repeat them in order.
    var pattern: [(name: String, column: Int?)] = []
    for row in rows {
      for (position, (name, value)) in row.enumerated() {
        if position == pattern.count || pattern[position].name != name {
          let place = excluded.contains(name) ? nil : column(of: name, AttributeType(value))
          pattern.replaceSubrange(
            position..<min(position + 1, pattern.count), with: [(name, place)])
        }
        guard let column = pattern[position].column else { continue }
        columns[column].type = columns[column].type.union(AttributeType(value))
      }
    }
  }

  /// The place of the column of a name, which is added where there is none.
  private mutating func column(of name: String, _ type: AttributeType) -> Int {
    if let index = indices[name] { return index }
    indices[name] = columns.count
    columns.append(Column(name: name, type: type))
    return columns.count - 1
  }

  /// The place of a column, or nil for a name that was excluded.
  func index(of name: String) -> Int? { indices[name] }
}

extension AttributedGraph {
  /// The columns of the nodes' attributes.
  func nodeColumns(without excluded: Set<String> = []) -> AttributeColumns {
    AttributeColumns(nodes.lazy.map(\.attributes), without: excluded)
  }

  /// The columns of the edges' attributes.
  func edgeColumns(without excluded: Set<String> = []) -> AttributeColumns {
    AttributeColumns(edges.lazy.map(\.attributes), without: excluded)
  }
}
