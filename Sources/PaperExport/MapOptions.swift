import Graphviz
import PaperModel

/// What maps show, and how.
public struct MapOptions: Sendable {
  /// How the papers of a map are placed.
  public enum Arrangement: String, Sendable, Hashable, Codable, CaseIterable {
    /// Papers that belong together stand together.
    case topics
    /// Years from left to right, where dates are known.
    case timeline
  }

  /// How papers are placed.
  public var arrangement: Arrangement
  /// Graphviz's engine for the places; nil chooses by size.
  public var engine: LayoutEngine?
  /// The kinds of entities that stand on maps beside the papers.
  public var types: Set<EntityKind>
  /// How many nodes a map has before entities are left out; papers never are.
  public var maxNodes: Int
  /// Similarities and other relations of a lesser weight are not drawn.
  public var minWeight: Double
  /// The colours.
  public var theme: MapStyle.Theme
  /// How many topics, the largest first, get a map of their own.
  public var maxMaps: Int

  /// Creates options; the defaults suit a corpus of any size.
  public init(
    arrangement: Arrangement = .topics, engine: LayoutEngine? = nil,
    types: Set<EntityKind> = [.repository, .dataset, .method, .term, .link], maxNodes: Int = 60,
    minWeight: Double = 0, theme: MapStyle.Theme = .auto, maxMaps: Int = 200
  ) {
    self.arrangement = arrangement
    self.engine = engine
    self.types = types
    self.maxNodes = maxNodes
    self.minWeight = minWeight
    self.theme = theme
    self.maxMaps = maxMaps
  }
}
