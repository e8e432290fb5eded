import ArgumentParser
import PaperGraph

/// What every command takes that needs the whole graph.
struct AnalysisOptions: ParsableArguments {
  @OptionGroup var comparison: ComparisonOptions

  @Option(
    help: ArgumentHelp(
      "Join papers that share references or citing papers, by this normalization.",
      valueName: "association|cosine|jaccard|inclusion"))
  var coupling: CouplingNormalization?

  @Flag(help: "Keep works that are cited but not among the papers as nodes.")
  var keepReferences = false

  /// Reads the papers and takes all steps to topics.
  func analyze(_ input: InputOptions) async throws -> AnalyzedCorpus {
    var pipeline = input.reading.pipeline
    try comparison.configure(&pipeline, input.reading)
    pipeline.coupling = coupling.map { ReferenceCoupling(normalization: $0) }
    pipeline.keepsReferences = keepReferences
    let result = await pipeline.analyze(try input.reading.read(input.inputs, pipeline))
    if !input.reading.quiet { Console.progress(nil) }
    return result
  }
}

extension CouplingNormalization: ExpressibleByArgument {}
