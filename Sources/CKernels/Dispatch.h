#pragma once

// Functions come in several builds of one body; the processor's best is picked at the first call.
#if defined(__x86_64__)
#define PG_X86 1
#define PG_AVX2 __attribute__((target("avx2,fma")))
#define PG_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#define PG_HAS_AVX2 (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
#define PG_HAS_VNNI (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw"))
#endif
#define PG_INLINE static inline __attribute__((always_inline))
