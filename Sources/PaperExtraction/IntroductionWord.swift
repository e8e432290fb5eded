/// The words by which introductions are read.
enum IntroductionWord {
  static let to = Token.fold("to")
  static let of = Token.fold("of")
  static let groups = FoldSet([
    "family", "class", "set", "series", "suite", "collection", "notion", "concept", "type",
    "kind",
  ])
  static let we = Token.fold("we")
  static let our = Token.fold("our")
  static let refer = Token.fold("refer")
  static let `as` = Token.fold("as")
  static let by = Token.fold("by")
  static let fillers = FoldSet(["as", "to", "it", "them", "this", "which"])
  static let present = FoldSet(["is", "are", "was", "were", "being"])
  static let indefinite = FoldSet(["a", "an", "another"])
  static let passives = FoldSet([
    "proposed", "introduced", "presented", "developed", "designed", "released",
  ])
  static let earlier = FoldSet(["recently", "previously", "originally", "initially"])
  static let novelties = FoldSet(["novel", "new", "first", "simple", "unified"])
}
