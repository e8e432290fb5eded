#pragma once

#include <stddef.h>

/// A file of the explorer, embedded at compile time.
typedef struct explorer_resource {
  const unsigned char *_Nonnull bytes;
  size_t count;
} explorer_resource;

extern const explorer_resource explorer_template;
extern const explorer_resource explorer_style;
extern const explorer_resource explorer_script;
