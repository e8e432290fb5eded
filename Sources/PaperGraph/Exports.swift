@_exported import PaperModel
