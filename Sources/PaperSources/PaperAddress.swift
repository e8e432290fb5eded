import PaperModel

/// Addresses that lead to papers.
enum PaperAddress {
  /// Whether an address is the page or the text of one paper.
  static func isPaper(_ address: String) -> Bool {
    guard SourceText.webAddress(address) != nil else { return false }
    if Identifier.ofAddress(address) != nil { return true }
    let lower = address.lowercased()
    return places.contains { lower.contains($0) }
  }

  /// Whether an address leads to a picture, such as a badge.
  static func isImage(_ address: String) -> Bool {
    let lower = address.lowercased()
    return lower.contains("shields.io")
      || [".png", ".svg", ".gif", ".jpg"].contains { lower.hasSuffix($0) }
  }

  private static let places = [
    "openreview.net/forum", "openreview.net/pdf", "proceedings.mlr.press/v",
    "papers.nips.cc/paper", "proceedings.neurips.cc/paper", "openaccess.thecvf.com/content",
    "dl.acm.org/doi/", "dl.acm.org/citation", "ieeexplore.ieee.org/document",
    "ieeexplore.ieee.org/abstract", "link.springer.com/article", "link.springer.com/chapter",
    "sciencedirect.com/science/article", "nature.com/articles", "science.org/doi",
    "ojs.aaai.org/index.php", "aaai.org/ocs", "jmlr.org/papers", "jmlr.org/proceedings",
    "biorxiv.org/content", "medrxiv.org/content", "pnas.org/doi", "isca-speech.org/archive",
    "ecva.net/papers", "ijcai.org/proceedings", "usenix.org/conference",
    "semanticscholar.org/paper", "huggingface.co/papers/", "transacl.org", "hal.science/hal",
    "onlinelibrary.wiley.com/doi", "journals.plos.org", "mdpi.com/", "frontiersin.org/articles",
    "vldb.org/pvldb", "ssrn.com/abstract", "roboticsproceedings.org/rss",
  ]
}
