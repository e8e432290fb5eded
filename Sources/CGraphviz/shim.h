#pragma once
#include <graphviz/gvc.h>
#include <graphviz/gvplugin_textlayout.h>
#include <stdbool.h>
#include <stddef.h>

// Swift 6 refuses the global descriptors: they are mutable.
static inline Agdesc_t papergraph_descriptor(bool directed, bool strict) {
  if (directed) return strict ? Agstrictdirected : Agdirected;
  return strict ? Agstrictundirected : Agundirected;
}

// The length is an `unsigned *` up to Graphviz 12 and a `size_t *` from 13 on.
static inline int papergraph_render(
    GVC_t *context, graph_t *graph, const char *format, char **data, size_t *length) {
  unsigned narrow = 0;
  size_t wide = 0;
  int status = gvRenderData(
      context, graph, format, data,
      _Generic(&gvRenderData,
          int (*)(GVC_t *, graph_t *, const char *, char **, unsigned *): &narrow,
          default: &wide));
  *length = wide + narrow;
  return status;
}
