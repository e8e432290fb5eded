#include "VectorKernels.h"
#include "Dispatch.h"

// Runs of values without a hit are passed over at a glance.
PG_INLINE size_t select(const float *values, size_t count, float bound, uint32_t *places) {
  enum { RUN = 32 };
  size_t found = 0;
  for (size_t start = 0; start < count; start += RUN) {
    size_t end = start + RUN < count ? start + RUN : count;
    int hits = 0;
    for (size_t index = start; index < end; index++) hits += values[index] >= bound;
    if (hits == 0) continue;
    for (size_t index = start; index < end; index++) {
      if (values[index] >= bound) places[found++] = (uint32_t)index;
    }
  }
  return found;
}

#if PG_X86
PG_AVX2 static size_t select_avx2(
    const float *values, size_t count, float bound, uint32_t *places) {
  return select(values, count, bound, places);
}
#endif

size_t pg_select(const float *values, size_t count, float bound, uint32_t *places) {
#if PG_X86
  if (PG_HAS_AVX2) return select_avx2(values, count, bound, places);
#endif
  return select(values, count, bound, places);
}
