extension PaperRecord {
  /// Where the paper itself can be read: its own address, else that of its DOI or another
  /// identifier with a resolver; http or https.
  public var address: String? {
    if let url = urls.first(where: { $0.hasPrefix("https://") || $0.hasPrefix("http://") }) {
      return url
    }
    for scheme in Identifier.Scheme.allCases {
      for identifier in identifiers where identifier.scheme == scheme {
        if let address = identifier.address { return address }
      }
    }
    return nil
  }
}

extension Identifier {
  /// The address at which the registry shows the work; nil where it has none for such a name.
  public var address: String? {
    switch scheme {
    case .doi: "https://doi.org/\(value)"
    case .arxiv: "https://arxiv.org/abs/\(value)"
    case .openAlex: "https://openalex.org/\(value)"
    case .semanticScholar:
      value.hasPrefix("CorpusId:")
        ? "https://api.semanticscholar.org/\(value)"
        : "https://www.semanticscholar.org/paper/\(value)"
    case .acl: "https://aclanthology.org/\(value)/"
    case .pubMed: "https://pubmed.ncbi.nlm.nih.gov/\(value)/"
    case .pubMedCentral: "https://www.ncbi.nlm.nih.gov/pmc/articles/\(value)/"
    case .dblp: "https://dblp.org/rec/\(value)"
    case .mag, .isbn: nil
    }
  }
}
