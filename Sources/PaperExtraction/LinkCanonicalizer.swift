import PaperModel

/// What an address opens: a code repository, or something else on the web.
struct CanonicalLink: Hashable, Sendable {
  /// `repository`, `link`, or `identifier` for the resolver address of a DOI or an arXiv id.
  var kind: EntityKind
  /// One name for every spelling of the address: no scheme, no `www.`, no trailing slash.
  var name: String
  /// A finer kind, such as `demo`, `dataset`, `model`, `project page`.
  var detail: String?
  /// The address to open.
  var url: String
}

/// Folds the many spellings of one address to one name.
///
/// A repository is named by host, owner and name in small letters: `github.com/owner/name`. What
/// follows the name, such as `.git`, `/tree/main/src`, a query or a fragment, is dropped. The path
/// of any other address keeps its case.
enum LinkCanonicalizer {
  /// The canonical form of an address as printed, with or without scheme; nil if it has no host.
  static func canonical(_ printed: String) -> CanonicalLink? {
    guard let address = Address(printed) else { return nil }
    switch address.host {
    case "github.com", "gitee.com", "bitbucket.org", "codeberg.org":
      return repository(address, host: address.host, path: address.path)
    case "raw.githubusercontent.com", "cdn.jsdelivr.net":
      let path = address.path.first == "gh" ? Array(address.path.dropFirst()) : address.path
      return repository(address, host: "github.com", path: path)
    case "huggingface.co", "hf.co":
      return huggingFace(address)
    case "doi.org", "dx.doi.org":
      return identifier("doi:" + address.path.joined(separator: "/").lowercased(), address)
    case "arxiv.org", "export.arxiv.org":
      guard let id = arXivID(address.path) else { return link(address, detail: "paper") }
      return identifier("arxiv:" + id, address)
    default:
      if isGitLab(address.host) { return gitLab(address) }
      return link(address, detail: LinkKinds.detail(host: address.host, path: address.path))
    }
  }

  /// An arXiv id without its version: `2309.03453v2` is `2309.03453`.
  static func arXivIDWithoutVersion(_ id: String) -> String {
    guard let v = id.lastIndex(where: { $0 == "v" }), v > id.startIndex,
      id[id.index(before: v)].isNumber, id[id.index(after: v)...].allSatisfy(\.isNumber),
      id.index(after: v) < id.endIndex
    else { return id }
    return String(id[..<v])
  }

  private static func repository(_ address: Address, host: String, path: [String]) -> CanonicalLink
  {
    guard path.count >= 2, !LinkKinds.reservedOwners.contains(path[0].lowercased()) else {
      return link(address, detail: nil)
    }
    let name = "\(host)/\(path[0])/\(withoutGit(path[1]))".lowercased()
    return CanonicalLink(kind: .repository, name: name, detail: nil, url: "https://" + name)
  }

  /// GitLab nests groups: the repository ends where a `-` or a view such as `tree` begins.
  private static func gitLab(_ address: Address) -> CanonicalLink {
    let end = address.path.firstIndex { LinkKinds.repositoryViews.contains($0) }
    let path = Array(address.path[..<(end ?? address.path.count)])
    guard path.count >= 2 else { return link(address, detail: nil) }
    let name = withoutGit("\(address.host)/\(path.joined(separator: "/"))").lowercased()
    return CanonicalLink(kind: .repository, name: name, detail: nil, url: "https://" + name)
  }

  private static func isGitLab(_ host: String) -> Bool { host.hasPrefix("gitlab.") }

  /// Hugging Face: `datasets/owner/name`, `spaces/owner/name`, `owner/name` for a model.
  private static func huggingFace(_ address: Address) -> CanonicalLink {
    var path = address.path
    var detail = "model"
    var prefix = "huggingface.co/"
    if let first = path.first, let special = LinkKinds.huggingFaceSections[first] {
      path.removeFirst()
      prefix += first + "/"
      detail = special
    }
    guard path.count >= 2, detail != "paper" else { return link(address, detail: nil) }
    let name = (prefix + path[0] + "/" + path[1]).lowercased()
    return CanonicalLink(kind: .link, name: name, detail: detail, url: "https://" + name)
  }

  private static func identifier(_ name: String, _ address: Address) -> CanonicalLink {
    CanonicalLink(kind: .identifier, name: name, detail: "paper", url: address.url)
  }

  private static func link(_ address: Address, detail: String?) -> CanonicalLink {
    CanonicalLink(kind: .link, name: address.name, detail: detail, url: address.url)
  }

  private static func arXivID(_ path: [String]) -> String? {
    guard path.count >= 2, ["abs", "pdf", "html"].contains(path[0]) else { return nil }
    var id = path.dropFirst().joined(separator: "/")
    if id.hasSuffix(".pdf") { id.removeLast(4) }
    return arXivIDWithoutVersion(id)
  }

  private static func withoutGit(_ name: String) -> String {
    name.hasSuffix(".git") ? String(name.dropLast(4)) : name
  }
}

/// An address cut into its parts.
struct Address {
  /// The host in small letters, without `www.` and port.
  let host: String
  /// The parts of the path that are not empty.
  let path: [String]
  /// The query with its `?`, or nothing.
  let query: String
  /// `http` or `https`.
  let scheme: String
  /// The host as it must be asked for.
  let fullHost: String

  /// Host, path and query: the canonical name of a plain link.
  var name: String { ([host] + path).joined(separator: "/") + query }
  /// The address to open.
  var url: String { "\(scheme)://" + ([fullHost] + path).joined(separator: "/") + query }

  /// Cuts an address as printed; white space and backslashes of typesetting are dropped.
  init?(_ printed: String) {
    let clean = printed.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\\" }
    var rest = Substring(String(String.UnicodeScalarView(clean)))
    var scheme = "https"
    if let separator = rest.firstRange(of: "://") {
      scheme = rest[..<separator.lowerBound].lowercased() == "http" ? "http" : "https"
      rest = rest[separator.upperBound...]
    }
    if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
    var query = ""
    if let mark = rest.firstIndex(of: "?") {
      query = String(rest[mark...])
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard var host = parts.first?.lowercased() else { return nil }
    if let at = host.lastIndex(of: "@") { host = String(host[host.index(after: at)...]) }
    if let colon = host.firstIndex(of: ":") { host = String(host[..<colon]) }
    guard host.contains("."), !host.hasSuffix("."), !host.hasPrefix(".") else { return nil }
    fullHost = host
    self.host = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    var path = Array(parts.dropFirst())
    if let last = path.last, last == "index.html" || last == "index.htm" { path.removeLast() }
    self.path = path
    self.query = query.count > 1 ? query : ""
    self.scheme = scheme
  }
}
