import Foundation

/// The built command, run as a user would.
enum Command {
  /// What a run left.
  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  /// The executable beside these tests.
  static let url: URL = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    if !FileManager.default.isExecutableFile(atPath: folder.path + "/papergraph") {
      folder = tests.deletingLastPathComponent()
    }
    return folder.appendingPathComponent("papergraph")
  }()

  /// Runs the command, or another executable, to its end.
  static func run(
    _ arguments: [String], input: Data? = nil, executable: URL = url, in folder: URL? = nil
  ) throws -> Run {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let output = try scratch.write("output", Data())
    let errors = try scratch.write("errors", Data())
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = try FileHandle(
      forReadingFrom: scratch.write("input", input ?? Data()))
    try process.run()
    process.waitUntilExit()
    return Run(
      code: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A folder of its own for one test, which goes when it is released.
final class Scratch {
  let url: URL
  var path: String { url.path }

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("papergraph-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and returns where it is.
  @discardableResult
  func write(_ name: String, _ data: Data) throws -> URL {
    let file = url.appendingPathComponent(name)
    try data.write(to: file)
    return file
  }

  /// Writes papers as JSON Lines and returns the path.
  func corpus(_ papers: [(id: String, title: String, abstract: String)]) throws -> String {
    var data = Data()
    for paper in papers {
      data += try JSONSerialization.data(withJSONObject: [
        "id": paper.id, "title": paper.title, "abstract": paper.abstract,
      ])
      data.append(0x0A)
    }
    return try write("papers.jsonl", data).path
  }

  /// The names of the files here and below, sorted.
  func files(in folder: String = "") throws -> [String] {
    let root = url.appendingPathComponent(folder).path
    return (FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []).filter {
      var isFolder: ObjCBool = false
      FileManager.default.fileExists(atPath: root + "/" + $0, isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }
}

/// A dozen papers on three subjects, some with names and addresses.
enum Papers {
  static let dozen: [(id: String, title: String, abstract: String)] = (0..<12).map { number in
    let subjects = [
      "graph neural networks on citation graphs such as Cora, with message passing between nodes",
      "neural radiance fields (NeRF) for view synthesis, with volume rendering of scenes",
      "quantum circuits for combinatorial optimization, with noise mitigation on hardware",
    ]
    let subject = subjects[number % 3]
    return (
      "p\(number)", "Study \(number) of \(subject.prefix(24))",
      "We study \(subject). Method \(number) is evaluated on ImageNet. "
        + "Code: https://github.com/lab/study-\(number % 3)."
    )
  }

  /// Titles that would break a careless writer of XML, HTML, DOT or JSON.
  static let hostile: [(id: String, title: String, abstract: String)] = [
    "<script>alert(1)</script> & \"graphs\"", "graphs ]]> --> <!-- ' \\N \\",
    "graphs \u{1}\u{7}\u{b}",
    "שלום graphs \u{202e}evil", "深層学習 graphs 👩‍🔬", "{graphs|record} <b>bold</b>",
  ].enumerated().map { number, title in
    (
      "<&\"'\(number)>", title,
      "Graphs of papers with graph methods. javascript:alert(1) https://x.org/?a=1&b=\"2\" \(title)"
    )
  }
}
