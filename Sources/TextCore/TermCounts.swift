/// How often each term occurs in each document of one part of a corpus.
struct TermCounts: Sendable {
  /// The counts of the part; terms are numbered by their place in its sorted terms.
  let statistics: CorpusStatistics
  /// Where each document's terms begin, and the end of the last.
  private var offsets = [0]
  /// The terms of all documents, ascending within a document.
  private var terms: [UInt32] = []
  private var titleCounts: [UInt16] = []
  private var abstractCounts: [UInt16] = []

  init(_ documents: ArraySlice<TextDocument>, analyzer: TermAnalyzer) {
    var counter = TermCounter(analyzer: analyzer)
    for document in documents {
      counter.count(document.title, isTitle: true)
      counter.count(document.abstract, isTitle: false)
      counter.finishDocument()
      offsets.append(counter.rows.count)
    }
    let (sortedTerms, termPlaces) = counter.terms.sorted()
    let (surfaces, surfacePlaces) = counter.surfaces.sorted()
    var documentFrequencies = [Int](repeating: 0, count: sortedTerms.count)
    for row in counter.rows { documentFrequencies[Int(termPlaces[Int(row.term)])] += 1 }

    // Words that are no terms, such as stop words, are not kept.
    var keptSurfaces = Vocabulary()
    var surfaceCounts: [Int] = []
    var surfaceTerms: [UInt32] = []
    var order = [Int](repeating: 0, count: surfaces.count)
    for (number, place) in surfacePlaces.enumerated() { order[Int(place)] = number }
    for (place, number) in order.enumerated() {
      guard let term = counter.termOfSurface[number] else { continue }
      surfaces[bytes: place].withUnsafeBufferPointer { keptSurfaces.append($0) }
      surfaceCounts.append(counter.surfaceCounts[number])
      surfaceTerms.append(termPlaces[Int(term)])
    }
    statistics = CorpusStatistics(
      documentCount: documents.count, titleLength: counter.titleLength,
      abstractLength: counter.abstractLength, terms: sortedTerms,
      documentFrequencies: documentFrequencies, surfaces: keptSurfaces,
      surfaceCounts: surfaceCounts, surfaceTerms: surfaceTerms)
    collect(counter.rows, termPlaces: termPlaces)
  }

  private mutating func collect(_ rows: [TermCounter.Entry], termPlaces: [UInt32]) {
    terms.reserveCapacity(rows.count)
    titleCounts.reserveCapacity(rows.count)
    abstractCounts.reserveCapacity(rows.count)
    for document in 0..<(offsets.count - 1) {
      var entries = rows[offsets[document]..<offsets[document + 1]].map { entry in
        var entry = entry
        entry.term = termPlaces[Int(entry.term)]
        return entry
      }
      entries.sort { $0.term < $1.term }
      for entry in entries {
        terms.append(entry.term)
        titleCounts.append(UInt16(clamping: entry.titleCount))
        abstractCounts.append(UInt16(clamping: entry.abstractCount))
      }
    }
  }

  /// The weights of every document, each scaled to length 1.
  ///
  /// `columns` has the column of each term of the corpus, nil for one that carries no weight, and
  /// `inverseDocumentFrequencies` the factor of each column.
  func weighted(
    _ weighting: TermWeighting, statistics corpus: CorpusStatistics, columns: [UInt32?],
    inverseDocumentFrequencies: [Double]
  ) -> SparseMatrix {
    let places = corpus.terms.places(of: statistics.terms)
    let columnOfTerm = places.map { place in place.flatMap { columns[Int($0)] } }
    let meanLength = corpus.meanLength(titleWeight: weighting.titleWeight)
    let rows = (0..<(offsets.count - 1)).lazy.map { document in
      weightedRow(
        document, weighting, meanLength: meanLength, columns: columnOfTerm,
        inverseDocumentFrequency: { inverseDocumentFrequencies[$0] })
    }
    return SparseMatrix(
      rows: rows, nonZeroCount: terms.count, columnCount: inverseDocumentFrequencies.count)
  }

  /// The weights of one document, scaled to length 1.
  func weightedRow(
    _ document: Int, _ weighting: TermWeighting, meanLength: Double, columns: [UInt32?],
    inverseDocumentFrequency: (Int) -> Double
  ) -> SparseVector {
    let range = offsets[document]..<offsets[document + 1]
    func frequency(_ index: Int) -> Double {
      Double(abstractCounts[index]) + weighting.titleWeight * Double(titleCounts[index])
    }
    let length = range.reduce(0.0) { $0 + frequency($1) }
    var rowColumns: [UInt32] = []
    var weights: [Double] = []
    rowColumns.reserveCapacity(range.count)
    weights.reserveCapacity(range.count)
    var squares = 0.0
    for index in range {
      guard let column = columns[Int(terms[index])] else { continue }
      let weight =
        weighting.termFrequencyWeight(frequency(index), length: length, meanLength: meanLength)
        * inverseDocumentFrequency(Int(column))
      guard weight > 0 else { continue }
      rowColumns.append(column)
      weights.append(weight)
      squares += weight * weight
    }
    let norm = squares.squareRoot()
    return SparseVector(columns: rowColumns, values: weights.map { Float($0 / norm) })
  }
}

/// Counts terms document by document, remembering the term of every word seen.
struct TermCounter {
  /// A term of a document and its counts there.
  struct Entry {
    var term: UInt32
    var titleCount: UInt32
    var abstractCount: UInt32
  }

  let analyzer: TermAnalyzer
  /// Words as written, and how often, whether terms or not.
  private(set) var surfaces = Interner()
  private(set) var surfaceCounts: [Int] = []
  /// For each word, its term, or nil if it is none.
  private(set) var termOfSurface: [UInt32?] = []
  private(set) var terms = Interner()
  /// The entries of all documents, one document behind another.
  private(set) var rows: [Entry] = []
  private(set) var titleLength = 0
  private(set) var abstractLength = 0
  private var documentStart = 0
  /// For each term, its entry in the current document, if it is behind `documentStart`.
  private var entryOfTerm: [Int] = []

  init(analyzer: TermAnalyzer) { self.analyzer = analyzer }

  mutating func count(_ text: String, isTitle: Bool) {
    var text = text
    text.withUTF8 { bytes in
      analyzer.tokenizer.forEachWord(in: bytes) { range in
        guard let term = term(of: bytes[range]) else { return }
        add(term, isTitle: isTitle)
      }
    }
  }

  mutating func finishDocument() { documentStart = rows.count }

  private mutating func term(of word: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
    let surface = surfaces.number(of: UnsafeBufferPointer(rebasing: word))
    if surface == termOfSurface.count {
      termOfSurface.append(
        analyzer.term(of: word).map { term in
          UInt32(term.withUnsafeBufferPointer { terms.number(of: $0) })
        })
      surfaceCounts.append(0)
    }
    surfaceCounts[surface] += 1
    return termOfSurface[surface]
  }

  private mutating func add(_ term: UInt32, isTitle: Bool) {
    if isTitle { titleLength += 1 } else { abstractLength += 1 }
    while entryOfTerm.count <= Int(term) { entryOfTerm.append(-1) }
    var entry = entryOfTerm[Int(term)]
    if entry < documentStart {
      entry = rows.count
      rows.append(Entry(term: term, titleCount: 0, abstractCount: 0))
      entryOfTerm[Int(term)] = entry
    }
    if isTitle { rows[entry].titleCount += 1 } else { rows[entry].abstractCount += 1 }
  }
}
