import PaperAnalysis

/// Which papers share a picture.
struct MapPlan: Sendable {
  /// The name of the files, without ending.
  var name: String
  var title: String
  var subtitle: String
  /// The topics in it, by their places in the map of topics.
  var topics: [Int]
  /// The papers, in groups that are laid out one by one.
  var groups: [[Int]]
  /// What the groups are called, where there are several.
  var groupNames: [String] = []

  /// How many papers of small groups share a sheet.
  private static let papersPerSheet = 24

  /// A map for each topic, and sheets of components of two or three papers; `limit` in all, the
  /// largest topics first.
  static func plans(_ topics: TopicMap, limit: Int) -> [MapPlan] {
    var sizes = [Int](repeating: 0, count: topics.componentCount)
    for topic in topics.topics { sizes[topic.component] += topic.papers.count }
    let isSmall = topics.topics.map { sizes[$0.component] <= 3 }
    let large = topics.topics.indices.filter { !isSmall[$0] }
    let chosen = Set(
      large.sorted {
        (topics.topics[$1].papers.count, $0) < (topics.topics[$0].papers.count, $1)
      }.prefix(limit))
    var plans = large.filter { chosen.contains($0) }.map { index in
      let topic = topics.topics[index]
      return MapPlan(
        name: topic.slug, title: topic.name,
        subtitle: topic.keywords.prefix(8).joined(separator: " · "), topics: [index],
        groups: [topic.papers])
    }
    plans += sheets(topics, topics.topics.indices.filter { isSmall[$0] })
    plans = Array(plans.prefix(limit))
    let digits = max(2, "\(plans.count)".count)
    for index in plans.indices {
      let number = String(repeating: "0", count: digits - "\(index + 1)".count) + "\(index + 1)"
      plans[index].name = MapNames.fileStem(number, plans[index].name)
    }
    return plans
  }

  private static func sheets(_ topics: TopicMap, _ small: [Int]) -> [MapPlan] {
    var sheets: [MapPlan] = []
    var count = papersPerSheet
    for index in small {
      let topic = topics.topics[index]
      if count + topic.papers.count > papersPerSheet {
        sheets.append(
          MapPlan(
            name: "small-groups", title: "Small groups", subtitle: "", topics: [], groups: []))
        count = 0
      }
      sheets[sheets.count - 1].topics.append(index)
      sheets[sheets.count - 1].groups.append(topic.papers)
      sheets[sheets.count - 1].groupNames.append(topic.name)
      count += topic.papers.count
    }
    for index in sheets.indices {
      let number = sheets.count > 1 ? ", sheet \(index + 1) of \(sheets.count)" : ""
      sheets[index].subtitle = "Papers joined with one or two others only" + number
      if sheets[index].topics.count == 1, let only = sheets[index].topics.first {
        sheets[index].title = topics.topics[only].name
        sheets[index].name = topics.topics[only].slug
      }
    }
    return sheets
  }
}
