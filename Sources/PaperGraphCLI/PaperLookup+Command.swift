import PaperGraph

extension PaperLookup {
  /// The paper that a person asked for; says so when it is not exactly that.
  ///
  /// - Throws: A failure that names the nearest papers when there is none.
  func place(of query: String, in papers: [Paper]) throws -> Int {
    switch find(query) {
    case .exact(let place):
      return place
    case .closest(let place):
      Console.error("note: no paper is called \"\(query)\"; the closest is \(papers[place].id)")
      return place
    case .unknown(let nearest):
      let names = nearest.map { papers[$0].id }.joined(separator: ", ")
      throw CommandFailure(.noPaper, "no paper \"\(query)\"; the nearest are \(names)")
    }
  }
}
