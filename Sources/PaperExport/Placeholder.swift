// Replaced by the first file of PaperExport.
