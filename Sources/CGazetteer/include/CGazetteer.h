#pragma once

#include <stddef.h>

/// A list of names, as UTF-8 text; its form is told at its head.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} PaperGraphNameList;

/// Datasets and benchmarks.
PaperGraphNameList papergraph_datasets(void);
/// Methods, models, tools and hardware, by kind.
PaperGraphNameList papergraph_methods(void);
/// Capitalised names that are no work of their own.
PaperGraphNameList papergraph_generic_names(void);
