import CGraphviz

extension String {
  /// Calls the body with the string as C has it; Graphviz takes `char *` and does not write to it.
  func withMutableCString<Result>(_ body: (UnsafeMutablePointer<CChar>) -> Result) -> Result {
    withCString { body(UnsafeMutablePointer(mutating: $0)) }
  }
}

extension GraphvizText.Encoded {
  /// Calls the body with the value as the graph's string table holds it.
  ///
  /// Graphviz 2 tells HTML-like strings from others only by the table's entry, and
  /// has one entry for equal strings. The comment keeps an HTML-like string apart
  /// from a plain one with the same characters.
  func withMutableCString(
    in graph: UnsafeMutablePointer<Agraph_t>, _ body: (UnsafeMutablePointer<CChar>) -> Void
  ) {
    guard isHTML else { return string.withMutableCString(body) }
    (string + "<!---->").withMutableCString { text in
      if let entry = agstrdup_html(graph, text) { body(entry) }
    }
  }
}
