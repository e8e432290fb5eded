import Graphviz
import PaperAnalysis
import PaperModel

/// The explorer: a page that shows papers, what they name and how they stand to each other.
///
/// The page needs no network and no server. Up to `inlineLimit` papers it is one file,
/// `index.html`; beyond that, relations and abstracts are in `data/NN.js` beside it, which the page
/// loads by script elements as they are needed, because a page opened from disk may not fetch.
/// Without JavaScript it lists the topics, their maps and every paper.
///
/// Terms that only one paper mentions, and none spells out, join nothing and are left out.
///
/// Equal input gives equal bytes.
public struct ExplorerPage: Sendable {
  /// One file of the page.
  public struct File: Hashable, Sendable {
    /// Where it stands, relative to the folder of the page.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]
  }

  /// The most papers that the page holds in one file.
  public static let inlineLimit = 5_000
  /// How many papers share one file of abstracts, beyond `inlineLimit`.
  public static let papersPerFile = 500

  /// The heading.
  public var title: String
  /// What the page was made of, in one line of plain text.
  public var caption: String
  /// The papers, in the order that `topics` counts.
  public var papers: [Paper]
  /// What the papers name and how they stand to each other.
  public var graph: EntityGraph
  /// Which papers belong together.
  public var topics: TopicMap
  /// For each paper its place, y growing upwards, in any unit.
  ///
  /// Papers without a place are set in rows below the others; entities stand between their papers.
  public var positions: [Layout.Point?]
  /// The file name of the picture of all topics.
  public var overview: String?
  /// For each topic the file name of its picture, nil where it has none.
  ///
  /// Topics may share a picture.
  public var maps: [String?]
  /// The file names of what else the run wrote, to be offered at the foot of the page.
  public var downloads: [String]

  /// Creates a page.
  public init(
    title: String, caption: String, papers: [Paper], graph: EntityGraph, topics: TopicMap,
    positions: [Layout.Point?], overview: String?, maps: [String?], downloads: [String] = []
  ) {
    precondition(positions.count == papers.count, "every paper has a place or nil")
    precondition(topics.topicOfPaper.count == papers.count, "the topics are of these papers")
    precondition(maps.count == topics.topics.count, "every topic has a map or nil")
    self.title = title
    self.caption = caption
    self.papers = papers
    self.graph = graph
    self.topics = topics
    self.positions = positions
    self.overview = overview
    self.maps = maps
    self.downloads = downloads
  }

  /// The files of the page, each made when it is asked for.
  ///
  /// Time and space O(n + m) for n bytes of text and m relations; the space is of the index and of
  /// one file at a time.
  public func files() -> some Sequence<File> {
    let data = ExplorerData(self)
    return (0..<data.fileCount).lazy.map { data.file($0) }
  }
}

extension ExplorerPage {
  /// The address of a paper in the page.
  public static func address(paper id: String) -> String { "index.html#paper=" + encoded(id) }

  /// The address of an entity in the page.
  public static func address(entity key: EntityKey) -> String {
    key.kind == .paper ? address(paper: key.name) : "index.html#entity=" + encoded(key.description)
  }

  /// The address of a topic in the page.
  public static func address(topic slug: String) -> String { "index.html#topic=" + encoded(slug) }

  /// The address of what joins two nodes, with its evidence.
  public static func address(edge source: EntityKey, _ target: EntityKey) -> String {
    "index.html#edge=" + encoded(source.description) + "," + encoded(target.description)
  }

  /// Percent-encodes all but the unreserved characters of RFC 3986.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += byte < 16 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
