import PaperModel

extension Author {
  /// Reads a name as printed: `Family, Given`, or in reading order.
  init(printed name: String) {
    let parts = name.split(separator: ",", omittingEmptySubsequences: false)
      .map { SourceText.folded(String($0)) }
    guard parts.count > 1, !parts[0].isEmpty else {
      self.init(name: parts.joined(separator: " ").isEmpty ? name : SourceText.folded(name))
      return
    }
    let given = parts[1]
    let family = ([parts[0]] + parts[2...]).filter { !$0.isEmpty }.joined(separator: " ")
    self.init(
      name: given.isEmpty ? family : given + " " + family, family: family,
      given: given.isEmpty ? nil : given)
  }

  /// The name as `Family, Given` where the parts are known.
  var inverted: String {
    guard let family else { return name }
    return given.map { "\(family), \($0)" } ?? family
  }
}
