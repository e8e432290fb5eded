/// Replies of an API that hold no papers.
enum JSONReply {
  /// What a JSON text is that no format reads; nil if it is no JSON.
  static func description(of head: UnsafeBufferPointer<UInt8>) -> String? {
    guard let parsed = JSONHead(head, isRecord: { _ in false }) else { return nil }
    let reply = parsed.outermost
    if let kind = reply["message-type"]?.string {
      if let failure = failure(reply) { return "is an error reply of Crossref: \(failure)" }
      return kind.hasPrefix("work")
        && reply["message"]?["items"]?.elements.isEmpty == true
        ? "is a list of works without a work" : "is a Crossref reply of \(kind), not of works"
    }
    if let failure = failure(reply) { return "is an error reply of an API: \(failure)" }
    if parsed.first?.has("authorId") == true { return "is a list of authors, not of papers" }
    if case .elements = parsed.layout, parsed.first == nil {
      return "is a list without a paper"
    }
    return "is JSON without papers in a known form"
  }

  private static func failure(_ reply: JSONValue) -> String? {
    let message =
      reply["error"] ?? reply["errors"] ?? reply["detail"]
      ?? (reply["status"]?.string == "failed" || reply["items"] == nil ? reply["message"] : nil)
    guard let message else { return nil }
    let first = message.isArray ? message.elements.first ?? message : message
    return (first["message"] ?? first["description"] ?? first).string
  }
}
