// Replaced by the first file of PaperSources.
