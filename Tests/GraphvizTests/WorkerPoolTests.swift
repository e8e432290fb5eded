import Foundation
import Testing

@testable import Graphviz

@Suite("Worker pool", .enabled(if: command != nil, "the command is not built"))
struct WorkerPoolTests {
  let pair = Drawing(
    name: "pair", isDirected: true, nodes: [.init("a"), .init("b", ["label": "Bee"])],
    edges: [.init(from: "a", to: "b")])

  func pool(workers: Int = 1, _ limits: WorkerPool.Limits = .init()) -> WorkerPool {
    WorkerPool(
      command: [command ?? "", "layout-worker"], workers: workers, limits: limits)
  }

  /// A drawing that keeps `dot` busy for minutes.
  var endless: Drawing {
    var random = SystemRandomNumberGenerator()
    let edges = (0..<4000).map { _ in
      Drawing.Edge(
        from: "\(Int.random(in: 0..<2000, using: &random))",
        to: "\(Int.random(in: 0..<2000, using: &random))")
    }
    return Drawing(isDirected: true, edges: edges)
  }

  @Test("a worker gives the bytes and positions that the process itself gives")
  func sameBytes() async throws {
    let pool = pool()
    for engine in [LayoutEngine.dot, .neato, .sfdp] {
      let there = try await pool.render(pair, layout: engine, format: .svg)
      let here = try await GraphvizRenderer().render(pair, layout: engine, format: .svg)
      #expect(there == here)
      let place = try await pool.layout(pair, engine: engine)
      #expect(try await place == GraphvizRenderer().layout(pair, engine: engine))
    }
  }

  @Test("64 concurrent callers all get their picture")
  func concurrentCallers() async throws {
    let pool = pool(workers: 2)
    let titles = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<64 {
        group.addTask {
          let drawing = Drawing(name: "graph \(number)", nodes: [.init("a")])
          let svg = try await pool.render(drawing, layout: .neato, format: .svg)
          let text = String(decoding: svg, as: UTF8.self)
          return text.contains("<title>graph \(number)</title>") ? "\(number)" : text
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(titles == Set((0..<64).map { "\($0)" }))
    #expect(pool.processes.count == 2)
  }

  @Test("a worker killed in mid-layout costs one drawing and is started anew")
  func crash() async throws {
    let pool = pool()
    _ = try await pool.layout(pair, engine: .dot)
    let victim = try #require(pool.processes.first?.identifier)
    let layout = Task { try await pool.layout(endless, engine: .dot) }
    try await Task.sleep(for: .milliseconds(300))
    kill(victim, SIGSEGV)
    await #expect(throws: RenderError.crash(signal: SIGSEGV)) { try await layout.value }
    #expect(try await pool.layout(pair, engine: .dot).nodes.count == 2)
    #expect(pool.processes.first?.identifier != victim)
  }

  @Test("a layout over its time or memory ends with that error, and the next one works")
  func limits() async throws {
    let hasty = pool(.init(time: .seconds(1)))
    await #expect(throws: RenderError.timeLimit(.seconds(1))) {
      try await hasty.layout(endless, engine: .dot)
    }
    #expect(try await hasty.layout(pair, engine: .dot).nodes.count == 2)
    let poor = pool(.init(memory: 128 << 20))
    await #expect(throws: RenderError.memoryLimit(128 << 20)) {
      let edges = (0..<8_000).map { Drawing.Edge(from: "\($0)", to: "\($0 + 1)") }
      return try await poor.layout(Drawing(edges: edges), engine: .neato)
    }
    #expect(try await poor.layout(pair, engine: .dot).nodes.count == 2)
  }

  @Test("a worker ends in mid-layout when its parent does")
  func orphan() throws {
    let process = try WorkerProcess(command: [command ?? "", "layout-worker"])
    try process.channel.send(
      WorkerRequest(job: .layout(endless, .dot), seconds: 100, memory: 1 << 30))
    Thread.sleep(forTimeInterval: 0.2)
    let start = ContinuousClock.now
    let ending = process.end(killing: false)
    #expect(ending.signal == nil && ending.exitStatus == 0)
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("the workers of a released pool are gone")
  func release() async throws {
    var processes: [WorkerProcess] = []
    do {
      let pool = pool()
      _ = try await pool.layout(pair, engine: .dot)
      processes = pool.processes
    }
    #expect(processes.count == 1)
    #expect(processes.allSatisfy { kill($0.identifier, 0) < 0 })
  }

  @Test("a command that is no worker is an error with its reason")
  func noWorker() async {
    let missing = WorkerPool(command: ["/nonexistent/command"], workers: 1)
    await #expect(throws: RenderError.noWorker("/nonexistent/command: No such file or directory")) {
      try await missing.layout(pair, engine: .dot)
    }
    let other = WorkerPool(command: ["/bin/false"], workers: 1)
    await #expect(throws: RenderError.noWorker("it exited with status 1")) {
      try await other.layout(pair, engine: .dot)
    }
  }

  @Test("resident memory after 1,000 renders is within 1 MiB of that after 100")
  func memory() async throws {
    let pool = pool()
    var drawing = pair
    drawing.nodeDefaults["tooltip"] = .text(String(repeating: "tooltip ", count: 50))
    drawing.nodes += (0..<20).map { .init("n\($0)", ["label": "plain"]) }
    drawing.edges += (0..<20).map { .init(from: "n\($0)", to: "a") }
    var after100 = 0
    for count in 1...1000 {
      _ = try await pool.render(drawing, layout: .neato, format: .svg)
      if count == 100 { after100 = try residentMemory(of: pool) }
    }
    #expect(try residentMemory(of: pool) - after100 < 1 << 20)
  }

  private func residentMemory(of pool: WorkerPool) throws -> Int {
    let process = try #require(pool.processes.first)
    let text = try String(contentsOfFile: "/proc/\(process.identifier)/statm", encoding: .utf8)
    let pages = text.split(separator: " ").compactMap { Int($0) }
    // Without the pages of libraries, which come and go with the whole machine's memory.
    return try #require(pages.count > 2 ? pages[1] - pages[2] : nil) * Int(getpagesize())
  }
}
