// Replaced by the first file of GraphFormats.
