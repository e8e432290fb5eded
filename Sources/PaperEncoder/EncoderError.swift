/// Why a model cannot be loaded or used.
public enum EncoderError: Error, Hashable, Sendable {
  /// No BLAS library is on this machine; the names that were tried.
  case noBLAS(tried: [String])
  /// A file of the model is missing or unreadable.
  case unreadable(path: String, reason: String)
  /// A file of the model is not what it should be.
  case malformed(path: String, reason: String)
  /// The model is of a kind that this encoder does not run.
  case unsupported(String)
}

extension EncoderError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .noBLAS(let tried):
      "no BLAS library found (tried \(tried.joined(separator: ", "))); install libopenblas0"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .malformed(let path, let reason): "\(path): \(reason)"
    case .unsupported(let reason): "the model cannot be run: \(reason)"
    }
  }
}
