import PaperModel
import PaperSources
import Testing

@Suite struct JSONFormatTests {
  @Test func openAlexPagesGiveWorksWithTextFromTheInvertedIndex() throws {
    let corpus = try corpus(
      ofText: """
        {"meta":{"count":1,"page":1},"results":[
          {"id":"https://openalex.org/W12","doi":"https://doi.org/10.5555/A.b","title":"Wind",
           "display_name":"Wind","publication_year":2019,"publication_date":"2019-04-02",
           "ids":{"openalex":"https://openalex.org/W12","pmid":"https://pubmed.ncbi.nlm.nih.gov/77"},
           "authorships":[{"author":{"display_name":"Ada Low","orcid":"https://orcid.org/0000-0002-1825-0097"}}],
           "primary_location":{"landing_page_url":"https://doi.org/10.5555/a.b","source":{"display_name":"Journal of Air"}},
           "abstract_inverted_index":{"The":[0,3],"wind":[1,4],"blows.":[2,5]},
           "referenced_works":["https://openalex.org/W1","https://openalex.org/W2"],
           "cited_by_count":7,"type":"article","biblio":{"volume":"3","issue":null,"first_page":"1","last_page":"9"},
           "primary_topic":{"display_name":"Gusts","field":{"display_name":"Physics"}},
           "is_retracted":false}],"group_by":[]}
        """)
    #expect(corpus.inputs.map(\.format) == [.openAlex])
    let record = try #require(corpus.papers.first?.record)
    #expect(corpus.papers.map(\.id) == ["W12"])
    #expect(record.abstract == "The wind blows. The wind blows.")
    #expect(
      Set(record.identifiers) == [
        Identifier(.openAlex, "W12"), Identifier(.doi, "10.5555/a.b"), Identifier(.pubMed, "77"),
      ])
    #expect(record.date == PartialDate(year: 2019, month: 4, day: 2))
    #expect(record.references.map(\.id) == ["W1", "W2"])
    #expect(record.venue == "Journal of Air")
    #expect(record.fields == ["Physics", "Gusts"])
    #expect(record.citationCount == 7)
    #expect(record.authors.map(\.orcid) == ["0000-0002-1825-0097"])
    #expect(record.extra.contains(ExtraField("pages", "1-9")))
    #expect(record.extra.contains(ExtraField("is_retracted", "false")))
  }

  @Test func semanticScholarRepliesAndBulkLinesAreRead() throws {
    let reply = try corpus(
      ofText: """
        {"offset":0,"data":[{"citedPaper":{"paperId":"f00","externalIds":{"DOI":"10.5555/X","ArXiv":"2101.00001"},
        "title":"A","abstract":null,"year":2021,"authors":[{"authorId":"1","name":"B. C."}],
        "references":[{"paperId":"ba5e","title":"Old"}]}},null]}
        """)
    let record = try #require(reply.papers.first?.record)
    #expect(record.identifiers.contains(Identifier(.arxiv, "2101.00001")))
    #expect(record.references.first?.identifiers == [Identifier(.semanticScholar, "ba5e")])
    #expect(reply.diagnostics.map(\.message) == ["null stands for a paper"])
    let bulk = try corpus(
      ofText: #"""
        {"corpusid":5,"externalids":{"ArXiv":null,"DOI":"10.5555/y"},"title":"Bulk","authors":[],"venue":"V","year":2001,"citationcount":3,"s2fieldsofstudy":[{"category":"Biology","source":"s2"}]}
        """#)
    #expect(bulk.papers.map(\.id) == ["CorpusId:5"])
    #expect(bulk.papers[0].record.fields == ["Biology"])
    #expect(bulk.papers[0].record.citationCount == 3)
  }

  @Test func theArXivSnapshotKeepsTheFirstDateAndFoldsLineBreaks() throws {
    let corpus = try corpus(
      ofText: #"""
        {"id":"0704.0001","submitter":"P","authors":"C. Bal\\'azs","title":"Diphoton\n  production","doi":"10.1103/PhysRevD.76.013009","categories":"hep-ph hep-ex","abstract":"  A fully\ndifferential calculation.\n","versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"}],"update_date":"2008-11-26","authors_parsed":[["Balázs","C.",""],["Berger","E. L.","Jr"]]}
        """#)
    let record = try #require(corpus.papers.first?.record)
    #expect(corpus.inputs[0].format == .arxivJSON)
    #expect(record.title == "Diphoton production")
    #expect(record.abstract == "A fully differential calculation.")
    #expect(record.date == PartialDate(year: 2007, month: 4, day: 2))
    #expect(record.authors.map(\.name) == ["C. Balázs", "E. L. Berger Jr"])
    #expect(record.fields == ["hep-ph", "hep-ex"])
    #expect(record.extra.contains(ExtraField("update_date", "2008-11-26")))
  }

  @Test func crossrefListsGiveTextWithoutTagsAndReferences() throws {
    let corpus = try corpus(
      ofText: """
        {"status":"ok","message-type":"work-list","message":{"facets":{},"items":[
        {"DOI":"10.5555/Q","title":["On <i>E. coli</i> &amp; Co"],"abstract":"<jats:p>First.</jats:p><jats:p>Second, p &lt; 0.1.</jats:p>",
        "issued":{"date-parts":[[2020,2,30]]},"author":[{"given":"A","family":"B","ORCID":"http://orcid.org/0000-0002-1825-0097"}],
        "reference":[{"key":"1","DOI":"10.5555/R","article-title":"T","year":"1999a"},{"key":"2","unstructured":"Smith, 1990."}],
        "is-referenced-by-count":4}]}}
        """)
    let record = try #require(corpus.papers.first?.record)
    #expect(record.title == "On E. coli & Co")
    #expect(record.abstract == "First. Second, p < 0.1.")
    #expect(record.date == PartialDate(year: 2020, month: 2))
    #expect(corpus.diagnostics.map(\.message) == ["2020-02-30 is no date: no such day"])
    #expect(record.references.map(\.year) == [1999, nil])
    #expect(record.references.last?.text == "Smith, 1990.")
  }

  @Test func cslItemsAreReadWithAllKindsOfDates() throws {
    let corpus = try corpus(
      ofText: """
        [{"id":"a","type":"book","title":"A","issued":{"date-parts":[["1999","12"]]},"author":[{"family":"Ray","given":"X","non-dropping-particle":"van"}]},
         {"id":"b","type":"article-journal","title":"B","issued":{"raw":"2001-05"},"author":[{"literal":"The Group"}],"keyword":"x, y; z"},
         {"id":"c","type":"article-journal","title":"C","issued":{"date-parts":[[2001,13]]},"page":"1–2"},
         {"id":"d","type":"article-journal","title":"D","issued":{"date-parts":[[2001],[2002]]}}]
        """)
    let records = corpus.papers.map(\.record)
    #expect(
      records.map(\.date?.description) == ["1999-12", "2001-05", "2001", "2001"])
    #expect(records[0].authors == [Author(name: "X van Ray", family: "van Ray", given: "X")])
    #expect(records[1].keywords == ["x", "y", "z"])
    #expect(records[2].extra == [ExtraField("page", "1–2")])
    #expect(records[3].extra.map(\.name) == ["issued"])
  }

  @Test func dailyPapersAreRead() throws {
    let corpus = try corpus(
      ofText: """
        [{"paper":{"id":"2602.00001","title":"T","summary":"S\\nS","publishedAt":"2026-02-03T00:00:00.000Z","upvotes":12,
        "authors":[{"_id":"1","name":"N N","hidden":false}],"ai_keywords":["k"],"githubRepo":"https://github.com/a/b"},
        "publishedAt":"2026-02-04T00:00:00.000Z","title":"T","numComments":2}]
        """)
    let record = try #require(corpus.papers.first?.record)
    #expect(record.abstract == "S S")
    #expect(record.identifiers == [Identifier(.arxiv, "2602.00001")])
    #expect(record.commentCount == 2)
    #expect(record.date == PartialDate(year: 2026, month: 2, day: 3))
    #expect(record.extra.contains(ExtraField("githubRepo", "https://github.com/a/b")))
  }

  @Test(arguments: [
    (
      #"{"error":"Paper with id 0 not found"}"#,
      "is an error reply of an API: Paper with id 0 not found"
    ),
    (
      #"{"status":"ok","message-type":"journal","message":{"title":"J","ISSN":[]}}"#,
      "is a Crossref reply of journal, not of works"
    ),
    (#"{"offset":0,"data":[{"authorId":"1","name":"E"}]}"#, "is a list of authors, not of papers"),
    (#"{"meta":{"count":0},"results":[]}"#, "is a list without a paper"),
    (#"{"a":1}"#, "is JSON without papers in a known form"),
  ])
  func repliesWithoutPapersAreNamed(reply: String, message: String) throws {
    let corpus = try corpus(ofText: reply)
    #expect(corpus.papers.isEmpty)
    #expect(corpus.diagnostics.map(\.message) == [message])
  }

  @Test(arguments: [
    ("json-openalex-page.json", SourceFormat.openAlex, ["Wind & Rain", "Of snow"], 1),
    ("json-semantic-scholar-page.json", .semanticScholar, ["Wind in valleys", ""], 1),
    ("json-arxiv-snapshot.jsonl", .arxivJSON, ["Diphoton production", "Old ids"], 0),
    (
      "json-crossref-preprint.json", .crossref,
      ["Wind in high valleys", "Valleys and their wind"], 1
    ),
    (
      "json-csl-dates.json", .cslJSON,
      ["Numbers as ids", "A raw date", "A season", "A span"], 0
    ),
    ("json-daily-papers.json", .dailyPapers, ["T"], 0),
    ("json-library.jsonl", .jsonLines, ["On étoiles and 😀", ""], 0),
  ])
  func fixturesAreRecognisedAndReadWhole(
    fixture: String, format: SourceFormat, titles: [String], diagnosticCount: Int
  ) throws {
    let (reading, found) = try reading(fixture: fixture)
    #expect(found == format)
    #expect(reading.titles == titles)
    #expect(reading.diagnostics.count == diagnosticCount, "\(reading.messages)")
    #expect(reading.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(!reading.records.contains { $0.urls.contains { $0.hasPrefix("javascript") } })
  }
}
