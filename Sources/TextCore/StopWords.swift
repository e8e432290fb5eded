/// Words that say nothing about a text's topic.
public struct StopWords: Sendable {
  private let words: Set<[UInt8]>

  /// Creates a list from lower-case words.
  public init(_ words: some Sequence<String>) {
    self.words = Set(words.map { Array($0.utf8) })
  }

  /// No words.
  public static let none = StopWords([])

  /// The function words of English, and the Latin of citations.
  public static let english = StopWords(
    """
    a about above according across actually after again against ain't al all almost along already \
    also although always am among amongst an and another any anyone anything are aren't around as \
    at away based be became because become becomes been before being below besides between beyond \
    both but by came can can't cannot come comes could couldn't despite did didn't do does doesn't \
    doing don't done down due during each e.g eg either else enough especially et etc even ever \
    every everything few for from further furthermore get gets getting give given gives go goes \
    had hadn't has hasn't have haven't having he hence her here hers herself him himself his how \
    however i i'm i've ie i.e if in indeed instead into is isn't it it's its itself just largely \
    latter least less let like likely made mainly make makes making many may maybe me meanwhile \
    might more moreover most mostly much must my myself namely nearly neither never nevertheless \
    next no nor not nothing now of off often on once one only onto or other others otherwise our \
    ours ourselves out over own per perhaps quite rather really regarding respectively said same \
    say says see seen several shall she should shouldn't since so some something sometimes still \
    such than that that's the their theirs them themselves then thence there there's thereby \
    therefore therein these they they're this those though through throughout thus to together \
    too toward towards two under until up upon us use used using usually various very via was \
    wasn't way we we're we've well were weren't what whatever when where whereas whereby wherein \
    whether which while who whole whom whose why will with within without won't would wouldn't \
    yet you your yours yourself yourselves
    """.split(separator: " ").map(String.init))

  /// Whether a folded token is in the list.
  public func contains(_ token: [UInt8]) -> Bool { words.contains(token) }
}
