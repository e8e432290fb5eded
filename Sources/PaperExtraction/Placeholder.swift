// Replaced by the first file of PaperExtraction.
