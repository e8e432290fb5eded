#include "CWordVectors.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

#if __has_include("Resources/WordVectors.bin")
static const uint8_t bytes[] = {
#embed "Resources/WordVectors.bin"
};
enum { LENGTH = sizeof bytes };
#else
static const uint8_t bytes[] = {0};
enum { LENGTH = 0 };
#endif

const uint8_t *pg_word_vectors(ptrdiff_t *count) {
  *count = LENGTH;
  return bytes;
}
