// Replaced by the first file of TextCore.
