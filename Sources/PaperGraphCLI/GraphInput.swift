import Foundation
import Glibc
import PaperGraph

/// A graph file that a person names where papers could stand as well.
enum GraphInput {
  /// Reads the graphs of an input; nil where it is no graph file but, perhaps, papers.
  ///
  /// - Parameters:
  ///   - path: A file, or `-` for standard input, which can still be read for papers after.
  ///   - workers: What parses DOT.
  /// - Returns: The graphs.
  /// - Throws: `CommandFailure` for a file that cannot be read or has an error.
  static func read(_ path: String, _ workers: WorkerPool) async throws -> GraphReading? {
    if path == "-" {
      let bytes = Array(FileHandle.standardInput.readDataToEndOfFile())
      if let format = GraphFormat(recognizing: bytes) {
        return try await read(bytes, as: format, path, workers)
      }
      try giveBack(bytes)
      return nil
    }
    guard let file = FileHandle(forReadingAtPath: path), !isDirectory(path) else { return nil }
    defer { try? file.close() }
    var bytes = try bytes(of: file, upTo: 1 << 16, path)
    guard let format = GraphFormat(recognizing: bytes) ?? GraphFormat(fileName: path) else {
      return nil
    }
    bytes += try self.bytes(of: file, upTo: nil, path)
    return try await read(bytes, as: format, path, workers)
  }

  private static func read(
    _ bytes: [UInt8], as format: GraphFormat, _ path: String, _ workers: WorkerPool
  ) async throws -> GraphReading {
    do {
      if format == .dot || format == .xdot {
        return GraphReading(graphs: try await workers.drawings(in: bytes).map(AttributedGraph.init))
      }
      return try AttributedGraph.read(bytes, as: format)
    } catch {
      throw CommandFailure(.noPaper, "\(path): \(error)")
    }
  }

  /// Reads the drawings of an input that must be a graph file.
  static func drawings(_ path: String, _ workers: WorkerPool) async throws -> [Drawing] {
    let bytes: [UInt8]
    if path == "-" {
      bytes = Array(FileHandle.standardInput.readDataToEndOfFile())
    } else {
      guard let file = FileHandle(forReadingAtPath: path), !isDirectory(path) else {
        throw CommandFailure(.noInput, reason(path))
      }
      defer { try? file.close() }
      bytes = try self.bytes(of: file, upTo: nil, path)
    }
    guard let format = GraphFormat(recognizing: bytes) ?? GraphFormat(fileName: path) else {
      throw CommandFailure(
        .noPaper, "\(path) is no graph file; expected DOT, GraphML, GEXF, GML, Pajek or JSON")
    }
    do {
      if format == .dot || format == .xdot { return try await workers.drawings(in: bytes) }
      return try AttributedGraph.read(bytes, as: format).graphs.map(Drawing.init)
    } catch {
      throw CommandFailure(.noPaper, "\(path): \(error)")
    }
  }

  private static func bytes(
    of file: FileHandle, upTo count: Int?, _ path: String
  ) throws -> [UInt8] {
    do {
      let data = try count.map { try file.read(upToCount: $0) } ?? file.readToEnd()
      return Array(data ?? Data())
    } catch {
      throw CommandFailure(.noInput, reason(path))
    }
  }

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  private static func reason(_ path: String) -> String {
    if isDirectory(path) { return "\(path) is a folder; expected a graph file" }
    return "cannot read \(path): \(String(cString: strerror(errno)))"
  }

  /// Lets standard input be read again from its start.
  private static func giveBack(_ bytes: [UInt8]) throws {
    guard let file = tmpfile() else {
      throw CommandFailure(
        .noInput, "cannot keep standard input: \(String(cString: strerror(errno)))")
    }
    fwrite(bytes, 1, bytes.count, file)
    rewind(file)
    dup2(fileno(file), STDIN_FILENO)
    fclose(file)
  }
}

extension WorkerPool {
  /// A pool whose workers are processes of this very command.
  static func ofThisCommand(_ count: Int, limits: Limits = Limits()) -> WorkerPool {
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return WorkerPool(
      command: [path ?? CommandLine.arguments[0], "layout-worker"], workers: count, limits: limits)
  }
}
