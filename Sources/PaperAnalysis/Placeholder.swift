// Replaced by the first file of PaperAnalysis.
