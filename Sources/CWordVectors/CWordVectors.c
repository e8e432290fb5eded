#include "CWordVectors.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t bytes[] = {
#embed "Resources/WordVectors.bin"
};

const uint8_t *pg_word_vectors(ptrdiff_t *count) {
  *count = sizeof bytes;
  return bytes;
}
