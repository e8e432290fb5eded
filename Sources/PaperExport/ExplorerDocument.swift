import CExplorer
import PaperAnalysis
import PaperModel

/// The page as HTML: the template with everything in its place.
struct ExplorerDocument {
  private let data: ExplorerData
  private var page: ExplorerPage { data.page }

  init(_ data: ExplorerData) { self.data = data }

  /// `index.html`.
  func index() -> [UInt8] {
    fill(resource(explorer_template)) { name, html in
      switch name {
      case "title": html.text(page.title)
      case "caption": html.text(page.caption)
      case "scriptDigest": html.markup(SHA256.base64(of: resource(explorer_script)))
      case "styleDigest": html.markup(SHA256.base64(of: resource(explorer_style)))
      case "style": html.bytes += resource(explorer_style)
      case "script": html.bytes += resource(explorer_script)
      case "overview": writeOverview(to: &html)
      case "topics": writeTopics(to: &html)
      case "papers": data.isInline ? writePapers(to: &html) : writeListLink(to: &html)
      case "downloads": writeDownloads(to: &html)
      case "data": writeData(to: &html)
      default: assertionFailure("the template asks for \(name)")
      }
    }
  }

  /// The list of papers as a page of its own.
  func list() -> [UInt8] {
    var html = HTML()
    html.markup("<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>")
    html.text(page.title)
    html.markup("</title>\n<h1>")
    html.text(page.title)
    html.markup("</h1>\n")
    writePapers(to: &html)
    return html.bytes
  }

  private func writeOverview(to html: inout HTML) {
    guard let overview = page.overview else { return }
    html.link(to: overview) { $0.markup("Overview") }
  }

  private func writeDownloads(to html: inout HTML) {
    for (number, file) in page.downloads.enumerated() {
      html.markup(number == 0 ? "Also here: " : ", ")
      html.link(to: file) { $0.text(file) }
    }
  }

  private func writeTopics(to html: inout HTML) {
    for (number, topic) in page.topics.topics.enumerated() {
      html.markup("<li>")
      if let map = page.maps[number] {
        html.link(to: map) { $0.isolated(topic.name) }
      } else {
        html.isolated(topic.name)
      }
      html.markup(" <span>\(topic.papers.count)</span>\n")
    }
  }

  private func writeListLink(to html: inout HTML) {
    html.markup("<p><a href=\"data/papers.html\">All papers by topic</a>\n")
  }

  private func writePapers(to html: inout HTML) {
    for topic in page.topics.topics { writePapers(topic.papers, under: topic.name, to: &html) }
    writePapers(page.topics.unconnected, under: "Unconnected papers", to: &html)
  }

  private func writePapers(_ papers: [Int], under heading: String, to html: inout HTML) {
    guard !papers.isEmpty else { return }
    html.markup("<h3>")
    html.isolated(heading)
    html.markup("</h3>\n<ul>\n")
    for paper in papers.lazy.map({ page.papers[$0] }) {
      html.markup("<li id=\"paper=")
      html.text(paper.id)
      html.markup("\">")
      html.isolated(paper.record.title.isEmpty ? paper.id : paper.record.title)
      html.markup("\n")
    }
    html.markup("</ul>\n")
  }

  private func writeData(to html: inout HTML) {
    write(data.indexPart(), id: "index", to: &html)
    guard data.isInline else { return }
    for part in 0...data.textParts { write(data.part(part), id: "part-\(part)", to: &html) }
  }

  private func write(_ json: [UInt8], id: String, to html: inout HTML) {
    html.markup("<script type=\"application/json\" id=\"\(id)\">")
    html.bytes += json
    html.markup("</script>\n")
  }

  /// Copies a template, with what a closure writes in the place of each `{{name}}`.
  private func fill(_ template: [UInt8], _ write: (String, inout HTML) -> Void) -> [UInt8] {
    var html = HTML()
    var rest = template[...]
    let brace = UInt8(ascii: "{")
    while let open = rest.indices.dropLast().first(where: {
      rest[$0] == brace && rest[$0 + 1] == brace
    }), let close = rest[open...].firstIndex(of: UInt8(ascii: "}")) {
      html.bytes += rest[..<open]
      write(String(decoding: rest[(open + 2)..<close], as: UTF8.self), &html)
      rest = rest[(close + 2)...]
    }
    html.bytes += rest
    return html.bytes
  }

  private func resource(_ resource: explorer_resource) -> [UInt8] {
    Array(UnsafeBufferPointer(start: resource.bytes, count: resource.count))
  }
}

/// HTML as it grows, with all text escaped.
private struct HTML {
  var bytes: [UInt8] = []

  mutating func markup(_ markup: String) { bytes += markup.utf8 }

  /// A link to a file beside the page.
  mutating func link(to file: String, _ content: (inout HTML) -> Void) {
    markup("<a href=\"\(ExplorerPage.encoded(file))\">")
    content(&self)
    markup("</a>")
  }

  /// Text from a stranger, with its direction kept to itself.
  mutating func isolated(_ string: String) {
    markup("<bdi>")
    text(string)
    markup("</bdi>")
  }

  /// Text or an attribute's value; control characters and overrides of direction are left out.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": markup("&amp;")
      case "<": markup("&lt;")
      case ">": markup("&gt;")
      case "\"": markup("&quot;")
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": markup(" ")
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FFFE}", "\u{FFFF}": break
      default: bytes += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
  }
}
