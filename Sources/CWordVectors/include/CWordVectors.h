#pragma once
#include <stddef.h>
#include <stdint.h>

// The word vectors that ship with the library, and how many bytes they are.
const uint8_t *pg_word_vectors(ptrdiff_t *count);
