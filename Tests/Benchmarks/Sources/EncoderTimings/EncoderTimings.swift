import Foundation
import PaperEncoder

/// Encodes the lines of a file: `EncoderTimings MODEL TEXTS THREADS` prints seconds.
@main
enum EncoderTimings {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let threads = Int(arguments[3]), threads > 0 else {
      print("usage: EncoderTimings MODEL TEXTS THREADS")
      exit(64)
    }
    let texts = try String(contentsOfFile: arguments[2], encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let encoder = try SentenceEncoder(directory: arguments[1])
    var numbers = 0
    let duration = ContinuousClock().measure {
      numbers = encoder.encode(texts, threads: threads).count
    }
    precondition(numbers == texts.count * encoder.dimension, "a text has no vector")
    print(duration / .seconds(1))
  }
}
