import Glibc

/// Single-precision matrix products of the BLAS that is on this machine.
///
/// The library is loaded when a model is, so that no build and no other command needs it.
final class BLAS: Sendable {
  private typealias SGEMM =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>?, Int32,
      UnsafePointer<Float>?, Int32, Float, UnsafeMutablePointer<Float>?, Int32
    ) -> Void
  private typealias SetThreads = @convention(c) (Int32) -> Void

  private let sgemm: SGEMM
  /// The file that was loaded.
  let name: String

  private static let candidates = [
    "libopenblas.so.0", "libopenblas.so", "libblis.so.4", "libcblas.so.3", "libblas.so.3",
  ]

  /// Loads the first library of the usual names that has the C interface of BLAS.
  init() throws(EncoderError) {
    for name in Self.candidates {
      guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL),
        let symbol = dlsym(handle, "cblas_sgemm")
      else { continue }
      sgemm = unsafeBitCast(symbol, to: SGEMM.self)
      self.name = name
      // Batches run on threads of our own; more within a product would only compete with them.
      if let threads = dlsym(handle, "openblas_set_num_threads") {
        unsafeBitCast(threads, to: SetThreads.self)(1)
      }
      return
    }
    throw .noBLAS(tried: Self.candidates)
  }

  /// A row-major matrix within a larger one.
  struct Matrix {
    let base: UnsafePointer<Float>
    /// From one row to the next.
    let stride: Int
  }

  /// `result = scale · a · b`, or `a · bᵀ`, for an `m × k` and a `k × n` (or `n × k`) matrix.
  func multiply(
    _ a: Matrix, _ b: Matrix, isSecondTransposed: Bool, rows m: Int, columns n: Int, inner k: Int,
    scale: Float = 1, into result: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let (rowMajor, plain, transposed) = (Int32(101), Int32(111), Int32(112))
    sgemm(
      rowMajor, plain, isSecondTransposed ? transposed : plain, Int32(m), Int32(n), Int32(k),
      scale, a.base, Int32(a.stride), b.base, Int32(b.stride), 0, result, Int32(stride))
  }
}
