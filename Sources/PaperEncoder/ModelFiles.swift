import Foundation

/// Reads the files of a model's folder.
enum ModelFiles {
  /// The bytes of a file.
  static func read(_ path: String, mapped: Bool = false) throws(EncoderError) -> Data {
    do {
      return try Data(
        contentsOf: URL(fileURLWithPath: path), options: mapped ? .alwaysMapped : [])
    } catch {
      let reason = FileManager.default.fileExists(atPath: path) ? "unreadable" : "no such file"
      throw .unreadable(path: path, reason: reason)
    }
  }

  /// A JSON file as a value.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from path: String
  ) throws(EncoderError) -> Value {
    let data = try read(path)
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw .malformed(path: path, reason: "not the JSON that was expected: \(reason(error))")
    }
  }

  /// A JSON file as a value, or nil where there is no such file.
  static func decodeIfPresent<Value: Decodable>(
    _ type: Value.Type, from path: String
  ) throws(EncoderError) -> Value? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try decode(type, from: path)
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is of another type"
    default: "the text is damaged"
    }
  }
}
