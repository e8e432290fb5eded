/// The version of this library and command, by semantic versioning.
public let paperGraphVersion = "0.1.0"
