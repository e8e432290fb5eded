// Replaced by the first file of Graphviz.
