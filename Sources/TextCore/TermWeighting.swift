import RealModule

/// How the counts of a term in a document become its weight there.
///
/// Weights are never negative. Whatever the scheme, a document's weights are then scaled to
/// length 1, so that the sum of products of two documents is their cosine similarity.
public struct TermWeighting: Sendable, Hashable {
  /// The formula of a weight.
  public enum Scheme: Sendable, Hashable {
    /// `(1 + ln f) · (1 + ln((1 + N) / (1 + n)))` for a term that occurs f times in the document
    /// and in n of N documents (sublinear frequency, smooth inverse document frequency; G. Salton
    /// and C. Buckley, doi:10.1016/0306-4573(88)90021-0).
    case tfidf
    /// `f (k1 + 1) / (f + k1 (1 − b + b·l/L)) · ln(1 + (N − n + ½) / (n + ½))` for a document of l
    /// terms where the mean is L (S. Robertson and H. Zaragoza, doi:10.1561/1500000019). `k1` ≥ 0
    /// damps repetition, `b` in 0…1 the length; usual are 1.2 and 0.75.
    case bm25(k1: Double, b: Double)
  }

  /// The formula of a weight.
  public let scheme: Scheme
  /// How many occurrences in the abstract one occurrence in the title counts for; 0 or more.
  public let titleWeight: Double
  /// In how many documents a term must occur to count at all; 1 or more.
  public let minimumDocumentFrequency: Int

  /// Creates a weighting; values out of their range are a programmer error.
  public init(
    scheme: Scheme = .tfidf, titleWeight: Double = 1, minimumDocumentFrequency: Int = 1
  ) {
    if case .bm25(let k1, let b) = scheme {
      precondition(k1 >= 0 && k1.isFinite, "k1 must be 0 or more")
      precondition((0...1).contains(b), "b must lie in 0...1")
    }
    precondition(titleWeight >= 0 && titleWeight.isFinite, "the title weight must be 0 or more")
    precondition(minimumDocumentFrequency >= 1, "the least document frequency is 1")
    self.scheme = scheme
    self.titleWeight = titleWeight
    self.minimumDocumentFrequency = minimumDocumentFrequency
  }

  /// The part of a weight that depends on the term alone.
  func inverseDocumentFrequency(_ documentFrequency: Int, documentCount: Int) -> Double {
    let n = Double(documentFrequency)
    let total = Double(documentCount)
    switch scheme {
    case .tfidf: return 1 + Double.log((1 + total) / (1 + n))
    case .bm25: return Double.log(1 + (total - n + 0.5) / (n + 0.5))
    }
  }

  /// The part of a weight that depends on the document; `length` is in terms.
  func termFrequencyWeight(_ frequency: Double, length: Double, meanLength: Double) -> Double {
    switch scheme {
    case .tfidf:
      return frequency >= 1 ? 1 + Double.log(frequency) : frequency
    case .bm25(let k1, let b):
      let relativeLength = meanLength > 0 ? length / meanLength : 1
      return frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * relativeLength))
    }
  }
}
